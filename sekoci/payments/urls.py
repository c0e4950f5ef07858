from django.urls import path

from sekoci.payments import dev, views

app_name = "payments"
urlpatterns = [
    path("kelola/<slug:slug>/qris", views.sticker, name="sticker"),
    path("kelola/<slug:slug>/qris/hapus", views.remove_sticker, name="remove_sticker"),
    path("kelola/<slug:slug>/qris/meja.pdf", views.stand, name="stand"),
    path("kelola/<slug:slug>/qris/cek", views.compare_sticker, name="compare_sticker"),
    path("kelola/<slug:slug>/pembayaran", views.notices, name="notices"),
    path("kelola/<slug:slug>/pembayaran/unduh", views.export, name="export"),
    path("kelola/<slug:slug>/pembayaran/<uuid:notice_id>", views.review, name="review"),
    path("dev/bayar/<str:reference>", dev.pay, name="dev_pay"),
]
