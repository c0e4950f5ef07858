"""What officers read about a list: what columns are called, why a row is put aside, why a column is never kept."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sekoci.registry.lists.headings import FIELDS

LABELS: dict[str, Promise] = {
    "name": _("Nama usaha"),
    "owner": _("Nama pemilik"),
    "phone": _("Nomor HP"),
    "street": _("Alamat jalan"),
    "village": _("Desa atau kelurahan"),
    "district": _("Kecamatan"),
    "regency": _("Kabupaten atau kota"),
    "province": _("Provinsi"),
    "place": _("Tempat (campur atau kode)"),
    "nib": _("NIB"),
    "kbli": _("Kode KBLI"),
    "kind": _("Jenis usaha"),
    "sex": _("Jenis kelamin pemilik"),
    "latitude": _("Garis lintang"),
    "longitude": _("Garis bujur"),
    "key": _("Nomor baris di daftar Anda (ID)"),
    "listing": _("Toko online"),
    "qris": _("Terima QRIS"),
    "trained": _("Sudah dilatih"),
    "exports": _("Sudah ekspor"),
    "last_order": _("Pesanan terakhir"),
    "orders_90d": _("Pesanan 90 hari"),
    "workers": _("Jumlah pekerja"),
    "sales_month": _("Omzet sebulan"),
    "since": _("Berdiri atau bergabung"),
}
HEADS = {
    "name": "nama usaha", "owner": "pemilik", "phone": "nomor hp", "street": "alamat", "village": "kelurahan",
    "district": "kecamatan", "regency": "kabupaten kota", "province": "provinsi", "place": "lokasi", "nib": "nib", "kbli": "kbli",
    "kind": "jenis usaha", "sex": "jenis kelamin", "latitude": "latitude", "longitude": "longitude", "key": "id",
    "listing": "toko online", "qris": "qris", "trained": "pelatihan", "exports": "ekspor",
    "last_order": "pesanan terakhir", "orders_90d": "pesanan 90 hari",
    "workers": "tenaga kerja", "sales_month": "omzet", "since": "tahun berdiri",
}  # fmt: skip
"""The headings of files that we write ourselves: `guess` reads each as its field."""
REASONS: dict[str, Promise] = {
    "no_name": _("Nama usaha kosong."),
    "only_number": _("Namanya hanya nomor KTP; nomornya dibuang."),
    "total": _("Ini baris jumlah, bukan usaha."),
    "heading_again": _("Ini judul kolom yang terulang."),
    "numbers": _("Namanya hanya angka."),
    "long_name": _("Namanya terlalu panjang: mungkin ada kolom yang bergeser."),
    "cut": _("Barisnya terpotong di tengah: mungkin filenya tidak lengkap."),
    "twice": _("Sama dengan baris sebelumnya."),
}
SECRETS: dict[str, Promise] = {
    "nik": _("nomor KTP"),
    "kk": _("nomor kartu keluarga"),
    "npwp": _("NPWP"),
    "birth": _("data kelahiran"),
    "account": _("nomor rekening"),
    "belief": _("data pribadi yang peka"),
}
FAULTS: dict[str, Promise] = {
    "phone_scientific": _("{n} nomor HP rusak oleh Excel (6,28E+11). Simpan kolomnya sebagai teks."),
    "phone_not_a_number": _("{n} nomor HP bukan angka. Tidak dipakai."),
    "phone_foreign": _("{n} nomor HP luar negeri. Tidak dipakai."),
    "phone_short": _("{n} nomor HP terlalu pendek. Tidak dipakai."),
    "phone_long": _("{n} nomor HP terlalu panjang. Tidak dipakai."),
    "phone_made_up": _("{n} nomor HP asal isi (0800000000). Tidak dipakai."),
    "phone_several": _(
        "{n} baris punya beberapa nomor HP. Dipakai nomor pertama yang benar; yang lain tersimpan di catatan baris."
    ),
    "phone_unassigned": _("{n} nomor HP berawalan yang tidak ada. Tidak dipakai."),
    "nib_scientific": _("{n} NIB rusak oleh Excel (9,12E+12). Simpan kolomnya sebagai teks."),
    "nib_not_13_digits": _("{n} NIB bukan 13 angka. Tidak dipakai."),
    "nib_made_up": _("{n} NIB asal isi. Tidak dipakai."),
    "nib_zero_lost": _("{n} NIB kehilangan angka 0 di depan; sudah dikembalikan. Simpan kolomnya sebagai teks."),
    "kbli_not_five_digits": _("{n} kode KBLI bukan 5 angka. Tidak dipakai."),
    "kbli_zero_lost": _("{n} kode KBLI kehilangan angka 0 di depan; sudah dikembalikan. Simpan kolomnya sebagai teks."),
}


def faults_in(counts: Mapping[str, int]) -> list[str]:
    """What there is to say of phones, NIB and KBLI, in the language of now."""
    return [str(FAULTS[name]).format(n=f"{count:,}".replace(",", ".")) for name, count in counts.items() if name in FAULTS]


assert tuple(LABELS) == FIELDS == tuple(HEADS)
