from django.urls import URLPattern, path

from sekoci.kit import components, installing

app_name = "kit"
urlpatterns: list[URLPattern] = [
    path("komponen", components.components, name="components"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("favicon.ico", installing.favicon, name="favicon"),
    path("ikon-<int:size>.png", installing.icon, name="icon"),
]
