from django.urls import path

from sekoci.storefront.views import basket, cards, checkout, front, order, reviews, shelf

app_name = "storefront"
urlpatterns = [
    path("", front.front_page, name="front"),
    path("<slug:slug>", shelf.shop_page, name="shop"),
    path("<slug:slug>/p/<uuid:product_id>", shelf.product_page, name="product"),
    path("<slug:slug>/keranjang", basket.basket_page, name="basket"),
    path("<slug:slug>/keranjang/ubah", basket.change_basket, name="change_basket"),
    path("<slug:slug>/pesan", checkout.checkout, name="checkout"),
    path("<slug:slug>/pesanan/<str:token>", order.order_page, name="order"),
    path("<slug:slug>/pesanan/<str:token>/batal", order.cancel, name="cancel"),
    path("<slug:slug>/pesanan/<str:token>/lagi", order.order_again, name="again"),
    path("<slug:slug>/pesanan/<str:token>/tanpa-promo", order.no_more_offers, name="no_more_offers"),
    path("<slug:slug>/pesanan/<str:token>/ulasan", reviews.review_order, name="review"),
    path("<slug:slug>/ulasan", reviews.review_page, name="reviews"),
    path("<slug:slug>/pesanan/<str:token>/qris.png", order.qris_picture, name="qris"),
    path("<slug:slug>/poster", cards.poster, name="poster"),
    path("<slug:slug>/poster.pdf", cards.poster_file, name="poster_file"),
    path("<slug:slug>/kartu.jpg", cards.shop_picture, name="shop_card"),
    path("<slug:slug>/p/<uuid:product_id>/foto.jpg", cards.product_photo, name="product_photo"),
    path("<slug:slug>/p/<uuid:product_id>/kartu.jpg", cards.product_picture, name="product_card"),
]
