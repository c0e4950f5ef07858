"""A whole list is taken back: a partner leaves, an office closes, the right to have it has gone."""

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.events import in_silence
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in
from sekoci.registry.actions.outlets import renew_outlets, take_outlets
from sekoci.registry.actions.storing_lists import NO_HURRY
from sekoci.registry.lists.folder import erase_file
from sekoci.registry.models import LegalBasis, ListEdition, PartnerList, QuarantinedRow, RowIdentity

State = ListEdition.State
WITHDRAWN = "list_withdrawn"
"""The problem of editions of a list that was withdrawn: no file of it counts as stored, so each can be brought again."""


def order_withdrawal(list_id: int, *, organisation_id: int, by: int, reason: str) -> str:
    """Write down that an organisation's list is withdrawn, by whom and why (ten letters at least); its name.

    NotFound for what is no list of it. `withdraw_list` does it, which takes as long as a linking of the list.
    """
    found = (
        PartnerList.objects.filter(id=list_id, organisation_id=organisation_id, is_own=False)
        .select_related("organisation")
        .first()
    )
    if found is None:
        raise NotFound()
    note_act(by, "list.withdraw", about=f"{found.organisation.name}: {found.name}", reason=reason_in(reason))
    return found.name


def withdraw_list(list_id: int) -> int:
    """Everything that a list brought goes, in one transaction; how many rows. A second time nothing.

    Outlets that only this list knew end, what programmes noted of them stays; others lose what they had from it. What waits of it
    is cancelled. The list itself stays, empty: the next file begins it anew. What partners read follows on Monday.
    """
    with in_silence(), across_businesses():
        fetch(NO_HURRY)
        fetch("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"list:{list_id}",))
        if not PartnerList.objects.filter(id=list_id, is_own=False).exists():
            raise NotFound()
        take_outlets(patiently=True)
        editions = [edition.pk for edition in ListEdition.objects.filter(list_id=list_id)]
        rows = _let_go(list_id)
        QuarantinedRow.objects.filter(edition_id__in=editions).delete()
        ListEdition.objects.filter(id__in=editions).exclude(state=State.CANCELLED).update(
            state=State.CANCELLED, preview={}, problem=WITHDRAWN
        )
        PartnerList.objects.filter(id=list_id).update(as_of=None, records_wait=False)
        LegalBasis.objects.filter(list_id=list_id, ended_at=None).update(ended_at=now())
    for edition in editions:
        erase_file(edition)
    if rows:
        fetch("select registry_count_lists_anew()")
    return rows


def _let_go(list_id: int) -> int:
    """Its rows and sealed numbers; the outlets they stood in are made anew without them, or end."""
    RowIdentity.objects.filter(list_id=list_id).delete()
    fetch(
        "insert into registry_outletmove (row_id, from_outlet_id, at)"
        " select id, outlet_id, %s from registry_listrow where list_id = %s and outlet_id is not null",
        (now(), list_id),
    )
    fetch(
        "delete from registry_doubtfulpair where left_row_id in (select id from registry_listrow where list_id = %(list)s)"
        " or right_row_id in (select id from registry_listrow where list_id = %(list)s)",
        {"list": list_id},
    )
    gone = fetch("delete from registry_listrow where list_id = %s returning outlet_id", (list_id,))
    renew_outlets(sorted({outlet for (outlet,) in gone if outlet is not None}))
    return len(gone)
