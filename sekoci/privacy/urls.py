from django.urls import path

from sekoci.privacy import asking, history, row_views, staff_views, views

app_name = "privacy"
urlpatterns = [
    path("akun/data", views.mine, name="mine"),
    path("akun/data.json", views.as_json, name="json"),
    path("akun/data.pdf", views.as_pdf, name="pdf"),
    path("akun/data/hapus", views.erase, name="erase"),
    path("privasi/salinan", asking.ask, name="ask"),
    path("privasi/salinan/kode", asking.prove, name="prove"),
    path("privasi/salinan/data", asking.asked, name="asked"),
    path("privasi/salinan/data.<slug:kind>", asking.asked_file, name="asked_file"),
    path("staf/simpan", staff_views.rules, name="rules"),
    path("staf/izin", staff_views.ledger, name="ledger"),
    path("staf/data-orang", row_views.found, name="rows"),
    path("kelola/<slug:slug>/pengaturan/riwayat", history.history, name="history"),
]
