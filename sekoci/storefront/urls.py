"""Addresses of shops, at the root. They are asked for a hundred times as often as all others and so stand first: the words that
are ours are no name of a shop, which one look at a set tells."""

from django.urls import include, path, register_converter
from django.urls.converters import SlugConverter

from sekoci.registry.rules import RESERVED
from sekoci.storefront.views import basket, cards, checkout, doors, front, order, reviews, shelf


class ShopName(SlugConverter):
    """A first part of an address that is not one of ours."""

    def to_python(self, value: str) -> str:
        if value in RESERVED:
            raise ValueError
        return value


register_converter(ShopName, "shop")

app_name = "storefront"
of_a_shop = [
    path("p/<uuid:product_id>", shelf.product_page, name="product"),
    path("keranjang", basket.basket_page, name="basket"),
    path("keranjang/ubah", basket.change_basket, name="change_basket"),
    path("pesan", checkout.checkout, name="checkout"),
    path("pesanan/<str:token>", order.order_page, name="order"),
    path("pesanan/<str:token>/batal", order.cancel, name="cancel"),
    path("pesanan/<str:token>/lagi", order.order_again, name="again"),
    path("pesanan/<str:token>/tanpa-promo", order.no_more_offers, name="no_more_offers"),
    path("pesanan/<str:token>/ulasan", reviews.review_order, name="review"),
    path("ulasan", reviews.review_page, name="reviews"),
    path("pesanan/<str:token>/qris.png", order.qris_picture, name="qris"),
    path("poster", cards.poster, name="poster"),
    path("poster.pdf", cards.poster_file, name="poster_file"),
    path("kartu.jpg", cards.shop_picture, name="shop_card"),
    path("p/<uuid:product_id>/foto.jpg", cards.product_photo, name="product_photo"),
    path("p/<uuid:product_id>/kartu.jpg", cards.product_picture, name="product_card"),
]
urlpatterns = [
    path("", front.front_page, name="front"),
    path("<shop:slug>", shelf.shop_page, name="shop"),
    path("<shop:slug>/", doors.as_written, name="as_written"),
    path("<shop:slug>/", include(of_a_shop)),
]
