"""What our codes are called on screen."""

from django.utils.translation import gettext_lazy

KIND_NAMES = {
    "order.placed": gettext_lazy("Pesanan baru"),
    "order.moved": gettext_lazy("Pesanan berjalan"),
    "payment.settled": gettext_lazy("Pembayaran lunas"),
    "payment.refunded": gettext_lazy("Uang dikembalikan"),
    "stock.changed": gettext_lazy("Stok berubah"),
    "product.changed": gettext_lazy("Produk berubah"),
}
"""What can be chosen."""
OFFICE_KIND_NAMES = {"program.stage": gettext_lazy("Usaha di program naik atau turun tahap")}
"""What an organisation can choose."""
ALL_KIND_NAMES = {**KIND_NAMES, **OFFICE_KIND_NAMES, "test": gettext_lazy("Percobaan")}
STATES = {
    "on": (gettext_lazy("Menyala"), "good"),
    "paused": (gettext_lazy("Dijeda"), "waiting"),
    "gone": (gettext_lazy("Ditolak penerima"), "cancelled"),
    "off": (gettext_lazy("Dimatikan"), "expired"),
    "removed": (gettext_lazy("Dihapus"), "expired"),
}
"""A target's state, and the colour of its chip."""
MESSAGE_STATES = {
    "waiting": (gettext_lazy("Menunggu"), "waiting"),
    "delivered": (gettext_lazy("Sampai"), "good"),
    "failed": (gettext_lazy("Gagal"), "cancelled"),
}
