"""Every address of an office's programmes, asked by everybody who is not the office; and the form's rows and templates."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs import urls
from sekoci.programs.actions import enrol_matching, plan_support
from sekoci.programs.queries import program_for
from sekoci.programs.rules import TEMPLATES
from sekoci.programs.tests.people import FAR, OFFICER, PARTNER, office, outlet, running
from sekoci.programs.tests.test_pages import at, logged_in, text_of
from sekoci.programs.views.running import OF_MANY

pytestmark = pytest.mark.django_db
ROUTES = [each for each in urls.urlpatterns if str(each.pattern).startswith(urls.OFFICERS)]
OWNERS_ALONE = ("change", "open", "close", "add_people", "choose", "decide", "mark", "referrals", "set_cohort", "date_cohorts")
"""What the officers of a partner may not, though they see the businesses inside their areas."""


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def addresses(reach, program, enrolment_id, support_id):
    parts = {
        "organisation": reach.organisation, "program": program.slug, "enrolment_id": enrolment_id, "support_id": support_id,
    }  # fmt: skip
    for route in ROUTES:
        asked = {name: parts.get(name, new_id()) for name in route.pattern.converters}
        yield route.name, reverse(f"programs:{route.name}", kwargs=asked)


def state_of(program):
    """Everything that somebody could have changed."""
    with across_businesses():
        return fetch(
            "select p.state, p.name, (select count(*) from programs_enrolmentstep), (select count(*) from programs_mark),"
            " (select count(*) || max(state) from programs_support), (select count(*) from programs_referral),"
            " (select count(*) from programs_consent) from programs_program p where p.id = %s",
            (program.id,),
        )


def test_nobody_else_reads_a_name_or_changes_anything(dinas, shop, owner):
    partner = office("GoFood", "ride_hailing", PARTNER, ["33.72"], role="partner")
    far = office("Dinas Makassar", "local", FAR, ["73"])
    program = running(dinas, partners=(partner.organisation_id,))
    outlet("Warung Zarahasia", phone="+6281299990055")
    enrol_matching(program.slug, reach=dinas)
    with across_businesses():
        [(one,)] = fetch("select id from programs_enrolment")
    support = plan_support(one, program.offered[0].id, on_day=program.begins_on, key="a", reach=dinas, given=False)
    askers = {
        "nobody": (Client(), dinas),
        "owner": (logged_in(Client(), owner.phone), dinas),
        "partner": (logged_in(Client(), partner_phone(PARTNER)), partner),
        "partner there": (logged_in(Client(), partner_phone(PARTNER)), dinas),
        "far": (logged_in(Client(), partner_phone(FAR)), far),
        "far there": (logged_in(Client(), partner_phone(FAR)), dinas),
    }
    before, seen = state_of(program), 0
    sent = {"keputusan": "refused", "alasan": "Bukan untuk Anda", "stage": "trained", "holds": "ya", "on_day": "2026-10-01",
            "evidence": "Kami lihat sendiri di sana", "banyak": "1", "cara": "paper", "nama": "Orang", "hp": "0812-7777-1234",
            "nama_angkatan": "Kami", "keadaan": "cancelled"}  # fmt: skip
    for who, (client, reach) in askers.items():
        for name, address in addresses(reach, program, one, support):
            for answer in (client.get(address), client.get(address + "?berkas=csv"), client.post(address, sent)):
                assert answer.status_code < 500, (who, name)
                told = text_of(answer) if not answer.streaming else ""
                assert "Zarahasia" not in told, (who, name)
                assert "81299990055" not in told, (who, name)
                seen += answer.status_code in (302, 403, 404, 405)
    assert state_of(program) == before
    assert seen > 4 * len(ROUTES)


def as_sent(form):
    """The form as a browser sends it untouched: empty fields too, boxes that are not ticked not."""
    values = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in values.items() if value or name not in (*OF_MANY, "unknown_too")}
    return {name: "" if value is None else value for name, value in shown.items()}


def partner_phone(number):
    return "+62" + number.replace("-", "")[1:]


def test_a_partners_officer_helps_inside_their_areas_and_runs_nothing(client, dinas):
    bank = office("Bank", "bank", PARTNER, ["33.72.01"])
    program = running(dinas, partners=(bank.organisation_id,))
    outlet("Warung Dalam")
    outlet("Warung Luar", area="33.72")
    enrol_matching(program.slug, reach=dinas)
    with across_businesses():
        ids = dict(fetch("select o.name, e.id from programs_enrolment e join registry_outlet o on o.id = e.outlet_id"))
    logged_in(client, partner_phone(PARTNER))
    before, sent = state_of(program), {"banyak": "1", "keputusan": "refused", "alasan": "Bukan untuk Anda"}
    for name, address in addresses(bank, program, ids["Warung Dalam"], new_id()):
        if name in OWNERS_ALONE:
            assert client.post(address, sent).status_code == 403, name
    assert state_of(program) == before
    assert client.get(at("person", bank, program.slug, ids["Warung Dalam"])).status_code == 200
    assert client.get(at("person", bank, program.slug, ids["Warung Luar"])).status_code == 404
    sent = {"cara": "paper"}
    assert client.post(at("consent", bank, program.slug, ids["Warung Luar"]), sent).status_code == 404
    assert state_of(program) == before


@pytest.mark.parametrize("code", TEMPLATES)
def test_what_a_template_fills_can_be_kept_as_it_is_but_for_its_name(client, few_areas, code):
    ministry = office("Kementerian", "ministry", OFFICER, ["33.72"])
    logged_in(client, partner_phone(OFFICER))
    address = at("add", ministry) + f"?dari={code}"
    form = client.get(address).context["form"]
    answer = client.post(address, as_sent(form) | {"name": f"Program {code}"})
    assert answer.status_code == 302, answer.context["form"].errors
    made = program_for(f"program-{code}", ministry)
    template = TEMPLATES[code]
    assert (made.stages, [each.what for each in made.offered]) == (template.stages, list(template.support))
    assert sorted((each.aim, each.wanted) for each in made.targets) == sorted(each[:2] for each in template.targets)
    assert all(made.begins_on < each.by_day <= made.ends_on for each in made.targets)
    assert (made.places, made.budget, made.eligibility.scales) == (template.places, template.budget, template.eligibility.scales)
    assert made.about
    assert made.joining


def test_more_rows_keep_what_was_written_and_take_several_of_a_kind_and_many_targets(client, dinas):
    program = running(dinas)
    logged_in(client, partner_phone(OFFICER))
    address = at("change", dinas, program.slug)
    form = client.get(address).context["form"]
    sent = as_sent(form) | {"name": "Belum disimpan"}
    for _twice in range(2):
        more = client.post(address, sent | {"tambah_baris": "target"}).context["form"]
        sent = as_sent(more)
    assert more["name"].value() == "Belum disimpan"
    assert more.rows[1] >= form.rows[1] + 4
    assert program_for(program.slug, dinas).name == program.name
    for at_row in range(5):
        sent |= {
            f"target_stage_{at_row}": "regular", f"target_wanted_{at_row}": 10 + at_row, f"target_area_{at_row}": "",
            f"target_day_{at_row}": str(program.ends_on - timedelta(days=at_row)),
            f"support_what_{at_row}": "training", f"support_name_{at_row}": f"Pelatihan {at_row}",
            f"support_cost_{at_row}": "5000",
        }  # fmt: skip
    assert client.post(address, sent | {"support_name_1": "Pelatihan 0"}).status_code == 422
    client.post(address, sent)
    changed = program_for(program.slug, dinas)
    assert [each.name for each in changed.offered] == [f"Pelatihan {number}" for number in range(5)]
    assert len(changed.targets) == 5
    assert changed.name == "Belum disimpan"
