"""Vouchers taken by orders and given back by them. Scarce: they are locked, then taken with the order, in its transaction."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sekoci.catalog.rules import Voucher, Vouchers, code_key
from sekoci.kit.sql import fetch


def voucher_taking(*, of: str) -> str:
    """Two statements that take a voucher for each new order, to stand among others in a `with`; `of` is where new orders are.

    They take a moment, then arrays of (id, business, voucher, order, phone, rupiah). The vouchers must be locked already.
    """
    return f"""voucher_used as (
    insert into catalog_voucheruse (at, id, business_id, voucher_id, order_id, phone, amount)
    select %s, used.* from unnest(%s::uuid[], %s::bigint[], %s::uuid[], %s::uuid[], %s::text[], %s::bigint[])
        as used (id, business_id, voucher_id, order_id, phone, amount)
    join {of} on {of}.id = used.order_id
    returning business_id, voucher_id
), voucher_counted as (
    update catalog_discount voucher set used = voucher.used + new.uses
    from (select business_id, voucher_id, count(*) uses from voucher_used group by 1, 2) new
    where voucher.id = new.voucher_id and voucher.business_id = new.business_id
)"""  # noqa: S608  the name is ours


def lock_vouchers(asked: Iterable[tuple[int, str, str]]) -> Vouchers:
    """Lock the vouchers that (business, code, phone) name until the transaction ends. One statement; none if none is named.

    After stocks, before the orders are written. Codes that name nothing are left out.
    """
    wanted = sorted({(business, code_key(code), phone) for business, code, phone in asked})
    if not wanted:
        return Vouchers()
    businesses, keys, phones = (list(column) for column in zip(*wanted, strict=True))
    rows = fetch("select * from catalog_locked_vouchers(%s, %s, %s)", (businesses, keys, phones))
    return Vouchers.of((Voucher(*row[:11]) for row in rows), {(row[0], row[11]): row[12] for row in rows})


def give_vouchers_back(order_ids: Collection[UUID], *, at: datetime) -> None:
    """What these orders took may be used again. The orders are locked already; a second time changes nothing."""
    fetch(
        "select id from catalog_discount where id in (select voucher_id from catalog_voucheruse where order_id = any(%s))"
        " order by id for no key update",
        (list(order_ids),),
    )
    fetch(
        """
        with back as (
            update catalog_voucheruse set given_back_at = %s where order_id = any(%s) and given_back_at is null
            returning business_id, voucher_id
        )
        update catalog_discount voucher set used = voucher.used - freed.uses
        from (select business_id, voucher_id, count(*) uses from back group by 1, 2) freed
        where voucher.id = freed.voucher_id and voucher.business_id = freed.business_id
        """,
        (at, list(order_ids)),
    )


def forget_voucher_phones(orders: Collection[tuple[int, UUID]]) -> None:
    """Take the phone out of what these orders (business, id) took, in the current scope: the use stays, who it was does not."""
    fetch(
        "update catalog_voucheruse set phone = '' where phone <> '' and (business_id, order_id) in"
        " (select * from unnest(%s::bigint[], %s::uuid[]))",
        ([business for business, _ in orders], [order_id for _, order_id in orders]),
    )
