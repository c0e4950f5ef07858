from django.urls import URLPattern, path

from sekoci.kit import components

app_name = "kit"
urlpatterns: list[URLPattern] = [path("komponen", components.components, name="components")]
