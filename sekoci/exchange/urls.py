from django.urls import path

from sekoci.exchange import views

app_name = "exchange"
HERE = "petugas/<slug:organisation>/dhis2"
urlpatterns = [
    path(HERE, views.dhis2, name="dhis2"),
    path(f"{HERE}/unduh", views.file, name="dhis2_file"),
]
