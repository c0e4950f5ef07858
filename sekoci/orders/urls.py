from django.urls import path

from sekoci.orders import round_views, views

app_name = "orders"
urlpatterns = [
    path("kelola/<slug:slug>", views.home, name="home"),
    path("kelola/<slug:slug>/pesanan", views.order_list, name="list"),
    path("kelola/<slug:slug>/pesanan/ekspor", views.export, name="export"),
    path("kelola/<slug:slug>/pesanan/kabar", views.news, name="news"),
    path("kelola/<slug:slug>/pesanan/<uuid:order_id>", views.order_page, name="order"),
    path("kelola/<slug:slug>/pesanan/<uuid:order_id>/<slug:verb>", views.move, name="move"),
    path("kelola/<slug:slug>/antar", round_views.round_page, name="round"),
    path("kelola/<slug:slug>/antar/berangkat", round_views.leave, name="leave"),
    path("kelola/<slug:slug>/antar/urutan", round_views.reorder, name="reorder"),
    path("kelola/<slug:slug>/antar/<uuid:order_id>/sampai", round_views.arrive, name="arrive"),
    path("pesanan/<str:token>", views.by_token, name="by_token"),
]
