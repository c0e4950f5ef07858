"""The moves of a stock as steps that can be told again, for taking a purchase back."""

from collections.abc import Iterable
from uuid import UUID

from sekoci.books.rules import COGS, OWNER, SHRINKAGE
from sekoci.catalog.actions.stock import Move
from sekoci.catalog.actions.writing_off import AGAINST, BROUGHT_BACK, REMOVED, WITH_IMPORT
from sekoci.catalog.rules import Shelf, Step
from sekoci.kit.sql import fetch

FIRST = """
select id from catalog_stockmove bought
where business_id = %(business)s and variant_id = %(variant)s and kind = 'purchase' and (reference = %(purchase)s or exists (
    select from catalog_stockmove undone where undone.business_id = bought.business_id and undone.kind = 'undo'
    and undone.reference = bought.reference))
order by id limit 1
"""
START = """
select coalesce(sum(on_hand), 0)::bigint, coalesce(sum(value), 0)::bigint, coalesce((
    select unit_cost from catalog_stockmove
    where business_id = %(business)s and variant_id = %(variant)s and id < %(first)s and unit_cost > 0
    order by id desc limit 1), 0)
from catalog_stockmove where business_id = %(business)s and variant_id = %(variant)s and id < %(first)s
"""
SINCE = """
select kind, on_hand, value, unit_cost, reference, note from catalog_stockmove moved
where business_id = %(business)s and variant_id = %(variant)s and id >= %(first)s and kind not in ('undo', 'reserve', 'release')
  and (kind <> 'purchase' or not exists (
    select from catalog_stockmove undone where undone.business_id = moved.business_id and undone.kind = 'undo'
    and undone.reference = moved.reference))
  and not (on_hand = 0 and (kind = 'return' or note = any(%(removed)s)))
order by id
"""
"""What purchases taken back had brought, and what taking them back put right, is not told again."""


def steps_since(business_id: int, variant_id: UUID, purchase_id: UUID) -> tuple[Shelf, list[tuple[UUID | None, Step]]]:
    """How the stock stood before this purchase, and what happened since, each with its reference; the stock is locked.

    Purchases that were taken back are left out, and the start lies before the first of them: while they were there, what left
    cost otherwise than it does now.
    """
    names = {"business": business_id, "variant": variant_id, "purchase": purchase_id, "removed": list(AGAINST)}
    names["first"] = fetch(FIRST, names)[0][0]
    [start] = fetch(START, names)
    steps: list[tuple[UUID | None, Step]] = []
    removed: tuple[UUID | None, str] = None, REMOVED
    for kind, pieces, value, unit_cost, reference, note in fetch(SINCE, names):
        if note in AGAINST:
            removed = reference, note
        goes_with, why = removed if note == BROUGHT_BACK else (reference, note)
        steps.append((reference, _step(kind, pieces, value, unit_cost, goes_with, why)))
    return Shelf(*start), steps


def put_right(business_id: int, variant_id: UUID, was: Shelf, would_be: Shelf, steps: Iterable[Step]) -> list[Move]:
    """Moves of value alone, so that what left and may yet come back comes back at the cost it has now."""
    moves = []
    for reference, account in {step.reference: step.account for step in steps if step.how == "went"}.items():
        if reference and (less := was.left_with[reference] - would_be.left_with[reference]):
            kind, note = ("return", "") if account == COGS else ("correction", WITH_IMPORT if account == OWNER else REMOVED)
            moves.append(Move(business_id, variant_id, kind, 0, 0, less, 0, reference, note))
    return moves


def _step(kind: str, pieces: int, value: int, unit_cost: int, reference: UUID | None, why: str) -> Step:
    if kind == "purchase" or (kind == "opening" and pieces > 0):
        return Step("came", pieces, worth=value, each=unit_cost)
    if kind == "return":
        return Step("back", pieces, worth=value, account=COGS, reference=reference)
    if kind == "sale":
        return Step("went", -pieces, account=COGS, reference=reference)
    if why in AGAINST and pieces > 0:
        return Step("back", pieces, worth=value, account=AGAINST[why], reference=reference)
    if not pieces:
        return Step("said", each=unit_cost, account=OWNER)
    if pieces < 0:
        account = OWNER if kind == "opening" else AGAINST.get(why, SHRINKAGE)
        return Step("went", -pieces, account=account, reference=reference if why in AGAINST else None)
    return Step("found", pieces, account=SHRINKAGE)
