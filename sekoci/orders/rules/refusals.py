"""Why an order cannot be placed as it was asked for."""

from typing import Any

from sekoci.kit.errors import Refusal


class SoldOut(Refusal):
    code, status = "not_enough_stock", 409
    id = "{name} tinggal {left}. Kurangi jumlahnya, lalu pesan lagi."
    en = "Only {left} of {name} left. Lower the quantity and order again."

    def __init__(self, *, left: int, **facts: Any) -> None:
        super().__init__(left=left, **facts)
        if not left:
            self.id = "{name} sudah habis. Keluarkan dari pesanan, lalu pesan lagi."
            self.en = "{name} is sold out. Take it out of the order and order again."


class UnknownProduct(Refusal):
    code, status = "unknown_product", 404
    id = "Barang ini tidak dijual lagi di toko ini. Keluarkan dari keranjang."
    en = "This shop no longer sells that product. Take it out of the basket."


class ChooseVariant(Refusal):
    code, status = "choose_variant", 422
    id = "Pilih dulu jenis {name}."
    en = "Choose which {name} first."


class NotItsVariant(ChooseVariant):
    id = "Pilihan itu bukan dari {name}. Pilih salah satu pilihannya."
    en = "That is no variant of {name}. Choose one of its own."


class Repriced(Refusal):
    code, status = "price_changed", 409
    id = "Harga {name} sekarang Rp{now}, tadi Rp{before}. Periksa, lalu pesan lagi."
    en = "{name} now costs Rp{now}, before it was Rp{before}. Check, then order again."


class FeeChanged(Refusal):
    code, status = "delivery_fee_changed", 409
    id = "Ongkos antar sekarang Rp{now}, tadi Rp{before}. Periksa, lalu pesan lagi."
    en = "Delivery now costs Rp{now}, before it was Rp{before}. Check, then order again."

    def __init__(self, *, before: int, now: int) -> None:
        super().__init__(before=dots(before), now=dots(now))


class DiscountChanged(Refusal):
    code, status = "discount_changed", 409
    id = "Potongan sekarang Rp{now}, tadi Rp{before}. Periksa, lalu pesan lagi."
    en = "The discount is now Rp{now}, before it was Rp{before}. Check, then order again."

    def __init__(self, *, before: int, now: int) -> None:
        super().__init__(before=dots(before), now=dots(now))


class VoucherNotSeen(DiscountChanged):
    id = "Voucher dipakai: potongan sekarang Rp{now}. Periksa totalnya, lalu tekan sekali lagi."
    en = "Voucher used: Rp{now} is now taken off. Check the total, then press once more."


class TooMuchOff(Refusal):
    code, status = "too_much_off", 422
    id = "Potongan paling banyak Rp{most}. Periksa jumlahnya."
    en = "At most Rp{most} can be taken off. Check the amount."

    def __init__(self, *, most: int) -> None:
        super().__init__(field="discount", most=dots(most))


class KeyReused(Refusal):
    code, status = "key_reused", 422
    id = "Kunci ini sudah dipakai untuk pesanan lain. Buat kunci baru."
    en = "This key was used for another order. Make a new key."


class NotPlaced(Refusal):
    """An unexpected error of the database over this one draft; it is in the log."""

    code, status = "not_placed", 500
    id = "Pesanan ini belum bisa dicatat. Coba lagi sebentar lagi."
    en = "This order could not be recorded. Try again in a moment."


def dots(amount: int) -> str:
    """`15000` as `15.000`."""
    return f"{amount:,}".replace(",", ".")
