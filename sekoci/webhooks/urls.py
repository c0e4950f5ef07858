from django.urls import path

from sekoci.webhooks import views

app_name = "webhooks"
HERE = "kelola/<slug:slug>/pengaturan/sambungan"
urlpatterns = [
    path(HERE, views.targets, name="targets"),
    path(f"{HERE}/<uuid:target>", views.target, name="target"),
    path(f"{HERE}/<uuid:target>/ubah", views.change, name="change"),
    path(f"{HERE}/<uuid:target>/buat", views.act, name="act"),
    path(f"{HERE}/<uuid:target>/kabar/<uuid:message>", views.message, name="message"),
    path(f"{HERE}/<uuid:target>/kabar/<uuid:message>/ulang", views.replay, name="replay"),
]
