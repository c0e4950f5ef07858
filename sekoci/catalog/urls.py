from django.urls import path

from sekoci.catalog.views import discounts, editing, importing, papers, products, stock
from sekoci.catalog.views.media import media

app_name = "catalog"
urlpatterns = [
    path("media/<int:business>/<str:file>", media, name="media"),
    path("kelola/<slug:slug>/produk", products.product_list, name="products"),
    path("kelola/<slug:slug>/produk/unduh", products.product_file, name="product_file"),
    path("kelola/<slug:slug>/produk/baru", editing.add, name="add_product"),
    path("kelola/<slug:slug>/produk/pilihan", editing.choice_rows, name="choice_rows"),
    path("kelola/<slug:slug>/produk/pertama", editing.first_product, name="first_product"),
    path("kelola/<slug:slug>/produk/pertama/selesai", editing.shop_open, name="shop_open"),
    path("kelola/<slug:slug>/produk/izin", papers.certificates, name="certificates"),
    path("kelola/<slug:slug>/produk/izin/unduh", papers.certificate_file, name="certificate_file"),
    path("kelola/<slug:slug>/produk/izin/<uuid:certificate_id>/hapus", papers.remove_certificate, name="remove_certificate"),
    path(
        "kelola/<slug:slug>/produk/izin/<uuid:certificate_id>/kembalikan", papers.restore_certificate, name="restore_certificate"
    ),
    path("kelola/<slug:slug>/produk/<uuid:product_id>/asal", papers.origin, name="origin"),
    path("kelola/<slug:slug>/produk/impor", importing.send, name="import"),
    path("kelola/<slug:slug>/produk/impor/contoh/unduh", importing.example, name="import_example"),
    path("kelola/<slug:slug>/produk/impor/<uuid:import_id>", importing.one, name="import_page"),
    path("kelola/<slug:slug>/produk/impor/<uuid:import_id>/salah/unduh", importing.wrong_file, name="import_wrong"),
    path("kelola/<slug:slug>/produk/diskon", discounts.discount_list, name="discounts"),
    path("kelola/<slug:slug>/produk/diskon/unduh", discounts.discount_file, name="discount_file"),
    path("kelola/<slug:slug>/produk/diskon/baru", discounts.add_discount, name="add_discount"),
    path("kelola/<slug:slug>/produk/diskon/<uuid:discount_id>", discounts.change_discount, name="change_discount"),
    path("kelola/<slug:slug>/produk/diskon/<uuid:discount_id>/berhenti", discounts.stop_discount, name="stop_discount"),
    path("kelola/<slug:slug>/produk/<uuid:product_id>", editing.change, name="change_product"),
    path("kelola/<slug:slug>/produk/<uuid:product_id>/hapus", products.remove, name="remove_product"),
    path("kelola/<slug:slug>/produk/<uuid:product_id>/kembalikan", products.restore, name="restore_product"),
    path("kelola/<slug:slug>/stok", stock.stock_page, name="stock"),
    path("kelola/<slug:slug>/stok/unduh", stock.stock_file, name="stock_file"),
    path("kelola/<slug:slug>/stok/pembelian/<uuid:purchase_id>", stock.undo_purchase, name="undo_purchase"),
    path("kelola/<slug:slug>/stok/<uuid:variant_id>", stock.variant_stock, name="variant_stock"),
    path("kelola/<slug:slug>/stok/<uuid:variant_id>/unduh", stock.moves_file, name="moves_file"),
]
