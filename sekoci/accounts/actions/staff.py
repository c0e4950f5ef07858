"""Who runs this Sekoci: made and ended at the command line, written down."""

from django.db import transaction

from sekoci.accounts.actions.people import person_with_phone
from sekoci.kit.errors import NotFound
from sekoci.kit.phone import parse_phone
from sekoci.kit.sql import fetch
from sekoci.kit.staff import COMMAND, note_act


@transaction.atomic
def add_staff(phone: str) -> bool:
    """Let whoever has this phone into the staff's pages; the account appears where there is none. False: was in already."""
    person_id = person_with_phone(phone)
    changed = fetch("update accounts_person set is_staff = true where id = %s and not is_staff returning 1", (person_id,))
    if changed:
        note_act(COMMAND, "staff.add", about=f"person:{person_id}")
    return bool(changed)


@transaction.atomic
def remove_staff(phone: str) -> bool:
    """From this person's next request on, the staff's pages do not exist for them. False: was not in."""
    known = fetch("select id from accounts_person where phone = %s", (parse_phone(phone),))
    if not known:
        raise NotFound()
    [(person_id,)] = known
    changed = fetch(
        "update accounts_person set is_staff = false, is_superuser = false"
        " where id = %s and (is_staff or is_superuser) returning 1",
        (person_id,),
    )
    fetch("update accounts_look set ended_at = now() where staff_id = %s and ended_at is null", (person_id,))
    if changed:
        note_act(COMMAND, "staff.remove", about=f"person:{person_id}")
    return bool(changed)
