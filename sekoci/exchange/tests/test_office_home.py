"""An office's home page: every part says how it stands, and all are asked at once."""

import pytest

from sekoci.exchange.tests.people import listed_by, listening, person
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.programs.tests.people import outlet
from sekoci.registry.actions import make_office_key
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.tests.linked import linked

pytestmark = pytest.mark.django_db


def test_every_part_says_how_it_stands_in_ten_statements_whoever_looks(client, dinas, gofood):
    for reach in (dinas, gofood):
        listed_by(reach, outlet(f"Warung {reach.organisation}"), name="Daftar")
        with within_reach(reach):
            make_office_key(reach, label="Program")
        listening(reach)
        with across_businesses():
            fetch("insert into exchange_dhis2name (organisation_id, kind, ours, uid) values (%s, 'unit', '33', 'ImspTQPwCqd'),"
                  " (%s, 'element', 'x', 'f7n9E0hX8qk')", (reach.organisation_id,) * 2)  # fmt: skip
    linked()
    for reach in (dinas, gofood):
        client.force_login(person(reach))
        client.get(f"/petugas/{reach.organisation}")
        with counted() as statements:
            page = client.get(f"/petugas/{reach.organisation}").content.decode()
        assert len(statements) <= 10
        said = ["1 daftar", "1 kunci", "1 wilayah punya UID", *(["Selesai"] if reach.role == "officer" else [])]
        assert [words for words in said if words not in page] == [], reach.organisation
        assert "Kabar tahap usaha" not in page
