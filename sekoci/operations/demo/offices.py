"""The officers of the demo: a dinas of a city with four partners, their lists linked, and one of a province; a programme each.

Invented, and said so in every name. Each part is there whole or not at all; a second time changes nothing.
"""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from sekoci.indicators.actions import count_stocks
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.demo.partner_lists import InventedList, invented_lists
from sekoci.operations.demo.people import owner_phone
from sekoci.programs.actions import (
    ProgramDraft,
    SupportDraft,
    TargetDraft,
    enrol_matching,
    enrol_outlets,
    follow_program,
    make_program,
    open_program,
    plan_support,
)
from sekoci.programs.queries import program_for, programs_of
from sekoci.registry.actions import (
    LinkRunning,
    appoint_officer,
    begin_list,
    found_organisation,
    link_now,
    outlet_of_shop,
    read_edition,
    store_edition,
    take_file,
    write_edition,
)
from sekoci.registry.queries import office_of, organisations
from sekoci.registry.rules import Reach

OFFICER, PARTNER = owner_phone(91), owner_phone(92)
"""The officer of both dinas, and the marketplace's partner: +62 812-0000-0091 and +62 812-0000-0092."""
CITY, PROVINCE = "33.72", "33"
PROVINCE_OFFICE = "Dinas UMKM Jawa Tengah (rekaan)"
AGO = timedelta(days=8)
"""Since when the programmes run: the shops of the demo are a few days older."""
PREPARED = timedelta(days=30)
"""So long they were prepared before the first business came in."""
PATIENCE = 120
"""Seconds to wait for a worker that links the same lists."""


@dataclass(frozen=True)
class Offices:
    """What was made now, and in how many seconds: organisations and programmes; 0: they were there."""

    organisations: int
    programs: int
    seconds: float


def load_offices() -> Offices:
    """The organisations with their officers and lists, linked; then the programmes with who is in them."""
    started, now = time.monotonic(), clock.now()
    known = {each.name for each in organisations()}
    made = 0
    began = now - AGO
    lists = invented_lists(today=(began - timedelta(days=2)).date())
    for each in lists:
        if each.organisation not in known:
            with clock.frozen(began), transaction.atomic():
                _bring(each)
            made += 1
    if PROVINCE_OFFICE not in known:
        found_organisation(PROVINCE_OFFICE, kind="local")
        made += 1
    if made:
        _link()
        count_stocks()  # who suits a programme is read from how outlets stand
    offices = [_office(lists[0].organisation, CITY), _office(PROVINCE_OFFICE, PROVINCE)]
    programs = sum(_run(reach, began) for reach in offices)
    return Offices(made, programs, round(time.monotonic() - started, 1))


def _bring(each: InventedList) -> None:
    """One organisation with its list, as a person would bring it."""
    slug = found_organisation(each.organisation, kind=each.kind)
    if each.kind == "marketplace":
        appoint_officer(slug, phone=PARTNER, role="partner", areas=[], name="Mitra Contoh")
    [number] = [known.id for known in organisations() if known.slug == slug]
    listed = begin_list(number, name=each.name, area_code=CITY)
    edition = take_file(listed, organisation_id=number, chunks=[each.content], file_name=each.file_name, as_of=clock.now().date())
    read_edition(edition)
    store_edition(edition, organisation_id=number)
    write_edition(edition)


def _link() -> None:
    """With a worker beside us, the one that came first links, and the other waits."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            link_now(whole=True)
        except LinkRunning:
            if time.monotonic() > until:
                raise
            time.sleep(1)
        else:
            return


def _office(name: str, area: str) -> Reach:
    [slug] = [each.slug for each in organisations() if each.name == name]
    reach = office_of(appoint_officer(slug, phone=OFFICER, role="officer", areas=[area], name="Petugas Contoh"), slug)
    assert reach is not None
    return reach


@transaction.atomic
def _run(reach: Reach, began: datetime) -> bool:
    """The programme of this office, where it has none; whether it was made."""
    if programs_of(reach):
        return False
    with clock.frozen(began):
        draft = _of_city(began.date()) if reach.areas == (CITY,) else _of_province(began.date())
        slug = make_program(draft, reach=reach)
        open_program(slug, reach=reach)
        enrol_outlets(slug, _shops(reach.areas[0]), reach=reach, cohort="Toko contoh")
        if reach.areas == (CITY,):
            enrol_matching(slug, reach=reach, cohort="Angkatan 1")
        _help(slug, reach, began.date())
    known = program_for(slug, reach)
    assert known is not None
    follow_program(known.id)
    return True


def _of_city(begins: date) -> ProgramDraft:
    ends, begins = begins + timedelta(days=365), begins - PREPARED
    return ProgramDraft(
        name="Bangkit Bersama Solo (rekaan)",
        about="Membantu warung dan usaha kecil di Solo berjualan daring sampai rutin laku.",
        joining="Daftar dari toko Anda, atau datang ke kantor kelurahan tiap Rabu pagi.",
        begins_on=begins, ends_on=ends, areas=(CITY,), places=180, budget=120_000_000, template="city",
        support=(
            SupportDraft("visit", "Kunjungan pahlawan lokal", 50_000), SupportDraft("training", "Kelas foto produk", 150_000),
            SupportDraft("voucher", "Voucher kemasan", 250_000),
        ),
        targets=(
            TargetDraft("", "", ends, 230, "digital"),
            TargetDraft("first_order", "", ends, 120), TargetDraft("trained", "", ends, 90), TargetDraft("regular", "", ends, 40),
        ),
    )  # fmt: skip


def _of_province(begins: date) -> ProgramDraft:
    ends, begins = begins + timedelta(days=180), begins - PREPARED
    return ProgramDraft(
        name="Jawa Tengah Laku Daring (rekaan)",
        about="Toko-toko di Jawa Tengah yang sudah tampil di Sekoci, sampai laku lewat beberapa jalan.",
        begins_on=begins, ends_on=ends, areas=(PROVINCE,), template="province",
        support=(SupportDraft("visit", "Kunjungan", 75_000),), targets=(TargetDraft("regular", "", ends, 20),),
    )  # fmt: skip


def _shops(area: str) -> list[int]:
    """The outlets of the demo's shops inside an area."""
    with across_businesses():
        shops = fetch("select id from registry_business where is_demo and area_id like %s order by id", (f"{area}%",))
    return [outlet_of_shop(number) for (number,) in shops]


def _help(slug: str, reach: Reach, day: date) -> None:
    """Some were visited, some trained."""
    known = program_for(slug, reach)
    assert known is not None
    dice = Random(slug)  # noqa: S311  invented, not secret
    with across_businesses():
        rows = fetch(
            "select id from programs_enrolment where program_id = %s and state = 'chosen' order by score desc, id limit 40",
            (known.id,),
        )
    for number, (enrolment_id,) in enumerate(rows):
        for kind in known.offered:
            if kind.what != "voucher" and dice.random() < 0.6:
                is_given = dice.random() < 0.8
                plan_support(enrolment_id, kind.id, on_day=day, key=f"demo:{number}:{kind.id}", reach=reach, given=is_given)
