"""What the owner reads about a list: why a row is wrong, what the columns are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sekoci.catalog.imports.guess import FIELDS
from sekoci.kit.money import rupiah

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
    "moved": _("Stoknya baru saja berubah. Periksa lagi, lalu kirim lagi."),
    "reserved": _("{n} masih dipesan pembeli. Isi stok {n} atau lebih."),
}
NOTES: dict[str, Promise] = {
    "moved": _("Toko berubah sejak tadi. Periksa lagi."),
    "cheap": _("{cheap} harga di bawah Rp100. Periksa: mungkin kurang tiga nol."),
    "no_stock": _("Stok tidak ada di file. {no_stock} produk baru akan tampil habis."),
    "lost": _("Stok berkurang {lost}: tercatat hilang {lost_worth}. Untung jadi berkurang."),
    "found": _("Stok bertambah {found} tanpa dibeli: untung bertambah {found_worth}. Catat belanja di Tambah stok."),
    "opening": _("{opening} stok awal dibetulkan: modal pemilik {opening_worth}. Untung tidak berubah."),
    "cost_left": _("{cost_left} harga modal tidak diubah dari file. Ubah di halaman produk."),
    "cost_bare": _("{cost_bare} harga modal tidak disimpan: stoknya kosong. Isi saat Tambah stok."),
}
"""What the owner reads before a list is written, by what `preview.counts_of` has counted."""
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


def notes_of(counts: Mapping[str, int]) -> list[str]:
    """What there is to say before it is written, in the language of now."""
    sums = {name: rupiah(count) for name, count in counts.items() if name.endswith("_worth")}
    sums["opening_worth"] = f"{'+' * (counts.get('opening_worth', 0) >= 0)}{rupiah(counts.get('opening_worth', 0))}"
    return [str(note).format(**{**counts, **sums}) for name, note in NOTES.items() if counts.get(name)]


assert tuple(LABELS) == tuple(HEADS) == FIELDS
