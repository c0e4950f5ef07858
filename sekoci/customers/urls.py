from django.urls import path

from sekoci.customers import again_views, note_views, promo_views, views

app_name = "customers"
urlpatterns = [
    path("kelola/<slug:slug>/pelanggan", views.customer_list, name="list"),
    path("kelola/<slug:slug>/pelanggan/ekspor", views.export, name="export"),
    path("kelola/<slug:slug>/pelanggan/kabar", promo_views.promos, name="promos"),
    path("kelola/<slug:slug>/pelanggan/kabar/baru", promo_views.write, name="promo"),
    path("kelola/<slug:slug>/pelanggan/<uuid:customer_id>", views.customer_page, name="customer"),
    path("kelola/<slug:slug>/pelanggan/<uuid:customer_id>/lagi", again_views.again, name="again"),
    path("kelola/<slug:slug>/pelanggan/<uuid:customer_id>/hapus", views.forget, name="forget"),
    path("kelola/<slug:slug>/pelanggan/<uuid:customer_id>/catatan/<uuid:note_id>", note_views.note_page, name="note"),
    path("kelola/<slug:slug>/pelanggan/<uuid:customer_id>/catatan/<uuid:note_id>/hapus", note_views.remove, name="remove_note"),
    path(
        "kelola/<slug:slug>/pelanggan/<uuid:customer_id>/catatan/<uuid:note_id>/kembalikan",
        note_views.restore,
        name="restore_note",
    ),
]
