"""What an owner writes down by hand: each thing with its form, its verb and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from sekoci.books import actions
from sekoci.books.forms import ExpenseForm, MoneyForm, OwnerInForm, OwnerOutForm, SupplierForm, TransferForm


@dataclass(frozen=True)
class ByHand:
    """One of the things an owner writes down: its form, its verb, its words."""

    form: type[MoneyForm]
    write: Callable[..., bool]
    title: Any
    hint: Any
    done: Any


FORMS = {
    "keluar": ByHand(
        ExpenseForm,
        actions.record_expense,
        gettext_lazy("Catat pengeluaran"),
        gettext_lazy("Beli barang dagangan dicatat di Produk, bagian Stok, bukan di sini."),
        gettext_lazy("Pengeluaran dicatat: {amount}."),
    ),
    "modal": ByHand(
        OwnerInForm,
        actions.owner_puts_in,
        gettext_lazy("Modal masuk"),
        gettext_lazy("Uang Anda sendiri untuk usaha. Ini bukan untung."),
        gettext_lazy("Modal masuk dicatat: {amount}."),
    ),
    "ambil": ByHand(
        OwnerOutForm,
        actions.owner_takes_out,
        gettext_lazy("Ambil untuk pribadi"),
        gettext_lazy("Uang usaha untuk keperluan rumah. Ini bukan biaya usaha."),
        gettext_lazy("Pengambilan dicatat: {amount}."),
    ),
    "pindah": ByHand(
        TransferForm,
        actions.transfer_between,
        gettext_lazy("Pindah uang"),
        gettext_lazy("Misalnya setor kas ke bank, atau dana QRIS yang cair."),
        gettext_lazy("Pemindahan dicatat: {amount}."),
    ),
    "pemasok": ByHand(
        SupplierForm,
        actions.pay_supplier,
        gettext_lazy("Bayar utang pemasok"),
        gettext_lazy("Barangnya sudah menjadi stok. Membayarnya bukan biaya baru."),
        gettext_lazy("Pembayaran utang dicatat: {amount}."),
    ),
}
