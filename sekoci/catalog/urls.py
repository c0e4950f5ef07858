from django.urls import path

from sekoci.catalog.views.media import media

app_name = "catalog"
urlpatterns = [
    path("media/<int:business>/<str:file>", media, name="media"),
]
