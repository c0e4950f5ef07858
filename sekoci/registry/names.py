"""What our codes are called on screen."""

from django.utils.translation import get_language, gettext_lazy

from sekoci.registry.rules import GROUPS, KINDS, duties_of

DAY_NAMES = {
    "mon": gettext_lazy("Senin"),
    "tue": gettext_lazy("Selasa"),
    "wed": gettext_lazy("Rabu"),
    "thu": gettext_lazy("Kamis"),
    "fri": gettext_lazy("Jumat"),
    "sat": gettext_lazy("Sabtu"),
    "sun": gettext_lazy("Minggu"),
}
KIND_NAMES = {
    "kecamatan": gettext_lazy("Kecamatan"),
    "kelurahan": gettext_lazy("Kelurahan"),
    "desa": gettext_lazy("Desa"),
    "desa adat": gettext_lazy("Desa adat"),
}
LEGAL_FORMS = {
    "person": gettext_lazy("Perorangan"),
    "sole_company": gettext_lazy("PT Perorangan"),
    "cooperative": gettext_lazy("Koperasi"),
    "cv": "CV",
    "firm": gettext_lazy("Firma"),
    "company": "PT",
}
ROLE_NAMES = {"owner": gettext_lazy("Pemilik"), "staff": gettext_lazy("Pegawai"), "cashier": gettext_lazy("Kasir")}
DUTY_NAMES = {
    "sell": gettext_lazy("jual di kasir dan lihat penjualan sendiri"),
    "orders": gettext_lazy("urus pesanan"),
    "delivery": gettext_lazy("antar pesanan"),
    "goods": gettext_lazy("atur produk dan stok"),
    "money": gettext_lazy("lihat dan catat uang"),
    "customers": gettext_lazy("urus pelanggan dan ulasan"),
    "settings": gettext_lazy("ubah pengaturan toko"),
    "people": gettext_lazy("atur orang dan kunci"),
}
SCOPE_NAMES = {
    "products:read": gettext_lazy("Melihat produk dan stok"),
    "products:write": gettext_lazy("Mengubah produk dan harga"),
    "stock:write": gettext_lazy("Mengubah stok"),
    "orders:read": gettext_lazy("Membaca pesanan dan data pembeli"),
    "orders:write": gettext_lazy("Memproses pesanan"),
    "payments:write": gettext_lazy("Mencatat uang masuk dan uang kembali"),
    "counter:sell": gettext_lazy("Mencatat penjualan di kasir"),
    "money:read": gettext_lazy("Melihat uang, untung, dan harga beli"),
    "webhooks:write": gettext_lazy("Menyambungkan sistem lain; data pembeli ikut"),
}
OFFICE_SCOPE_NAMES = {
    "lists:write": gettext_lazy("Mengirim daftar usaha dan melihat hasil bacanya"),
    "results:read": gettext_lazy("Melihat hasil untuk usaha di daftar sendiri"),
    "numbers:read": gettext_lazy("Melihat angka wilayah, juga untuk DHIS2"),
    "dhis2:write": gettext_lazy("Menulis nama wilayah di DHIS2"),
    "webhooks:write": gettext_lazy("Menyambungkan sistem lain ke kabar program"),
}
SCALE_NAMES = {
    "micro": gettext_lazy("Usaha mikro"),
    "small": gettext_lazy("Usaha kecil"),
    "medium": gettext_lazy("Usaha menengah"),
    "large": gettext_lazy("Usaha besar"),
}


OFFICE_NAMES = {"officer": gettext_lazy("Petugas"), "partner": gettext_lazy("Mitra")}


def kind_name(code: str) -> str:
    """What a kind of business is called in the language of the page; empty for none."""
    kind = KINDS.get(code)
    return _in_language(kind.name, kind.english) if kind else ""


def group_name(code: str) -> str:
    """What a group of kinds is called in the language of the page."""
    return _in_language(*GROUPS[code])


def _in_language(indonesian: str, english: str) -> str:
    return english if (get_language() or "id").startswith("en") else indonesian


def duties_in_words(role: str) -> tuple[str, str]:
    """What somebody with this role may do, and what not, each as one line; the second is empty for an owner."""
    may, may_not = duties_of(role)
    return ", ".join(str(DUTY_NAMES[name]) for name in may), ", ".join(str(DUTY_NAMES[name]) for name in may_not)


ORGANISATION_NAMES = {
    "ministry": gettext_lazy("Kementerian atau lembaga"),
    "local": gettext_lazy("Dinas atau pemda"),
    "marketplace": gettext_lazy("Lokapasar"),
    "ride_hailing": gettext_lazy("Ojek dan antar daring"),
    "payment": gettext_lazy("Perusahaan pembayaran"),
    "bank": gettext_lazy("Bank"),
    "association": gettext_lazy("Asosiasi atau koperasi"),
    "other": gettext_lazy("Organisasi lain"),
}
