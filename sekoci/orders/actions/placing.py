"""Placing orders: one or ten thousand, the same statements and the same rules."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, OperationalError
from psycopg.errors import DeadlockDetected

from sekoci.catalog.actions import ForSale, Move, lock_for_sale, lock_vouchers, move_stock, voucher_taking
from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.events import announcement
from sekoci.kit.ids import new_id, secret_token, short_code
from sekoci.kit.scope import reach
from sekoci.kit.sql import arrays, fetch
from sekoci.orders.actions.counter import finish_over_the_counter
from sekoci.orders.actions.offering import offers_for
from sekoci.orders.events import OrdersPlaced
from sekoci.orders.rules import KEPT_FOR, Grant, KeyReused, NotPlaced, OrderDraft, Placed, Refused, Shelf, token_of
from sekoci.payments.actions import PaymentAsk, ask_payments
from sekoci.registry.queries import zones_of

logger = logging.getLogger(__name__)

Answer = Placed | Refused
Granted = tuple[OrderDraft, Placed]
Key = tuple[int, str, str]


def place_orders(drafts: Sequence[OrderDraft]) -> list[Answer]:
    """Place every draft that can be placed; one answer a draft, in order. A refusal never fails its neighbours.

    Twice is once: a key that came before, or earlier in the batch, gets the first answer; with another body it is refused
    (KeyReused). An unexpected database error bisects the batch: only the draft that causes it is refused (NotPlaced); alone,
    it raises. At most six statements without own QRIS, whatever the length; one more where vouchers are named, and
    one where a shop prices its delivery by place or total.
    """
    if not drafts:
        return []
    try:
        with reach({draft.business_id for draft in drafts}):
            given, apart = _place(drafts)
    except (IntegrityError, DataError, OperationalError) as error:
        if len(drafts) == 1 or not _is_of_a_draft(error):
            raise
        half = len(drafts) // 2
        return [*_place_half(drafts[:half]), *_place_half(drafts[half:])]
    if apart:
        # In a transaction of their own: by now this one holds source keys, after which no more stock may be locked.
        given.update(zip(apart, _place_half([drafts[index] for index in apart]), strict=True))
    return [given[index] for index in range(len(drafts))]


def grant_of(draft: OrderDraft) -> Grant:
    """What this draft would get now, by the rules that place it, or the Refusal that it would get; nothing is written."""
    with reach({draft.business_id}):
        return _shelf_for([draft], clock.now()).grant(draft)


def _is_of_a_draft(error: Exception) -> bool:
    """Whether another division of the batch may do better; a database that is away is away for all of them."""
    return not isinstance(error, OperationalError) or isinstance(error.__cause__, DeadlockDetected)


def _place_half(drafts: Sequence[OrderDraft]) -> list[Answer]:
    try:
        return place_orders(drafts)
    except (IntegrityError, DataError, OperationalError) as error:
        if not _is_of_a_draft(error):
            raise
        logger.exception("an order could not be placed")
        return [Refused(NotPlaced())]


def _place(drafts: Sequence[OrderDraft]) -> tuple[dict[int, Answer], list[int]]:
    """Answers by place in the batch, and the places that must be asked again, on their own."""
    first = {_key(draft): index for index, draft in reversed(list(enumerate(drafts)))}
    answers = _answers_by_key([drafts[index] for index in sorted(first.values())])
    apart: list[int] = []
    given: dict[int, Answer] = {}
    for index, draft in enumerate(drafts):
        answer, earlier = answers[_key(draft)], drafts[first[_key(draft)]]
        if first[_key(draft)] == index:
            given[index] = answer
        elif draft.fingerprint() == earlier.fingerprint():
            given[index] = replace(answer, repeated=True) if isinstance(answer, Placed) else answer
        elif isinstance(answer, Placed) and not answer.repeated:
            given[index] = Refused(KeyReused(field="Idempotency-Key"))
        else:
            # Another body than the earlier one under this key, which placed nothing itself: this may be the one that was
            # placed long ago, or that can be placed.
            apart.append(index)
    return given, apart


def _answers_by_key(fresh: Sequence[OrderDraft]) -> dict[Key, Answer]:
    """Place drafts that all have different keys."""
    at = clock.now()
    offers = offers_for(fresh)
    shelf = _shelf_for(fresh, at)
    answers: dict[Key, Answer] = {}
    granted: list[Granted] = []
    for draft in fresh:
        try:
            offered = offers.complete(draft)
            granted.append((offered, _order_of(offered, shelf.grant(offered))))
        except Refusal as refusal:
            answers[_key(draft)] = Refused(refusal)
    written = _write_orders(sorted(granted, key=lambda each: _key(each[0])), at)
    new = [each for each in granted if each[1].order_id in written]
    repeated = {_key(draft) for draft, order in granted if order.order_id not in written}
    _take_stock_and_ask_payment(new, shelf, offers.stickers, at)
    refused = set(answers)
    answers.update({_key(draft): order for draft, order in new})
    if repeated or refused:
        came_before = _first_answers([draft for draft in fresh if _key(draft) in repeated | refused])
        answers.update(came_before)
        if repeated and (refused := refused - set(came_before)):
            # What the repeated ones were granted is free again: those who were refused meanwhile get their turn.
            answers.update(_answers_by_key([draft for draft in fresh if _key(draft) in refused]))
    return answers


def _shelf_for(drafts: Sequence[OrderDraft], at: datetime) -> Shelf[ForSale]:
    """Lock the goods that the drafts name, with the discounts of their moments; then the vouchers. One statement each."""
    products = {line.product_id for draft in drafts for line in draft.lines if line.product_id}
    since = min((draft.placed_at for draft in drafts if draft.placed_at), default=at)
    goods = lock_for_sale(products, at=at, since=since)
    named = [(draft.business_id, draft.voucher, draft.buyer_phone) for draft in drafts if draft.voucher]
    return Shelf(goods, at, lock_vouchers(named)) if named else Shelf(goods, at)


def _order_of(draft: OrderDraft, grant: Grant) -> Placed:
    return Placed(
        order_id=new_id(),
        business_id=draft.business_id,
        code=short_code("S"),
        token=token_of(draft.business_id, secret_token()),
        total=grant.total + grant.fee,
        state="completed" if draft.over_the_counter else "placed",
        grant=grant,
        needs_attention="short_stock" if any(line.shortage for line in grant.lines) else "",
        discount=grant.discount,
    )


WRITE = f"""
with placed as (
    insert into orders_order (id, business_id, code, token, source, source_key, fingerprint, buyer_name, buyer_phone,
        fulfilment, address, note, delivery_fee, total, state, placed_at, expires_at, needs_attention, way_in, area_code,
        discount, discounts)
    select * from unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bytea[], %s::text[],
        %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[],
        %s::timestamptz[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::jsonb[])
    on conflict (business_id, source, source_key) do nothing
    returning id, business_id, state, placed_at
), line as (
    insert into orders_orderline (id, business_id, order_id, position, product_id, variant_id, name, unit, unit_price,
        quantity, shortage, discount)
    select line.* from unnest(%s::uuid[], %s::bigint[], %s::uuid[], %s::smallint[], %s::uuid[], %s::uuid[], %s::text[],
        %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[])
        as line (id, business_id, order_id, position, product_id, variant_id, name, unit, unit_price, quantity, shortage,
            discount)
    join placed on placed.id = line.order_id
), step as (
    insert into orders_orderstep (id, business_id, order_id, state, at, by, note)
    select step.id, placed.business_id, placed.id, placed.state, placed.placed_at, step.by, ''
    from unnest(%s::uuid[], %s::uuid[], %s::text[]) as step (id, order_id, by) join placed on placed.id = step.order_id
), told as ({announcement(OrdersPlaced, field="order_ids", of="placed")})
"""  # noqa: S608  the announcement is ours
NEW_IDS = "select id from placed"
TAKING = f", {voucher_taking(of='placed')} "


def _write_orders(granted: Sequence[Granted], at: datetime) -> set[UUID]:
    """Orders, lines, first steps and the event in one statement; the ids that are new. A key that exists writes nothing."""
    if not granted:
        return set()
    orders: list[tuple[Any, ...]] = []
    lines: list[tuple[Any, ...]] = []
    steps: list[tuple[Any, ...]] = []
    vouchers: list[tuple[Any, ...]] = []
    for draft, order in granted:
        placed_at = draft.placed_at or at
        expires = None if draft.over_the_counter else placed_at + KEPT_FOR[draft.method if order.total else "cash"]
        orders.append(
            (order.order_id, draft.business_id, order.code, order.token, draft.source, draft.source_key, draft.fingerprint(),
             draft.buyer_name, draft.buyer_phone, draft.fulfilment, draft.address, draft.note, order.grant.fee, order.total,
             order.state, placed_at, expires, order.needs_attention, draft.way_in, draft.area, order.discount,
             json.dumps(said) if (said := order.grant.said) else None)
        )  # fmt: skip
        steps.append((new_id(), order.order_id, draft.by))
        lines.extend(
            (new_id(), draft.business_id, order.order_id, position, line.product_id, line.variant_id, line.name, line.unit,
             line.unit_price, line.quantity, line.shortage, line.discount)
            for position, line in enumerate(order.lines)
        )  # fmt: skip
        if voucher := order.grant.voucher:
            worth = sum(part.amount for part in order.grant.parts if part.kind == "voucher")
            vouchers.append((new_id(), draft.business_id, voucher.id, order.order_id, draft.buyer_phone, worth))
    rows = [*arrays(orders), *arrays(lines), *arrays(steps), at]
    if vouchers:
        return {row[0] for row in fetch(WRITE + TAKING + NEW_IDS, [*rows, at, *arrays(vouchers)], prepared=True)}
    return {row[0] for row in fetch(WRITE + NEW_IDS, rows, prepared=True)}


def _take_stock_and_ask_payment(new: Sequence[Granted], shelf: Shelf[ForSale], stickers: Mapping[int, str], at: datetime) -> None:
    if not new:
        return
    _ask_payments(new, stickers)
    reserve = [
        Move(order.business_id, line.variant_id, "reserve", 0, line.taken, 0, 0, order.order_id)
        for draft, order in new
        if not draft.over_the_counter
        for line in order.lines
        if line.variant_id and line.taken
    ]
    move_stock(reserve, at=at)
    sold = [each for each in new if each[0].over_the_counter]
    if sold:
        zones = zones_of({order.business_id for _, order in sold})
        finish_over_the_counter(sold, shelf.offers, zones=zones, at=at)


def _ask_payments(new: Sequence[Granted], stickers: Mapping[int, str]) -> None:
    booked = {order.business_id for draft, order in new if draft.over_the_counter or not order.total}  # at once, on a day
    zones = zones_of(booked) if booked else {}
    ask_payments(
        [
            PaymentAsk(
                business_id=order.business_id,
                order_id=order.order_id,
                order_code=order.code,
                method=draft.method,
                provider=draft.provider,
                amount=order.total,
                sticker=stickers.get(order.business_id, ""),
                settled_by=draft.by if draft.over_the_counter else "",
                zone=zones.get(order.business_id, ""),
                goods_delivered=draft.over_the_counter,
                at=draft.placed_at if draft.over_the_counter else None,
            )
            for draft, order in new
        ]
    )


def _first_answers(drafts: Sequence[OrderDraft]) -> dict[Key, Answer]:
    """What these keys were answered the first time; keys that never came are left out."""
    rows = fetch(
        """
        select business_id, source, source_key, fingerprint, id, code, token, total, state, needs_attention, discount
        from orders_order
        join unnest(%s::bigint[], %s::text[], %s::text[]) as wanted (b, s, k)
          on business_id = b and source = s and source_key = k
        """,
        [list(column) for column in zip(*(_key(draft) for draft in drafts), strict=True)],
        prepared=True,
    )
    found = {(row[0], row[1], row[2]): row for row in rows}
    answers: dict[Key, Answer] = {}
    for draft in drafts:
        if row := found.get(_key(draft)):
            same = bytes(row[3]) == draft.fingerprint()
            first = Placed(
                row[4], row[0], row[5], row[6], row[7], row[8], needs_attention=row[9], repeated=True, discount=row[10]
            )
            answers[_key(draft)] = first if same else Refused(KeyReused(field="Idempotency-Key"))
    return answers


def _key(draft: OrderDraft) -> Key:
    return draft.business_id, draft.source, draft.source_key
