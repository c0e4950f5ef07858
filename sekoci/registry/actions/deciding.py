"""People decide whether two rows are one business; it holds at once, in every later run, and can be taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product

from django.db import transaction

from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import Rows, fetch
from sekoci.registry.actions.outlets import Why, move_rows, settle, take_outlets, violated
from sekoci.registry.models import PairDecision
from sekoci.registry.queries.decisions import AROUND, HELD
from sekoci.registry.rules.parting import Pair, components, opposed, pair
from sekoci.registry.rules.reach import Reach

SAME, DIFFERENT, LATER = PairDecision.Verdict.SAME, PairDecision.Verdict.DIFFERENT, PairDecision.Verdict.LATER
MOST_PARTED = 2_000
"""Pairs that one split may decide."""
DECISIONS = Rows(
    "registry_pairdecision",
    {
        "left_row_id": "bigint", "right_row_id": "bigint", "verdict": "text", "person_id": "bigint", "probability": "float8",
        "note": "text", "holds": "boolean", "at": "timestamptz",
    },
)  # fmt: skip


class Contradicts(Refusal):
    """`pairs`: the earlier decisions that would have to go."""

    code, status = "contradicts", 409
    id = "Jawaban ini bertentangan dengan keputusan sebelumnya."
    en = "This answer contradicts an earlier decision."


class TwoShops(Refusal):
    code, status = "two_shops", 409
    id = "Keduanya punya toko sendiri di Sekoci. Dua toko selalu dihitung dua."
    en = "Both have a shop of their own in Sekoci. Two shops always count as two."


class LaterDecisions(Refusal):
    code, status = "later_decisions", 409
    id = "Keputusan sesudahnya bergantung pada ini. Batalkan yang itu dulu."
    en = "A later decision builds on this one. Undo that one first."


@dataclass(frozen=True)
class Decided:
    """`id` of the decision; `against`: it differs from what somebody else decided before, which still holds."""

    id: int
    against: bool = False


def decide_pair(
    reach: Reach, left: int, right: int, verdict: str, *, instead: Collection[Pair] = (), probability: float | None = None
) -> Decided:
    """Somebody with this office says of two rows inside it: same, different, later.

    Where somebody else decided the pair, the answer is kept for the agreement of the two and changes nothing, unless the pair
    itself is among `instead`. Contradicts names the earlier decisions in the way; `instead` names those that are given up.
    NotFound outside the reach, OutletsBusy while a run writes, TwoShops for two businesses of this installation.
    """
    if verdict not in PairDecision.Verdict.values or left == right:
        raise Invalid(field="jawab", why_id="Pilih Sama, Beda, atau Nanti.", why_en="Pick Same, Different or Later.")
    here = pair(left, right)
    with across_businesses(), transaction.atomic():
        take_outlets()
        _check_within(reach, here)
        held = fetch(
            f"with {HELD} select id, verdict, person_id from held where left_row_id = %s and right_row_id = %s",  # noqa: S608  ours
            here,
        )
        number, said, whose = held[0] if held else (0, LATER.value, reach.person_id)
        if held and said == verdict and whose == reach.person_id:
            return Decided(number)
        if said != LATER and whose != reach.person_id and here not in instead:
            [second] = _write([here], verdict, reach, holds=False, probability=probability)
            return Decided(second, against=verdict != LATER and verdict != said)
        if verdict != LATER:
            _give_up([here], verdict, reach, instead)
        [decision] = _write([here], verdict, reach, probability=probability)
        if verdict != LATER:
            settle(here, Why(decision_id=decision))
            _reopen([here], is_open=False)
    return Decided(decision)


def undo_decision(reach: Reach, decision: int) -> None:
    """Take back what one decided oneself, a split as a whole: rows go back to where they stood. LaterDecisions where others build
    on it."""
    with across_businesses(), transaction.atomic():
        take_outlets()
        found = fetch(
            f"""
            with {HELD}
            select held.id, held.left_row_id, held.right_row_id from held join registry_pairdecision asked on asked.id = %s
            where held.person_id = %s and held.person_id = asked.person_id and held.at = asked.at and held.verdict <> 'later'
            """,  # noqa: S608  ours
            (decision, reach.person_id),
        )
        if not found:
            raise NotFound()
        pairs = [(left, right) for _, left, right in found]
        _check_within(reach, {row for here in pairs for row in here})
        before = set(violated())
        undone = _write(pairs, LATER, reach, note="undo")
        back = fetch(
            """
            select distinct on (m.row_id) m.row_id, m.from_outlet_id from registry_outletmove m
            join registry_listrow r on r.id = m.row_id and r.outlet_id = m.to_outlet_id
            where m.decision_id = any(%s) and m.from_outlet_id is not null order by m.row_id, m.id
            """,
            ([number for number, _, _ in found],),
        )
        move_rows([(row, outlet) for row, outlet in back], Why(decision_id=undone[0]))
        if set(violated()) - before:
            raise LaterDecisions()
        _reopen(pairs, is_open=True)


def split_outlet(reach: Reach, outlet_id: int, rows: Collection[int], *, instead: Collection[Pair] = ()) -> int:
    """Take rows out of an outlet: they and those that stay are different from now on. The outlet where they are then."""
    with across_businesses(), transaction.atomic():
        take_outlets()
        there = {row for (row,) in fetch("select id from registry_listrow where outlet_id = %s", (outlet_id,))}
        going = sorted(set(rows) & there)
        staying = sorted(there - set(going))
        if not going or not staying:
            raise Invalid(field="baris", why_id="Pilih sebagian data, jangan semua.", why_en="Pick some of the records, not all.")
        if len(going) * len(staying) > MOST_PARTED:
            raise Invalid(field="baris", why_id="Terlalu banyak. Pilih lebih sedikit.", why_en="Too many. Pick fewer records.")
        _check_within(reach, going)
        pairs = [pair(*two) for two in product(going, staying)]
        _give_up(pairs, DIFFERENT, reach, instead)
        decisions = _write(pairs, DIFFERENT, reach, note="split")
        settle(going, Why(decision_id=decisions[0]))
        _reopen(pairs, is_open=False)
        [(moved,)] = fetch("select outlet_id from registry_listrow where id = %s", (going[0],))
    return int(moved)


def _write(
    pairs: list[Pair], verdict: str, reach: Reach, *, holds: bool = True, probability: float | None = None, note: str = ""
) -> list[int]:
    moment = now()  # one for all: what was decided at once is taken back at once
    rows = [(*each, verdict, reach.person_id, probability, note, holds, moment) for each in pairs]
    return [number for (number,) in DECISIONS.insert(rows, then="returning id")]


def _reopen(pairs: Collection[Pair], *, is_open: bool) -> None:
    fetch(
        "update registry_doubtfulpair p set is_open = %s from unnest(%s::bigint[], %s::bigint[]) d (one, other)"
        " where p.left_row_id = d.one and p.right_row_id = d.other",
        (is_open, [one for one, _ in pairs], [other for _, other in pairs]),
    )


def _give_up(pairs: Collection[Pair], verdict: str, reach: Reach, instead: Collection[Pair]) -> None:
    """What opposes this answer goes where it may (`instead`), or else nothing is decided."""
    found = fetch(
        f"""
        {AROUND} select held.left_row_id, held.right_row_id, held.verdict from held
        join registry_listrow l on l.id = held.left_row_id join registry_listrow r on r.id = held.right_row_id
        where held.verdict <> 'later' and l.outlet_id in (select outlet_id from near)
          and r.outlet_id in (select outlet_id from near)
        """,  # noqa: S608  ours
        {"rows": sorted({row for each in pairs for row in each})},
    )
    same, different = ([(left, right) for left, right, said in found if said == which] for which in (SAME, DIFFERENT))
    given_up: list[Pair] = []
    for here in pairs:
        if verdict == SAME and _shops_among(_one_with(here, same)) > 1:
            raise TwoShops()
        while inside := opposed(here, verdict == SAME, same, different):
            given = [each for each in inside if each in instead]
            if not given or (verdict == SAME and len(given) < len(inside)):
                raise Contradicts(pairs=inside)
            given_up += given
            same = [each for each in same if each not in given]
            different = [each for each in different if each not in given]
    _write(given_up, LATER, reach, note="given up")


def _one_with(here: Pair, same: Collection[Pair]) -> set[int]:
    ids = {row for each in (here, *same) for row in each}
    return {row for part in components(ids, [here, *same]) if here[0] in part for row in part}


def _shops_among(rows: Collection[int]) -> int:
    [(count,)] = fetch(
        "select count(*) from registry_listrow r join registry_partnerlist l on l.id = r.list_id"
        " where l.is_own and r.id = any(%s)",
        (sorted(rows),),
    )
    return int(count)


def _check_within(reach: Reach, rows: Collection[int]) -> None:
    """Officers decide on rows inside their areas; NotFound for any other."""
    areas = fetch("select area_code from registry_listrow where id = any(%s) and gone_at is null", (list(rows),))
    if reach.role != "officer" or len(areas) != len(set(rows)) or not all(reach.covers(code) for (code,) in areas):
        raise NotFound()
