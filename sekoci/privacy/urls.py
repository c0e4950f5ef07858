from django.urls import path

from sekoci.privacy import history, views

app_name = "privacy"
urlpatterns = [
    path("akun/data", views.mine, name="mine"),
    path("akun/data.json", views.as_json, name="json"),
    path("akun/data.pdf", views.as_pdf, name="pdf"),
    path("akun/data/hapus", views.erase, name="erase"),
    path("kelola/<slug:slug>/pengaturan/riwayat", history.history, name="history"),
]
