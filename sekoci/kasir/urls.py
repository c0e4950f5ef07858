from django.urls import path

from sekoci.kasir import views

app_name = "kasir"
urlpatterns = [
    path("kelola/<slug:slug>/jual", views.sell, name="sell"),
    path("kelola/<slug:slug>/jual/hari-ini", views.my_sales, name="my_sales"),
    path("kelola/<slug:slug>/jual/hari-ini/unduh", views.my_sales_file, name="my_sales_file"),
]
