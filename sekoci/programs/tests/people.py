"""A dinas in Solo with a programme, outlets of its lists, and Melati's shop among them."""

import json
import re
from datetime import date

from sekoci.indicators.actions import count_stocks
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import ProgramDraft, SupportDraft, TargetDraft, make_program, open_program
from sekoci.programs.queries import program_for
from sekoci.programs.queries.eligible import adding
from sekoci.registry.actions import appoint_officer, found_organisation, outlet_of_shop
from sekoci.registry.queries import office_of

OFFICER, PARTNER, FAR = "0812-7100-0001", "0812-7100-0002", "0812-7100-0003"


def office(name, kind, phone, areas, role="officer"):
    """An organisation's office; the organisation is founded."""
    slug = found_organisation(name, kind=kind)
    return office_of(appoint_officer(slug, phone=phone, role=role, areas=areas, name=f"Petugas {name}"), slug)


def without_links(answer):
    """What a page says, whatever its numbers lead to."""
    return re.sub(r"</?a\b[^>]*>", "", answer.content.decode())


def draft(**more):
    return ProgramDraft(
        **{
            "name": "Bangkit Bersama Solo",
            "about": "Membantu usaha kecil di Solo berjualan daring.",
            "begins_on": date(2026, 9, 1),
            "ends_on": date(2027, 8, 31),
            "areas": ("33.72",),
            "support": (SupportDraft("visit", "Kunjungan pahlawan", 50_000), SupportDraft("voucher", "Voucher kemasan", 250_000)),
            "targets": (TargetDraft("onboarded", "", date(2027, 8, 31), min(10, more.get("places") or 10)),),
        }
        | more
    )


def running(reach, **more):
    """An open programme of this officer's organisation."""
    slug = make_program(draft(**more), reach=reach)
    open_program(slug, reach=reach)
    return program_for(slug, reach)


def outlet(name="Warung Barokah", area="33.72.01", phone="", kind="", sex="", **facts):
    """An outlet with one row of a list that says `facts` of it."""
    with across_businesses():
        [(number,)] = fetch(
            """
            with outlet as (
                insert into registry_outlet (name, owner, phone, street, area_code, nib, kbli, kind, sex, rows, lists, golden,
                    created_at, changed_at)
                values (%(name)s, '', %(phone)s, '', %(area)s, '', '', %(kind)s, %(sex)s, 1, 1, '{}', now(), now()) returning id
            ), organisation as (
                insert into registry_organisation (slug, name, kind, created_at)
                values (gen_random_uuid()::text, 'Lokapasar', 'marketplace', now()) returning id
            ), list as (
                insert into registry_partnerlist (organisation_id, name, columns, legal_basis, is_own, created_at)
                select id, 'Daftar', '{}', '', false, now() from organisation returning id, organisation_id
            ), row as (
                insert into registry_listrow (list_id, organisation_id, key, first_edition_id, edition_id, as_of, name, owner,
                    phone, street, area_code, area_score, nib, kbli, kind, sex, name_key, owner_key, street_key, facts, said,
                    outlet_id)
                select list.id, list.organisation_id, 'a', gen_random_uuid(), gen_random_uuid(), '2026-10-01', %(name)s, '',
                    %(phone)s, '', %(area)s, 1, '', '', %(kind)s, %(sex)s, '', '', '', %(facts)s::jsonb, '{}', outlet.id
                from list, outlet
            )
            select id from outlet
            """,
            {"name": name, "phone": phone, "area": area, "kind": kind, "sex": sex, "facts": _json(facts)},
        )
    count_stocks(whole=True)
    return number


def outlet_of(shop):
    number = outlet_of_shop(shop.id)
    count_stocks(whole=True)
    return number


def reached(program):
    """name -> stages, of everybody in the programme."""
    with across_businesses():
        return dict(
            fetch(
                "select o.name, e.reached from programs_enrolment e join registry_outlet o on o.id = e.outlet_id"
                " where e.program_id = %s",
                (program.id,),
            )
        )


def _json(facts):
    return json.dumps(facts)


def drawn(parent):
    """A map of an area, with its first part alone."""
    fetch(
        "insert into registry_areashape (parent, code, width, height, path, is_given) values (%s, %s, 10, 10, 'M0 0h9v9z', true)",
        (parent, f"{parent}.01"),
    )


def given_maps():
    """A map for each place where a test looks, so that none is drawn, whatever areas an earlier test has loaded."""
    fetch(
        "insert into registry_areashape (parent, code, width, height, path, is_given)"
        " select parent, code, 10, 10, 'M0 0h9v9z', true from (values ('', '33'), ('33', '33.72'), ('33.72', '33.72.01'))"
        " as given (parent, code) on conflict do nothing"
    )


def suiting(asked, *, limit):
    """Of what *Tambah usaha* asks: how many suit and the first of them."""
    return adding(asked, first=limit, places=None, called=None, shown=0).suits
