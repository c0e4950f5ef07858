"""`sekoci officer organisation|add|remove|list|agreement`: who brings lists, who holds an office there."""

import argparse
import sys
from datetime import date

HELP = "organisations and their officers: found, appoint, dismiss, list, note an agreement"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("organisation", "add", "remove", "list", "agreement"))
    parser.add_argument(
        "about", nargs="?", default="", help="the organisation's name, the officer's phone, the agreement's paper"
    )
    parser.add_argument(
        "--kind", default="local", help="ministry, local, marketplace, ride_hailing, payment, bank, association, other"
    )
    parser.add_argument("--organisation", default="", help="the organisation's address, as `list` shows it")
    parser.add_argument("--role", default="officer", choices=("officer", "partner"))
    parser.add_argument("--areas", default="", help="codes with commas between, 33.72,33.11; `all` is the whole country")
    parser.add_argument("--name", default="", help="the officer's name")
    parser.add_argument("--until", type=date.fromisoformat, help="of an agreement: its last day, 2027-12-31")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import Refusal

    try:
        return _run(options)
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    from sekoci.exchange.actions import note_agreement
    from sekoci.kit.clock import day_in
    from sekoci.kit.phone import parse_phone
    from sekoci.registry.actions import appoint_officer, dismiss_officer, found_organisation
    from sekoci.registry.queries import officers_of, organisations

    if options.what == "organisation":
        print(found_organisation(options.about, kind=options.kind))
    elif options.what == "list":
        for each in organisations():
            print(f"{each.slug:32}  {each.kind:12}  {each.name}")
            for officer in officers_of(each.id):
                areas = ", ".join(code or "all" for code in officer.areas)
                print(f"    {officer.phone:18}  {officer.role:8}  {officer.name}  {areas}")
    elif options.what == "agreement":
        note_agreement(options.organisation, paper=options.about, since=day_in("Asia/Jakarta"), until=options.until)
        print("Done. From today on its keys read the grade of the businesses on its own lists.")
    elif options.what == "add":
        codes = ["" if code == "all" else code for code in options.areas.split(",") if code]
        appoint_officer(options.organisation, phone=options.about, role=options.role, areas=codes, name=options.name)
        print("Done. They log in with a code as everybody does, and open /petugas.")
    else:
        phone = parse_phone(options.about)
        held = [each for org in organisations() if org.slug == options.organisation for each in officers_of(org.id)]
        found = [each.person_id for each in held if each.phone == phone]
        ended = bool(found) and dismiss_officer(options.organisation, person_id=found[0])
        print("Done." if ended else "They hold no office there.")
    return 0
