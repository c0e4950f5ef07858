"""Help that businesses get: planned, given, called off. The same voucher reaches an owner once, whichever partner gives it."""

from datetime import date
from uuid import UUID

from sekoci.accounts.actions import mark_of
from sekoci.kit.clock import day_in, now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.programs.actions.owning import refuse_wrong_day
from sekoci.programs.actions.stages import follow_evidence
from sekoci.programs.rules.days import ZONE
from sekoci.programs.rules.vouchers import voucher_key
from sekoci.registry.rules import Reach


class SameVoucher(Refusal):
    code, status = "same_voucher", 409
    id = "{name} sudah dicatat untuk pemilik ini (nomor HP sama), di program ini atau yang lain. Pilih bantuan lain."
    en = "{name} is noted for this owner (same phone) already, in this programme or another. Pick another kind of help."


class SameVoucherHere(SameVoucher):
    id = "{name} sudah dicatat untuk usaha ini, di program ini atau yang lain. Pilih bantuan lain."
    en = "{name} is noted for this business already, in this programme or another. Pick another kind of help."


@across_businesses()
def plan_support(
    enrolment_id: UUID,
    kind_id: int,
    *,
    on_day: date,
    key: str,
    reach: Reach,
    given: bool,
    note: str = "",
    cost: int | None = None,
) -> UUID:
    """Write help down as planned or as given (`cost`: by default the kind's); its id. The same key again changes nothing.

    Officers of every organisation that carries the programme may, inside their areas. SameVoucher where the owner has it.
    """
    refuse_wrong_day(on_day, field="given_on", is_planned=not given)
    rows = fetch(
        """
        select k.name, k.what = 'voucher', k.unit_cost, o.phone, o.id, p.id from programs_enrolment e
        join programs_program p on p.id = e.program_id and p.state = 'open'
        join programs_carrier c on c.program_id = p.id and c.organisation_id = %s
        join programs_supportkind k on k.program_id = p.id and k.id = %s and k.ended_at is null
        join registry_outlet o on o.id = e.outlet_id
        where e.id = %s and e.state = 'chosen' and e.area_code like any(%s)
        """,
        (reach.organisation_id, kind_id, enrolment_id, reach.patterns),
    )
    if not rows or reach.role != "officer":
        raise NotFound()
    [(name, is_once, unit_cost, phone, outlet_id, program_id)] = rows
    support_id = new_id()
    voucher, owner_key = voucher_key(name, program_id=program_id) if is_once else "", owner_key_of(phone, outlet_id)
    made = fetch(
        """
        insert into programs_support (id, enrolment_id, kind_id, key, is_once, voucher, owner_key, outlet_id, organisation_id,
            state, on_day, cost, note, by, at)
        values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing returning id
        """,
        (
            support_id, enrolment_id, kind_id, key, is_once, voucher, owner_key, outlet_id, reach.organisation_id,
            "given" if given else "planned", on_day, unit_cost if cost is None else cost, clean_line(note, most=300),
            f"officer:{reach.person_id}", now(),
        ),
    )  # fmt: skip
    if not made:
        return _there_already(enrolment_id, key, voucher, owner_key, name)
    follow_evidence([enrolment_id])
    return support_id


@across_businesses()
def move_support(support_id: UUID, state: str, *, reach: Reach) -> bool:
    """What was planned is given (on its day, or today where that is still to come) or called off; what was given, called off (it
    was a mistake). False: it was so already."""
    rows = fetch(
        """
        update programs_support s set state = %s, by = %s, at = %s,
            on_day = case %s when 'given' then least(s.on_day, %s) else s.on_day end from programs_enrolment e
        where e.id = s.enrolment_id and s.id = %s and s.organisation_id = %s and e.area_code like any(%s)
          and (s.state, %s) in (('planned', 'given'), ('planned', 'cancelled'), ('given', 'cancelled')) returning e.id
        """,
        (
            state,
            f"officer:{reach.person_id}",
            now(),
            state,
            day_in(ZONE),
            support_id,
            reach.organisation_id,
            reach.patterns,
            state,
        ),
    )
    follow_evidence([row[0] for row in rows])
    return bool(rows)


def owner_key_of(phone: str, outlet_id: int) -> str:
    """By what an owner is known in what was given: the phone, hashed; where none is known, the outlet."""
    return mark_of(phone) if phone else f"outlet:{outlet_id}"


def _there_already(enrolment_id: UUID, key: str, voucher: str, owner_key: str, name: str) -> UUID:
    """The help that this key made before; else why it is refused, and nothing of who gave it, where or when."""
    if same := fetch("select id from programs_support where enrolment_id = %s and key = %s", (enrolment_id, key)):
        return UUID(str(same[0][0]))
    by_phone = not owner_key.startswith("outlet:") and fetch(
        "select 1 from programs_support where voucher = %s and owner_key = %s and is_once and state <> 'cancelled'",
        (voucher, owner_key),
    )
    raise SameVoucher(name=name) if by_phone else SameVoucherHere(name=name)
