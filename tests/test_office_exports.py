"""E42 for offices: every file that a page of `petugas/` gives, when what partners and officers typed looks like a formula.

Every page is asked for a file, so that a new one cannot be forgotten.
"""

import csv
import io

import pytest

from sekoci.accounts.models import Person
from sekoci.kit.clock import day_in
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import SupportDraft, enrol_outlets, plan_support
from sekoci.programs.tests.people import office, running
from sekoci.registry.actions.linking import link_waiting
from sekoci.registry.tests.linked import by_phone
from sekoci.registry.tests.listed import a_list, stored
from tests.addresses import fill, routes
from tests.test_exports import BEGINNINGS, FORMULA, read_back

pytestmark = pytest.mark.django_db
OFFICES = [route for route in routes() if route.startswith("petugas/<")]
FILES = {
    "angka", "daftar/<int:number>/<uuid:edition>/tidak-terpakai", "hitungan/unduh", "usaha/unduh",
    "program/<slug:program>", "program/<slug:program>/bantuan", "program/<slug:program>/hasil",
    "program/<slug:program>/usaha/ekspor",
}  # fmt: skip


@pytest.fixture
def evil(client, few_areas) -> dict[str, str]:
    """A dinas whose list, programme, help and cohorts are called like formulas; ids for its addresses."""
    dinas = office(f"={FORMULA}"[:40], "local", "0812-7300-0001", ["33.72"])
    lines = io.StringIO()
    out = csv.writer(lines)
    out.writerow(["nama", "pemilik", "hp", "alamat", "kecamatan"])
    for at, start in enumerate(BEGINNINGS):
        out.writerow([f"{start}{FORMULA}", f"{start}{FORMULA}", f"0857-2208-13{at:02}", f"{start}{FORMULA}", "Laweyan"])
        out.writerow(["", f"{start}{FORMULA}", f"0857-2208-14{at:02}", "", f"{start}Laweyan"])
    edition = stored(a_list(dinas, f"={FORMULA}"), lines.getvalue())
    link_waiting(by_phone)
    kinds = (SupportDraft("visit", f"+{FORMULA}"[:60], 5_000),)
    program = running(dinas, name=f"@{FORMULA}", support=kinds, targets=())
    with across_businesses():
        outlets = [number for (number,) in fetch("select id from registry_outlet order by id")]
    enrol_outlets(program.slug, outlets, reach=dinas, cohort=f"-{FORMULA}")
    with across_businesses():
        enrolments = [enrolment for (enrolment,) in fetch("select id from programs_enrolment order by id")]
        [(kind,)] = fetch("select id from programs_supportkind")
    day = day_in("Asia/Jakarta")
    for at, start in enumerate(BEGINNINGS):
        note = f"{start}{FORMULA}"
        plan_support(enrolments[at], kind, on_day=day, key=f"k{at}", reach=dinas, given=True, note=note)
    client.force_login(Person.objects.get(pk=dinas.person_id))
    return {
        "organisation": dinas.organisation, "program": program.slug, "number": str(edition.list_id), "edition": str(edition.pk),
        "int": "1", "uuid": str(edition.pk), "slug": "x", "str": "x",
    }  # fmt: skip


def answered(client, route: str, evil: dict[str, str], kind: str) -> bytes | None:
    """The file that a page gives; None where it gives none."""
    answer = client.get(fill(route, evil), {"berkas": kind})
    if "attachment" not in answer.headers.get("Content-Disposition", ""):
        return None
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_no_cell_of_any_offices_file_is_a_formula(client, evil):
    given, said = set(), set()
    for route in OFFICES:
        plain = answered(client, route, evil, "csv")
        if plain is None or plain[:1] == b"{":
            continue
        rows = list(csv.reader(io.StringIO(plain.decode("utf-8-sig"))))
        for cell in (cell for row in rows for cell in row):
            assert cell.lstrip(" ")[:1] not in ("=", "+", "@", "\t", "\r"), (route, cell)
            assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit(), (route, cell)
        sheet = answered(client, route, evil, "xlsx")
        assert sheet, route
        cells, texts = read_back(sheet)
        assert len(cells) == len(rows), route
        given.add(route.split("/", 2)[2])
        said |= texts
    assert given >= FILES, FILES - given
    assert any(text.lstrip("'").startswith("=HYPERLINK") for text in said), "what people wrote is in them"
