"""An office, a list and a file of it, for tests."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions import appoint_officer, begin_list, found_organisation, store_edition, take_file
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.models import ListEdition, PartnerList
from sekoci.registry.queries import offices_of
from sekoci.registry.rules import Reach

DAY = date(2026, 11, 1)
NEXT_DAY = date(2026, 11, 8)


def an_office(name: str = "GoFood", phone: str = "0812-7100-0001", role: str = "partner", areas: Iterable[str] = ()) -> Reach:
    slug = found_organisation(name, kind="ride_hailing")
    person = appoint_officer(slug, phone=phone, role=role, areas=list(areas))
    return next(office for office in offices_of(person) if office.organisation == slug)


def a_list(office: Reach, name: str = "Mitra Solo", area_code: str = "") -> int:
    return begin_list(office.organisation_id, name=name, area_code=area_code, by=office.person_id)


def taken(list_id: int, content: bytes | str, *, as_of: date = DAY, name: str = "daftar.csv") -> UUID:
    """Taken, and waiting to be read."""
    organisation = PartnerList.objects.get(id=list_id).organisation_id
    raw = content.encode() if isinstance(content, str) else content
    return take_file(list_id, organisation_id=organisation, chunks=[raw], file_name=name, as_of=as_of)


def a_file(list_id: int, content: bytes | str, *, as_of: date = DAY, name: str = "daftar.csv") -> UUID:
    """Taken and read."""
    edition = taken(list_id, content, as_of=as_of, name=name)
    read_edition(edition)
    return edition


def stored(list_id: int, content: bytes | str, *, as_of: date = DAY, accept_loss: bool = False) -> ListEdition:
    """Taken, read and stored."""
    edition = a_file(list_id, content, as_of=as_of)
    organisation = PartnerList.objects.get(id=list_id).organisation_id
    store_edition(edition, organisation_id=organisation, accept_loss=accept_loss)
    write_edition(edition)
    return the_edition(edition)


def the_edition(edition: UUID) -> ListEdition:
    return ListEdition.objects.get(id=edition)


def rows_of(list_id: int, *columns: str) -> list[tuple[object, ...]]:
    with across_businesses():
        return fetch(
            f"select {', '.join(columns)} from registry_listrow where list_id = %s order by name, id",  # noqa: S608  ours
            (list_id,),
        )
