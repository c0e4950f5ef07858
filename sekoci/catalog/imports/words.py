"""What the owner reads about a list: why a row is wrong, what the columns are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sekoci.catalog.imports.guess import FIELDS

REASONS: dict[str, Promise] = {
    "no_name": _("Nama produk belum diisi."),
    "total": _("Ini baris jumlah, bukan produk."),
    "long_name": _("Namanya terlalu panjang: paling banyak {n} huruf."),
    "long_variant": _("Nama pilihan terlalu panjang: paling banyak {n} huruf."),
    "long_unit": _("Satuannya terlalu panjang: paling banyak {n} huruf."),
    "long_category": _("Nama raknya terlalu panjang: paling banyak {n} huruf."),
    "long_description": _("Keterangannya terlalu panjang: paling banyak {n} huruf."),
    "no_price": _("Harga jual belum diisi."),
    "price": _("Harga tidak terbaca. Tulis misalnya 15000 atau 15rb."),
    "cost": _("Harga modal tidak terbaca. Tulis misalnya 9000 atau 9rb."),
    "stock": _("Stok tidak terbaca. Tulis dengan angka saja."),
    "not_whole": _("Stok harus angka bulat, tanpa koma."),
    "half_rupiah": _("Harga harus rupiah bulat, tanpa koma."),
    "minus": _("Angkanya minus. Tulis 0 atau lebih."),
    "date": _("Excel mengubahnya jadi tanggal. Tulis lagi sebagai angka."),
    "too_dear": _("Angkanya terlalu besar: paling banyak Rp100 miliar."),
    "too_many": _("Stoknya terlalu banyak: paling banyak 1.000.000."),
    "too_worth": _("Nilai stoknya lebih dari Rp1.000 triliun. Periksa stok dan modalnya."),
    "twice": _("Sama dengan baris {row}. Hapus salah satu."),
    "two_in_shop": _("Ada dua produk dengan nama ini di toko. Bedakan dulu namanya."),
    "plain_in_shop": _("Produk ini di toko tidak punya pilihan. Kosongkan pilihannya."),
    "plain_before": _("Baris {row} menulis produk ini tanpa pilihan. Samakan."),
    "which_variant": _("Produk ini punya pilihan. Tulis pilihan yang mana."),
    "many_variants": _("Terlalu banyak pilihan: paling banyak {n} untuk satu produk."),
    "reserved": _("{n} masih dipesan pembeli. Isi stok {n} atau lebih."),
}
LABELS: dict[str, Promise] = {
    "name": _("Nama produk"),
    "variant": _("Pilihan (ukuran, rasa)"),
    "price": _("Harga jual"),
    "stock": _("Stok"),
    "cost": _("Harga modal"),
    "unit": _("Satuan"),
    "category": _("Rak"),
    "description": _("Keterangan"),
}
HEADS = {
    "name": "nama",
    "variant": "pilihan",
    "price": "harga jual",
    "stock": "stok",
    "cost": "harga modal",
    "unit": "satuan",
    "category": "rak",
    "description": "keterangan",
}
"""The titles of files that we write ourselves: `guess` reads each as its field."""
EXAMPLES: tuple[tuple[str | int, ...], ...] = (
    ("Keripik tempe 250 g", "", 15_000, 20, 9_000, "bungkus", "Camilan", "Renyah, gurih, tanpa pengawet"),
    ("Kaos Laweyan", "M", 85_000, 5, 50_000, "pcs", "Baju", ""),
    ("Kaos Laweyan", "L", 90_000, 3, 52_000, "pcs", "Baju", ""),
)


def said_of(reason: str, facts: Mapping[str, object]) -> str:
    """Why a row is wrong, in the language of now."""
    return str(REASONS[reason]).format(**facts)


assert tuple(LABELS) == tuple(HEADS) == FIELDS
