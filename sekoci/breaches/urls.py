from django.urls import path

from sekoci.breaches import persons_views, views

app_name = "breaches"
urlpatterns = [
    path("staf/insiden", views.register, name="register"),
    path("staf/insiden/baru", views.add, name="add"),
    path("staf/insiden/<uuid:breach_id>", views.show, name="breach"),
    path("staf/insiden/<uuid:breach_id>/ubah", views.change, name="change"),
    path("staf/insiden/<uuid:breach_id>/catatan", views.note, name="note"),
    path("staf/insiden/<uuid:breach_id>/lapor", views.report, name="report"),
    path("staf/insiden/<uuid:breach_id>/kabari", views.tell, name="tell"),
    path("staf/insiden/<uuid:breach_id>/tutup", views.close, name="close"),
    path("staf/insiden/<uuid:breach_id>/buka", views.reopen, name="reopen"),
    path("staf/insiden/<uuid:breach_id>/orang", persons_views.persons, name="persons"),
    path("staf/insiden/<uuid:breach_id>/orang/ekspor", persons_views.export, name="export"),
    path("staf/insiden/<uuid:breach_id>/surat/<str:kind>.pdf", views.letter, name="letter"),
]
