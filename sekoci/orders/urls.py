from django.urls import path

from sekoci.orders import views

app_name = "orders"
urlpatterns = [
    path("kelola/<slug:slug>", views.home, name="home"),
    path("kelola/<slug:slug>/pesanan", views.order_list, name="list"),
    path("kelola/<slug:slug>/pesanan/ekspor", views.export, name="export"),
    path("kelola/<slug:slug>/pesanan/kabar", views.news, name="news"),
    path("kelola/<slug:slug>/pesanan/<uuid:order_id>", views.order_page, name="order"),
    path("kelola/<slug:slug>/pesanan/<uuid:order_id>/<slug:verb>", views.move, name="move"),
    path("pesanan/<str:token>", views.by_token, name="by_token"),
]
