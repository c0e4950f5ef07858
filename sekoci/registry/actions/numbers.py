"""A lost phone: members vouch for each other, owners are told, and a number with a shop behind it is never taken."""

from uuid import UUID

from django.conf import settings
from django.db import transaction

from sekoci.accounts.actions import (
    CannotVouch,
    change_number,
    finish_number_change,
    object_to_number,
    vouch_for_number,
    vouch_for_number_as_staff,
)
from sekoci.accounts.queries import NumberRequest, due_number_requests, keeper_of, number_request, people
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.events import announce
from sekoci.kit.ids import new_id
from sekoci.kit.phone import masked_phone
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.events import ShopsChanged
from sekoci.registry.queries.vouching import may_vouch_for, owners_beside, vouchers_of, works_anywhere


class NumberTaken(Refusal):
    code, status = "number_taken", 409
    id = "Nomor ini sudah dipakai akun yang punya usaha. Pakai nomor lain."
    en = "This number belongs to an account that has a business. Use another number."


def check_number_is_free(phone: str, *, person_id: int = 0) -> None:
    """NumberTaken when an account has this number that is not empty: works somewhere, or for the platform."""
    if _is_kept(phone, person_id):
        raise NumberTaken(field="new")


@transaction.atomic
def take_number(person_id: int, phone: str) -> int:
    """At once: the person proved the account anew, and this number by a code. How many of their shops' numbers follow."""
    check_number_is_free(phone, person_id=person_id)
    return _shops_follow(person_id, old=change_number(person_id, phone), new=phone)


def tell_vouchers(change_id: UUID) -> None:
    """Tell those who may vouch that somebody asks; nobody where nobody has the old number."""
    request = number_request(change_id)
    if request is not None and request.due_at is None:
        _tell(vouchers_of(request.person_id, now()), change_id, "number_asked", {"name": request.name or request.old_phone})


def vouch(change_id: UUID, *, by: int) -> None:
    """A member vouches: the day of waiting begins, and the other owners are told. CannotVouch for anybody else."""
    request = number_request(change_id)
    if request is None:
        raise NotFound()
    if request.person_id not in may_vouch_for(by, now()):
        raise CannotVouch()
    vouched = vouch_for_number(change_id, by=by, kind="member")
    facts = {"name": request.name or request.old_phone, "voucher": people([by])[by].name or people([by])[by].phone}
    _tell(owners_beside(vouched.person_id) - {by}, change_id, "number_vouched_owner", facts)


@transaction.atomic
def vouch_as_staff(change_id: UUID, *, by: int, reason: str) -> bool:
    """Staff vouch for somebody who is alone in the shop; other owners are told all the same. False: had vouched before."""
    request = number_request(change_id)
    is_new = vouch_for_number_as_staff(change_id, by=by, reason=reason)
    if is_new and request is not None:
        who = people([by])[by].name or "Sekoci"
        facts = {"name": request.name or request.old_phone, "voucher": f"{who} (Sekoci)"}
        _tell(owners_beside(request.person_id) - {by}, change_id, "number_vouched_owner", facts)
    return is_new


def object_as(change_id: UUID, *, by: int) -> None:
    """The person, or whoever may vouch or owns a shop with them, stops a request. NotFound for anybody else."""
    request = number_request(change_id)
    if request is None or by not in {request.person_id} | vouchers_of(request.person_id, now()) | owners_beside(
        request.person_id
    ):
        raise NotFound()
    object_to_number(change_id, by=by)


def finish_number_changes() -> int:
    """Let those take effect whose day of waiting is over without an objection; how many. Safe to call at any time, by several."""
    return sum(_finish(each) for each in due_number_requests())


@transaction.atomic
def _finish(due: NumberRequest) -> bool:
    done = finish_number_change(due.id, refuse=_is_kept(due.new_phone, due.person_id))
    if done:
        _shops_follow(due.person_id, old=due.old_phone, new=due.new_phone)
    return done


def _shops_follow(person_id: int, *, old: str, new: str) -> int:
    """The shops that this person owns and buyers reach by the account's old number have the new one; their owners are told.

    How many. Otherwise buyers would go on writing to a number that is lost, and one day a stranger's.
    """
    if not old or old == new:
        return 0
    with across_businesses():
        shops = fetch(
            """
            update registry_business b set phone = %s where b.phone = %s and b.closed_at is null and exists (
                select from registry_membership m
                where m.business_id = b.id and m.person_id = %s and m.role = 'owner' and m.until is null)
            returning b.id, b.name, b.slug,
                      array(select person_id from registry_membership
                            where business_id = b.id and role = 'owner' and until is null order by person_id)
            """,
            (new, old, person_id),
        )
        if shops:
            announce(ShopsChanged(sorted(row[0] for row in shops)))
    owners = people({owner for row in shops for owner in row[3]})
    send_messages(
        [
            MessageDraft(
                f"shop_number:{new_id()}",
                owners[owner].phone,
                "shop_number_follows",
                {"shop": name, "number": masked_phone(new), "url": f"{settings.PUBLIC_URL}/kelola/{slug}/pengaturan"},
                business_id,
                owners[owner].language,
            )
            for business_id, name, slug, owner_ids in shops
            for owner in owner_ids
            if owners[owner].phone
        ]
    )
    return len(shops)


def _is_kept(phone: str, person_id: int) -> bool:
    keeper = keeper_of(phone)
    return keeper is not None and keeper[0] != person_id and (keeper[1] or works_anywhere(keeper[0]))


def _tell(person_ids: set[int], change_id: UUID, template: str, facts: dict[str, str]) -> None:
    facts = {**facts, "url": f"{settings.PUBLIC_URL}/nomor/{change_id}"}
    send_messages(
        [
            MessageDraft(f"{template}:{change_id}:{each.id}", each.phone, template, facts, language=each.language)
            for each in people(person_ids).values()
            if each.phone
        ]
    )
