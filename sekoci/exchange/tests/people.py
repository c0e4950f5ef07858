"""A dinas and a partner, what they hold, and their programs' calls."""

from django.core.files.uploadedfile import SimpleUploadedFile

from sekoci.accounts.models import Person
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import enrol_outlets, mark_stage, note_consent
from sekoci.programs.tests.people import running
from sekoci.registry.actions import make_office_key
from sekoci.registry.queries.officers import within_reach
from sekoci.webhooks.actions import OfOrganisation, connect_target

UNIT, ELEMENT, ORDERS = "ImspTQPwCqd", "f7n9E0hX8qk", "Ix2HsbDMLea"
ROW = """
    insert into registry_listrow (list_id, organisation_id, key, first_edition_id, edition_id, as_of, name, owner, phone, street,
        area_code, area_score, nib, kbli, kind, sex, name_key, owner_key, street_key, facts, said, outlet_id)
    select %s, %s, 'GF-' || id, gen_random_uuid(), gen_random_uuid(), '2026-10-01', name, '', '', '', area_code, 1, '', '', '',
        '', '', '', '', '{}', '{}', id from registry_outlet where id = %s
"""


def today():
    return clock.day_in("Asia/Jakarta")


def person(reach):
    return Person.objects.get(id=reach.person_id)


def listed_by(reach, *outlets, name="Mitra"):
    """A list of an organisation with a row for each outlet; its id."""
    with across_businesses():
        [(list_id,)] = fetch(
            "insert into registry_partnerlist (organisation_id, name, columns, legal_basis, is_own, created_at)"
            " values (%s, %s, '{}', '', false, now()) returning id",
            (reach.organisation_id, name),
        )
        for number in outlets:
            fetch(ROW, (list_id, reach.organisation_id, number))
    return list_id


def calling(client, reach, **more):
    with within_reach(reach):
        key = make_office_key(reach, label="Program", **more).key

    def call(address, **asked):
        return client.get(f"/api/v1/office{address}", asked, headers={"Authorization": f"Bearer {key}"})

    return call


def in_program(owner, *outlets, **more):
    program = running(owner, **more)
    with within_reach(owner):
        enrol_outlets(program.slug, list(outlets), reach=owner)
    with across_businesses():
        ids = dict(fetch("select outlet_id, id from programs_enrolment where program_id = %s", (program.id,)))
    return program, [ids[each] for each in outlets]


def visited(enrolment, reach):
    mark_stage(enrolment, "contacted", holds=True, on_day=today(), evidence="Dikunjungi di warungnya", reach=reach)


def agreed(enrolment, reach):
    """Its owner agreed on paper, and an officer wrote it down."""
    assert note_consent(enrolment, "paper", language="id", reach=reach)


def listening(reach):
    """A target of an organisation's."""
    url = f"https://{reach.organisation}.example.com/x"
    return connect_target(OfOrganisation(reach.organisation_id), url=url, kinds=["program.stage"])


def upload(client, reach, text):
    sent = {"aksi": "wilayah", "file": SimpleUploadedFile("unit.csv", text.encode())}
    return client.post(f"/petugas/{reach.organisation}/dhis2", sent)
