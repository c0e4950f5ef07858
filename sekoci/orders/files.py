"""Orders as files: a row an order, whose sums come out by themselves, or a row a thing ordered; in the visitor's language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sekoci.kit.sheets import Cell, phone_cell
from sekoci.orders.pages import STATES
from sekoci.orders.queries import OrderView
from sekoci.registry.queries import places

HANDED: Mapping[str, Any] = {
    "pickup": gettext_lazy("diambil"),
    "delivery": gettext_lazy("diantar"),
    "counter": gettext_lazy("di kasir"),
}
METHODS: Mapping[str, Any] = {"cash": gettext_lazy("Tunai"), "transfer": gettext_lazy("Transfer"), "qris": "QRIS"}
PAID: Mapping[str, Any] = {
    "settled": gettext_lazy("Lunas"),
    "waiting": gettext_lazy("Belum dibayar"),
    "refunded": gettext_lazy("Uang dikembalikan"),
    "cancelled": gettext_lazy("Tidak jadi dibayar"),
}
Sheet = tuple[Sequence[str], list[list[Cell]]]
"""Headings and rows."""


def orders_sheet(orders: Iterable[OrderView], zone: str) -> Sheet:
    """What the goods cost, less what was taken off, plus delivery, is the total."""
    heads = [
        _("kode"), _("waktu"), _("status"), _("pembeli"), _("hp"), _("cara terima"), _("alamat"), _("cara bayar"),
        _("pembayaran"), _("harga barang"), _("potongan"), _("ongkos antar"), _("total"), _("uang kembali"),
    ]  # fmt: skip
    orders = list(orders)
    villages = places({order.area_code for order in orders} - {""})
    rows: list[list[Cell]] = []
    for order in orders:
        paid = order.payment
        village = villages[order.area_code].path if order.area_code in villages else ""
        rows.append(
            [
                *_which(order, zone), order.buyer_name, phone_cell(order.buyer_phone), str(HANDED[order.fulfilment]),
                ", ".join(filter(None, (order.address, village))),
                str(METHODS[paid.method]) if paid else "", str(PAID[paid.status]) if paid else "",
                sum(line.total for line in order.lines), order.discount, order.delivery_fee, order.total,
                paid.refunded if paid else 0,
            ]
        )  # fmt: skip
    return heads, rows


def lines_sheet(orders: Iterable[OrderView], zone: str) -> Sheet:
    """Every thing of every order, and nothing of its buyer."""
    heads = [
        _("kode"), _("waktu"), _("status"), _("barang"), _("satuan"), _("banyaknya"), _("harga"), _("potongan"), _("jumlah"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            *_which(order, zone), line.name, line.unit, line.quantity, line.unit_price, line.discount, line.total - line.discount,
        ]
        for order in orders
        for line in order.lines
    ]  # fmt: skip
    return heads, rows


def _which(order: OrderView, zone: str) -> list[Cell]:
    placed = order.placed_at.astimezone(ZoneInfo(zone))
    return [order.code, placed.isoformat(timespec="minutes"), str(STATES[order.state])]
