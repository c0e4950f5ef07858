"""`sekoci restore FROM`: built beside what is there, verified, and only then swapped in; what was there is kept aside."""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sekoci.operations.home import Home, Trouble, home

HELP = "restore a backup, beside what is there, and swap it in once `verify` is clean"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", nargs="?", default="latest", help="its name, or `latest` (the default)")
    parser.add_argument(
        "--from", dest="store", metavar="WHERE", help="a folder or s3://bucket/prefix; without it SEKOCI_BACKUP_TO"
    )
    parser.add_argument(
        "--to-time", metavar="TIME", help="as it was at 2026-11-21T14:05 (WIB unless it says its zone), or `latest`"
    )
    parser.add_argument("--replace", action="store_true", help="put what is there aside, after asking")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--undo", action="store_true", help="swap what the last restore put aside in again")
    parser.add_argument("--while-serving", action="store_true", help=argparse.SUPPRESS)  # for `up`, asked for on a page
    parser.add_argument("--forget", action="store_true", help="drop what restores put aside, after asking")


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.database import open_owner
    from sekoci.operations.up import only_one

    here = home()
    if options.while_serving:
        return _while_serving(here, options)
    with only_one(here), open_owner(here) as owner:
        if options.undo:
            return _undo(here, owner, options)
        if options.forget:
            return _forget(here, owner, yes=options.yes)
        return _restore(here, owner, options)


def _while_serving(here: Home, options: argparse.Namespace) -> int:
    """The same for `up`, which serves meanwhile; how it went is noted, because nobody sits at a terminal."""
    from sekoci.operations.backup import record
    from sekoci.operations.database import open_owner
    from sekoci.operations.leash import end_with_parent

    end_with_parent()
    name = "" if options.undo else options.backup
    try:
        with here.locked("backup"), open_owner(here) as owner:
            done = _undo(here, owner, options) if options.undo else _restore(here, owner, options)
    except Exception as error:
        record.note(here, "restore", ok=False, name=name, reason=str(error)[:300])
        raise
    record.note(here, "restore", ok=True, name=name)
    return done


def _restore(here: Home, owner: str, options: argparse.Namespace) -> int:
    from sekoci.operations.backup.making import DUMP, backups_in
    from sekoci.operations.backup.past import base_for, past_of
    from sekoci.operations.backup.plan import plan_for
    from sekoci.operations.backup.restoring import (
        at_database,
        erase_apart,
        erasures_of,
        fetch_backup,
        holds_something,
        key_in,
        rebuilt,
        restore_files,
        swap_in,
    )
    from sekoci.operations.backup.wishes import wait_until_alone

    plan = plan_for(here, to=options.store)
    full = holds_something(owner)
    if full and not options.replace:
        raise Trouble("There are people or shops in the database: add --replace to put them aside.")
    names = backups_in(plan.store)
    if not names:
        raise Trouble(f"There is no backup in {plan.store}.")
    at = _moment(options.to_time) if options.to_time else None
    name = names[-1] if options.backup == "latest" else options.backup
    if full:
        _ask(f"Put the database that is there aside and restore {name}?", yes=options.yes)
    stamp = _stamp()
    with tempfile.TemporaryDirectory(prefix="restore-", dir=here.folder) as spool:
        if options.to_time:
            name = base_for(plan.store, at, plan.passphrase, Path(spool))
        fetched = fetch_backup(plan.store, name, plan.passphrase, Path(spool))
        print(f"{name}: every byte is as it was saved. Building it beside what is there ...", flush=True)
        dumped, tables = fetched.open(DUMP), fetched.manifest.tables
        if options.to_time:
            past = past_of(fetched, plan.store, owner, at, Path(spool))
            dumped, tables = past.open(), past.tables
        with rebuilt(here, owner, dumped, tables) as fresh:
            if options.while_serving:
                wait_until_alone(here, owner)
            key = key_in(fetched, Path(spool))
            print(erase_apart(here, at_database(owner, fresh), erasures_of(here, owner), key=key), flush=True)
            swap_in(owner, fresh, aside=_aside(owner, stamp))
        restore_files(here, fetched, aside=stamp, keep_newer=bool(options.to_time))
    print(f"Restored and verified: {sum(tables.values()):,} rows of {options.to_time or fetched.manifest.taken_at}.")
    if options.to_time:
        print(f"Pictures are those of {fetched.manifest.taken_at}, and whatever is newer here.")
    print("What was there is kept aside: `sekoci restore --undo` brings it back, `sekoci restore --forget` drops it.")
    return 0


def _undo(here: Home, owner: str, options: argparse.Namespace) -> int:
    from sekoci.operations.backup.restoring import set_aside, swap_in, swap_pictures
    from sekoci.operations.backup.wishes import wait_until_alone

    if not (kept := set_aside(owner)):
        raise Trouble("No restore put anything aside.")
    _ask(f"Bring {kept[-1]} back, and put aside what is there now?", yes=options.yes)
    if options.while_serving:
        wait_until_alone(here, owner)
    stamp = _stamp()
    swap_in(owner, kept[-1], aside=_aside(owner, stamp))
    swap_pictures(here, kept[-1].rpartition("_")[2], aside=stamp)
    print(f"{kept[-1]} is back; what was there now is {_aside(owner, stamp)}.")
    return 0


def _forget(here: Home, owner: str, *, yes: bool) -> int:
    from sekoci.operations.backup.restoring import forget, set_aside

    kept = set_aside(owner)
    if kept:
        _ask(f"Drop {', '.join(kept)} for good?", yes=yes)
    forget(here, owner, kept)
    print(f"{len(kept)} databases dropped.")
    return 0


def _aside(owner: str, stamp: str) -> str:
    from sekoci.operations.backup.restoring import database_of

    return f"{database_of(owner)}_before_{stamp}"


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}"


def _moment(said: str) -> datetime | None:
    if said == "latest":
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise Trouble(f"{said} is no moment; write it as 2026-11-21T14:05, or `latest`.") from None
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo("Asia/Jakarta"))
    if at > datetime.now(UTC):
        raise Trouble(f"{said} has not come yet.")
    return at


def _ask(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Trouble(f"{question} Nobody is there to answer: add --yes.")
    if input(f"{question} Type yes: ").strip().lower() != "yes":
        raise Trouble("Nothing was changed.")
