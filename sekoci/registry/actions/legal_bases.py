"""By what right a list keeps identity numbers: written down, ended; the numbers kept sealed, shown one by one, let go of."""

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sekoci.accounts.actions import note_view
from sekoci.kit.clock import day_in, now
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.scope import across_businesses
from sekoci.kit.sealing import seal, unseal
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.registry.actions.lists import COUNTRYS_CLOCK
from sekoci.registry.models import LegalBasis, PartnerList, RowIdentity
from sekoci.registry.queries.legal_bases import about
from sekoci.registry.rules.reach import Reach

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LONGEST = timedelta(days=5 * 366)
"""A basis is looked at again after five years at the latest."""


@transaction.atomic
def record_basis(reach: Reach, list_id: int, *, kind: str, words: str, signed_on: date, until: date) -> int:
    """Write down by what right the organisation's list keeps NIK from the next file on, in place of the basis there is."""
    found = PartnerList.objects.select_for_update().filter(id=list_id, organisation_id=reach.organisation_id, is_own=False)
    if not found.exists():
        raise NotFound()
    words, today = clean_line(words, most=300, field="words"), day_in(COUNTRYS_CLOCK)
    if len(words) < 10:
        raise Invalid(
            field="words",
            why_id="Sebutkan nomor dan pasalnya, supaya bisa dicari orang lain.",
            why_en="Name its number and article, so that somebody else can find it.",
        )
    if signed_on > today:
        raise Invalid(field="signed_on", why_id="Tanggalnya belum tiba.", why_en="That day has not come yet.")
    if not today <= until <= today + LONGEST:
        raise Invalid(
            field="until", why_id="Isi tanggal mulai hari ini sampai lima tahun lagi.", why_en="Enter a day within five years."
        )
    _end(list_id)
    made = LegalBasis.objects.create(
        list_id=list_id, kind=kind, words=words, signed_on=signed_on, until=until, recorded_by_id=reach.person_id
    )
    return int(made.pk)


def end_basis(reach: Reach, list_id: int) -> int:
    """The basis of the organisation's list ends now, and every number kept by it is erased; how many."""
    with across_businesses():
        if not PartnerList.objects.filter(id=list_id, organisation_id=reach.organisation_id).exists():
            raise NotFound()
        _end(list_id)
        return forget_identities()


def forget_identities() -> int:
    """Erase the numbers of lists without a basis that holds today; how many."""
    with across_businesses():
        gone = fetch(
            """
            with gone as (
                delete from registry_rowidentity i where not exists (
                    select from registry_legalbasis b where b.list_id = i.list_id and b.ended_at is null and b.until >= %s)
                returning 1
            ) select count(*) from gone
            """,
            (day_in(COUNTRYS_CLOCK),),
        )
    return int(gone[0][0])


def holds_basis(list_id: int) -> bool:
    """Whether the list may keep identity numbers today."""
    return LegalBasis.objects.filter(list_id=list_id, ended_at=None, until__gte=day_in(COUNTRYS_CLOCK)).exists()


def show_row_identity(reach: Reach, list_id: int, row_id: int) -> str:
    """The whole number of a row of the organisation's own list; that somebody looked is noted. NotFound for all others."""
    found = fetch(
        "select r.key, i.sealed, r.phone from registry_rowidentity i join registry_listrow r on r.id = i.row_id"
        " where i.row_id = %s and i.list_id = %s and i.organisation_id = %s",
        (row_id, list_id, reach.organisation_id),
    )
    if not found or not holds_basis(list_id):
        raise NotFound()
    [(key, sealed, phone)] = found
    number = unseal(sealed, about=about(list_id, key))
    note_view([phone or number], viewer=f"officer:{reach.person_id}", what="number", place=reach.name)
    return number


def replace_identities(list_id: int, organisation_id: int, database: "DuckDBPyConnection") -> int:
    """Keep the numbers of the file that is stored, and no others; how many. Inside the transaction that stores its rows."""
    from sekoci.registry.lists.identities import numbers_of

    RowIdentity.objects.filter(list_id=list_id).delete()
    if not holds_basis(list_id):
        return 0
    kept = 0
    for some in numbers_of(database):
        kept += _keep(list_id, organisation_id, some)
    return kept


def _keep(list_id: int, organisation_id: int, some: list[tuple[str, str]]) -> int:
    """Whoever was forgotten has no name in the row any more, and no number."""
    sealed = [{"key": key, "sealed": seal(nik, about=about(list_id, key)), "last4": nik[-4:]} for key, nik in some]
    rows = fetch(
        """
        insert into registry_rowidentity (row_id, list_id, organisation_id, sealed, last4, at)
        select r.id, r.list_id, %(organisation)s, n.sealed, n.last4, %(now)s
        from jsonb_to_recordset(%(numbers)s::jsonb) n (key text, sealed text, last4 text)
        join registry_listrow r on r.list_id = %(list)s and r.key = n.key and r.name <> '' and r.gone_at is null
        returning 1
        """,
        {"organisation": organisation_id, "now": now(), "numbers": json.dumps(sealed), "list": list_id},
    )
    return len(rows)


def _end(list_id: int) -> None:
    LegalBasis.objects.filter(list_id=list_id, ended_at=None).update(ended_at=now())
