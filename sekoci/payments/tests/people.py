"""Payments and notices as the tests speak of them."""

from uuid import UUID

from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.payments.actions import PaymentAsk, ask_payments
from sekoci.payments.rules import SettlementNotice, reference_of

STICKER = (
    "00020101021126670018ID.CO.EXAMPLE2.WWW01159360001404567890215MIDCONTOH1234560303UMI51370014ID.CO.QRIS.WWW"
    "0215ID10191234567815204123453033605802ID5914NamaMerchantC16009NamaKota16110123456789062070703K196304B22E"
)
"""A fictional static sticker."""


def ask(shop, provider="cash", amount=25_000, *, order_id=None, **more) -> UUID:
    """One payment that waits; for one order of its own unless told."""
    method = {"own_qris": "qris", "pretend": "qris"}.get(provider, provider)
    sticker = STICKER if provider == "own_qris" else ""
    wish = PaymentAsk(shop.id, order_id or new_id(), method, provider, amount, order_code="S-7K3FQ", sticker=sticker, **more)
    with in_business(shop.id):
        return ask_payments([wish])[0]


def notice(payment_id, amount=25_000, *, event="", **more) -> SettlementNotice:
    """What the pretend acquirer says once its signature is checked."""
    reference = more.pop("reference", None) or reference_of(payment_id)
    return SettlementNotice("pretend", event or f"trx-{payment_id}", payment_id, reference, amount, body="{}", **more)


def payment(shop, payment_id) -> dict:
    columns = "order_id, method, provider, amount, status, settled_by, settled_at, qris, reference, goods_delivered"
    with in_business(shop.id):
        [row] = fetch(f"select {columns} from payments_payment where id = %s", (payment_id,))  # noqa: S608
    return dict(zip(columns.split(", "), row, strict=True))


def entries(shop) -> list[tuple]:
    """(kind, source, debit, credit, amount) of everything in the books, oldest first."""
    with in_business(shop.id):
        return fetch(
            "select e.kind, e.source, l.debit_id, l.credit_id, l.amount from books_entryline l"
            " join books_entry e on e.id = l.entry_id order by l.id"
        )


def notices(shop) -> list[tuple]:
    """(outcome, suspense) of what providers said, oldest first."""
    with in_business(shop.id):
        return fetch("select outcome, suspense from payments_notice order by id")
