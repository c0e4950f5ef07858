from django.urls import path

from sekoci.webhooks import office_views, views

app_name = "webhooks"
HERE = "kelola/<slug:slug>/pengaturan/sambungan"
urlpatterns = [
    path("petugas/<slug:organisation>/sambungan", office_views.targets, name="office_targets"),
    path("petugas/<slug:organisation>/sambungan/<uuid:target>", office_views.target, name="office_target"),
    path("petugas/<slug:organisation>/sambungan/<uuid:target>/kabar/<uuid:message>", office_views.message, name="office_message"),
    path(HERE, views.targets, name="targets"),
    path(f"{HERE}/<uuid:target>", views.target, name="target"),
    path(f"{HERE}/<uuid:target>/ubah", views.change, name="change"),
    path(f"{HERE}/<uuid:target>/buat", views.act, name="act"),
    path(f"{HERE}/<uuid:target>/kabar/<uuid:message>", views.message, name="message"),
    path(f"{HERE}/<uuid:target>/kabar/<uuid:message>/ulang", views.replay, name="replay"),
]
