"""Owners find programmes, join with their consent, are chosen, helped once, and leave; the public page points to nobody."""

from html import unescape

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.programs.actions import (
    NotForThisBusiness,
    ProgramFull,
    SameVoucher,
    apply_to,
    choose_best,
    decide,
    enrol_matching,
    move_support,
    plan_support,
    withdraw_from,
)
from sekoci.programs.queries import my_program, my_programs, my_support
from sekoci.programs.queries.outside import outside
from sekoci.programs.rules import EVERYBODY, Eligibility
from sekoci.programs.tests.people import OFFICER, PARTNER, office, outlet, reached, running
from tests.people import shop_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def enrolments(program):
    with across_businesses():
        return dict(
            fetch("select coalesce(shop_id, -outlet_id), id from programs_enrolment where program_id = %s", (program.id,))
        )


def text_of(answer):
    return unescape(answer.content.decode())


def test_an_owner_reads_agrees_is_chosen_and_leaves_and_all_of_it_stays_written(client, dinas, shop, owner, other_shop):
    program = running(dinas)
    assert [each.name for each in my_programs(shop.id)] == [program.name]
    assert my_programs(other_shop.id) == []
    client.force_login(owner.person)
    page = reverse("programs:mine", args=[shop.slug, program.slug])
    assert program.name in text_of(client.get(reverse("programs:all_mine", args=[shop.slug])))
    assert client.post(page, {}).status_code == 422
    for _twice in range(2):
        client.post(page, {"setuju": "ya"})
    assert my_program(shop.id, program.slug).mine == "applied"
    assert choose_best(program.slug, 5, reach=dinas, cohort="Angkatan 1") == (1, 0)
    deliver_all()
    assert reached(program) == {"Keripik Melati": ["contacted", "onboarded"]}
    with counted() as statements:
        told = text_of(client.get(page))
    assert len(statements) <= 10, statements
    assert "Nilai 1, urutan 1 dari 1." in told
    assert "Punya toko daring" in told
    client.post(reverse("programs:leave", args=[shop.slug, program.slug]))
    assert not withdraw_from(shop.id, program.slug, person_id=owner.id)
    with in_business(shop.id):
        assert [state for (state,) in fetch("select state from programs_enrolmentstep order by id")] == [
            "applied",
            "chosen",
            "withdrawn",
        ]
        [(wording, withdrawn)] = fetch("select wording, withdrawn_at is not null from programs_consent")
    assert ("Bangkit Bersama Solo" in wording, withdrawn) == (True, True)
    assert apply_to(shop.id, program.slug, person_id=owner.id, language="id") == "applied"


def test_whom_it_is_not_for_cannot_join_and_an_owner_sees_and_changes_no_other_enrolment(dinas, shop, owner, other_shop):
    running(dinas, name="Khusus", eligibility=Eligibility(digital="no"))
    with pytest.raises(NotForThisBusiness):
        apply_to(shop.id, "khusus", person_id=owner.id, language="id")
    assert enrolments(running(dinas, name="Lain")) == {}
    national = office("Kementerian", "ministry", PARTNER, [""])
    program = running(national, name="Semua", areas=("",))
    for each in (shop, other_shop):
        apply_to(each.id, program.slug, person_id=owner.id, language="id")
    with in_business(shop.id):
        for table, many in (("enrolment", 1), ("enrolmentstep", 1), ("consent", 1), ("stageevent", 0), ("support", 0)):
            assert fetch(f"select count(*) from programs_{table}") == [(many,)], table  # noqa: S608  ours
    theirs = enrolments(program)[other_shop.id]
    with pytest.raises(DatabaseError), transaction.atomic(), in_business(shop.id), connection.cursor() as cursor:
        cursor.execute(
            "insert into programs_enrolmentstep (enrolment_id, state, reason, by, at) values (%s, 'chosen', '', 'x', now())",
            (theirs,),
        )


def test_best_scores_are_chosen_first_as_far_as_there_is_room(dinas, shop, owner):
    program = running(dinas, places=1)
    second = shop_for(owner, name="Toko Kedua", sells="Teh", area_code=shop.area_code)
    for each in (shop, second):
        apply_to(each.id, program.slug, person_id=owner.id, language="id")
    with across_businesses():
        fetch("update programs_enrolment set score = 9 where shop_id = %s", (second.id,))
    assert choose_best(program.slug, 5, reach=dinas) == (1, 1)
    assert [my_program(each.id, program.slug).mine for each in (shop, second)] == ["waiting", "chosen"]
    mine = enrolments(program)[shop.id]
    with pytest.raises(ProgramFull):
        decide(program.slug, [mine], "chosen", reason="Sangat perlu dibantu", reach=dinas)
    assert decide(program.slug, [mine], "refused", reason="Tempat sudah penuh, ikut tahun depan", reach=dinas) == 1
    assert decide(program.slug, [mine], "refused", reason="Tempat sudah penuh, ikut tahun depan", reach=dinas) == 0
    assert decide(program.slug, [mine], "refused", reason="Tempat sudah penuh", reach=dinas) == 1
    assert my_program(shop.id, program.slug).reason == "Tempat sudah penuh"


def test_an_owner_gets_the_same_voucher_once_whichever_partner_gives_it(dinas, shop, owner):
    gojek = office("GoFood", "ride_hailing", PARTNER, ["33.72"])
    program = running(dinas, partners=(gojek.organisation_id,))
    outlet("Cabang Melati", phone=shop.phone)
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    choose_best(program.slug, 1, reach=dinas)
    enrol_matching(program.slug, reach=dinas)
    here, branch = (id_ for _, id_ in sorted(enrolments(program).items(), reverse=True))
    visit, voucher = (kind.id for kind in program.offered)
    on_day = program.begins_on
    first = plan_support(here, voucher, on_day=on_day, key="a", reach=gojek, given=False)
    assert plan_support(here, voucher, on_day=on_day, key="a", reach=gojek, given=False) == first
    with pytest.raises(SameVoucher) as same:
        plan_support(branch, voucher, on_day=on_day, key="b", reach=dinas, given=True)
    assert "nomor HP sama" in same.value.sentence("id")
    assert "GoFood" not in same.value.sentence("id")
    assert not move_support(first, "given", reach=dinas)
    assert move_support(first, "given", reach=gojek)
    assert [(each.name, each.state) for each in my_support(shop.id, my_program(shop.id, program.slug))] == [
        ("Voucher kemasan", "given")
    ]
    assert move_support(first, "cancelled", reach=gojek)
    plan_support(branch, voucher, on_day=on_day, key="b", reach=dinas, given=True)
    plan_support(here, visit, on_day=on_day, key="c", reach=dinas, given=True)
    assert "contacted" in reached(program)["Keripik Melati"]


def test_the_public_page_says_how_to_join_and_hides_small_numbers(client, dinas):
    program = running(dinas, joining="Datang ke balai kota.")
    page = reverse("programs:public", args=[program.slug])
    for number in range(4):
        outlet(f"Warung {number}", listing="https://contoh.id/x")
    enrol_matching(program.slug, reach=dinas)
    assert "Angka tampil setelah lima usaha ikut." in text_of(client.get(page))
    for number in range(4, 12):
        outlet(f"Warung {number}", listing="https://contoh.id/x" if number < 10 else "")
    enrol_matching(program.slug, reach=dinas)
    with counted() as statements:
        told = text_of(client.get(page))
    assert len(statements) <= 10, statements
    said = outside(program)
    everybody = said(12, "33.72", EVERYBODY)
    listed = min(everybody, said(10, "33.72", "listed"))
    assert 5 <= listed <= everybody <= 10
    assert f"<span>Usaha ikut</span><b>{everybody}</b>" in told, "of twelve: two more would be found by what is left"
    assert f'<b>{listed}</b></div><progress max="{everybody}" value="{listed}"' in told
    assert "Warung" not in told
    assert client.get(reverse("programs:public", args=["tidak-ada"])).status_code == 404
