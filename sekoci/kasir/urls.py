from django.urls import URLPattern

app_name = "kasir"
urlpatterns: list[URLPattern] = []
