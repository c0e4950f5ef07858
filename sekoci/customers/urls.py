from django.urls import path

from sekoci.customers import promo_views, views

app_name = "customers"
urlpatterns = [
    path("kelola/<slug:slug>/pelanggan", views.customer_list, name="list"),
    path("kelola/<slug:slug>/pelanggan/ekspor", views.export, name="export"),
    path("kelola/<slug:slug>/pelanggan/kabar", promo_views.promos, name="promos"),
    path("kelola/<slug:slug>/pelanggan/kabar/baru", promo_views.write, name="promo"),
    path("kelola/<slug:slug>/pelanggan/<uuid:customer_id>", views.customer_page, name="customer"),
    path("kelola/<slug:slug>/pelanggan/<uuid:customer_id>/lagi", views.again, name="again"),
    path("kelola/<slug:slug>/pelanggan/<uuid:customer_id>/hapus", views.forget, name="forget"),
]
