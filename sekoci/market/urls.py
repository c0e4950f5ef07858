from django.urls import path

from sekoci.market.views import machines, near
from sekoci.market.views.market import market

app_name = "market"
urlpatterns = [
    path("pasar", market, name="market"),
    path("pasar/dekat", near.near, name="near"),
    path("pasar/<str:address>", market, name="area"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-wilayah.xml", machines.areas, name="sitemap_areas"),
    path("sitemap-toko-<int:part>.xml", machines.shop_part, name="sitemap_shops"),
    path("sitemap-produk-<int:part>.xml", machines.product_part, name="sitemap_products"),
]
