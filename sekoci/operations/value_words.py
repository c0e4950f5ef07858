"""The words in which staff read values that are words of the code: who did something, where it came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sekoci.operations.words import Words
from sekoci.programs.pages import HOWS, POINTS, SOURCES, STAGES, reason_of
from sekoci.registry.pages import SCOPE_NAMES

ACTORS: Words = {
    "buyer": _("Pembeli"),
    "owner": _("Orang toko"),
    "person": _("Orang toko"),
    "member": _("Orang toko"),
    "staff": _("Pengelola"),
    "api": _("Sistem lain"),
    "officer": _("Petugas program"),
    "program": _("Program organisasi"),
    "sekoci": _("Sekoci sendiri"),
    "registry": _("Penghubungan daftar"),
    "clock": _("Sekoci sendiri"),
    "command": _("Perintah di server"),
}
WAYS: Words = {
    "login": _("Saat masuk"),
    "profile": _("Di halaman akun"),
    "closed": _("Akun ditutup"),
    "replaced": _("Diganti yang baru"),
    "self": _("Sendiri"),
    "command": _("Perintah di server"),
}
KINDS: Words = {
    "payment": _("Pembayaran"),
    "refund": _("Uang kembali"),
    "sale_undone": _("Penjualan dibatalkan"),
    "sale": _("Penjualan"),
    "restock": _("Barang kembali"),
    "unclear": _("Uang belum jelas"),
    "opening": _("Stok awal"),
    "purchase": _("Beli stok"),
    "correction": _("Koreksi stok"),
    "owner_in": _("Modal masuk"),
    "owner_out": _("Ambil untuk pribadi"),
    "transfer": _("Pindah uang"),
    "supplier_paid": _("Bayar utang pemasok"),
    "reversal": _("Dibatalkan"),
    "order.placed": _("Pesanan baru"),
    "order.moved": _("Pesanan berjalan"),
    "payment.settled": _("Pembayaran lunas"),
    "payment.refunded": _("Uang dikembalikan"),
    "stock.changed": _("Stok berubah"),
    "program.stage": _("Usaha di program naik atau turun tahap"),
    "product.changed": _("Produk berubah"),
    "test": _("Percobaan"),
}
"""Kinds of entries, and of news to other systems."""
TEMPLATES: Words = {
    "login_code": _("Kode masuk"),
    "invitation": _("Undangan kerja"),
    "shop_promo": _("Kabar promo"),
    "new_device": _("Masuk dari perangkat baru"),
    "passkey_added": _("Kunci layar ditambah"),
    "passkey_removed": _("Kunci layar dihapus"),
    "certificate_ends": _("Izin produk hampir habis"),
    "certificate_ended": _("Izin produk habis"),
    "number_asked": _("Ganti nomor diminta"),
    "number_vouched": _("Ganti nomor dijamin"),
    "number_vouched_owner": _("Ganti nomor pegawai dijamin"),
    "number_changed": _("Nomor diganti"),
    "shop_number_follows": _("Nomor toko ikut diganti"),
    "webhook_stopped": _("Sambungan berhenti"),
    "order_review": _("Minta ulasan"),
    "review_low_owner": _("Ulasan buruk untuk pemilik"),
    "breach_told": _("Kabar insiden"),
    "breach_due": _("Insiden harus dikabarkan"),
    "breach_late": _("Kabar insiden terlambat"),
    "messages_stopped": _("Berhenti dikabari"),
    "order_new_owner": _("Pesanan baru untuk pemilik"),
    "order_placed": _("Pesanan masuk"),
    "order_accepted": _("Pesanan diterima"),
    "order_packed": _("Pesanan dikemas"),
    "order_ready": _("Pesanan siap diambil"),
    "order_sent": _("Pesanan diantar"),
    "order_handed_over": _("Pesanan diserahkan"),
    "order_cancelled": _("Pesanan dibatalkan"),
    "order_expired": _("Pesanan lewat waktu"),
    "order_cancelled_owner": _("Pesanan dibatalkan pembeli"),
    "order_expired_owner": _("Pesanan tidak diterima"),
    "payment_received": _("Uang diterima"),
    "payment_received_owner": _("Uang diterima, untuk pemilik"),
    "payment_refunded": _("Uang dikembalikan"),
    "money_needs_review": _("Uang belum jelas"),
    "staff_looked": _("Pengelola melihat toko"),
    "account_suspended": _("Akun ditangguhkan"),
    "account_restored": _("Akun dibuka lagi"),
    "shop_withheld": _("Toko disembunyikan"),
    "keys_ended": _("Kunci dicabut"),
    "webhooks_off": _("Sambungan dimatikan"),
    "shop_released": _("Toko tampil lagi"),
    "program_week": _("Pekan program"),
    "program_chosen": _("Terpilih ikut program"),
    "program_listed": _("Dimasukkan ke program"),
    "program_waiting": _("Daftar tunggu program"),
    "program_moved_up": _("Maju dari daftar tunggu"),
    "program_refused": _("Belum terpilih di program"),
    "staff_alarm": _("Peringatan untuk pengelola"),
    "office_given": _("Diangkat jadi petugas"),
    "office_ended": _("Tugas berakhir"),
}
JOBS: Words = {
    "catalog.check_import": _("Memeriksa berkas produk"),
    "catalog.write_import": _("Menyimpan berkas produk"),
    "catalog.undo_import": _("Membatalkan impor produk"),
    "breaches.tell": _("Mengabari orang soal insiden"),
    "reviews.ask": _("Meminta ulasan"),
    "messaging.deliver": _("Mengirim pesan"),
    "messaging.deliver_at_once": _("Mengirim kode masuk"),
    "messaging.push": _("Kabar di layar HP"),
    "registry.tell_vouchers": _("Mengabari penjamin nomor"),
    "programs.take_in": _("Memasukkan usaha ke program"),
    "programs.measure": _("Mengukur hasil program"),
    "registry.link": _("Menghubungkan daftar usaha"),
    "registry.read_list": _("Memeriksa daftar usaha"),
    "registry.store_list": _("Menyimpan daftar usaha"),
    "registry.withdraw_list": _("Menarik daftar usaha"),
    "operations.check": _("Hitung ulang semua"),
    "webhooks.deliver": _("Mengirim ke sambungan"),
    "webhooks.deliver_slow": _("Mengirim ke sambungan yang lambat"),
}


@dataclass(frozen=True)
class Job:
    """A kind of work that the worker does."""

    name: str

    @property
    def said(self) -> str:
        return str(JOBS.get(self.name, self.name))


VALUES: Mapping[str, Words] = {
    "by": ACTORS,
    "settled_by": ACTORS,
    "viewer": ACTORS,
    "source": {
        "shop": _("Halaman toko"),
        "counter": _("Kasir"),
        "api": _("Sistem lain"),
        "again": _("Pesan lagi"),
        **SOURCES,
    },
    "purpose": {"account": _("Akun"), "programme": _("Angka untuk petugas program"), "promo": _("Kabar promo")},
    "vouched_kind": {"member": _("Orang toko"), "staff": _("Pengelola"), "self": _("Sendiri")},
    "kind": KINDS,
    "kinds": KINDS,
    "template": TEMPLATES,
    "scopes": SCOPE_NAMES,
    "how": {**WAYS, **HOWS},
    "stage": STAGES,
    "stages": STAGES,
    "reached": STAGES,
    "lost": STAGES,
    "withdrawn_how": WAYS,
    "points": POINTS,
    "weights": POINTS,
}
"""Values of fields that are words of the code, whole or by their part before a colon (`staff:12`), or as keys of what each
counts."""
SAID: Mapping[str, Callable[[str], str]] = {"reason": reason_of}
"""Values of fields that a module says in words; what it has none for, it says as it is."""
