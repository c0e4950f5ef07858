from django.urls import path

from sekoci.channels import views

app_name = "channels"
urlpatterns = [
    path("kelola/<slug:slug>/sebar", views.feeds, name="feeds"),
    path("kelola/<slug:slug>/sebar/link-baru", views.renew, name="renew"),
    path("kelola/<slug:slug>/produk/<uuid:product_id>/sebar", views.share, name="share"),
    path("kelola/<slug:slug>/produk/<uuid:product_id>/sebar/<str:shape>.jpg", views.share_picture, name="share_picture"),
    path("data/katalog/<str:secret>/<str:name>", views.feed_file, name="feed_file"),
]
