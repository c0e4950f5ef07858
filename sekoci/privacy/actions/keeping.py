"""Following the rules of how long things are kept: every night, in batches, any number of times."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from sekoci.accounts.actions import forget_viewings
from sekoci.breaches.actions import forget_persons
from sekoci.customers.actions import forget_quiet_customers, forget_removed_notes
from sekoci.kit.clock import now
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import forget_texts
from sekoci.orders.actions import strip_old_names
from sekoci.privacy.actions.erasing import erase_again
from sekoci.privacy.queries import days_of
from sekoci.privacy.rules import EVERY, RETENTION
from sekoci.programs.actions import forget_ended
from sekoci.registry.actions import forget_invitations

AT_A_TIME, MOST_BATCHES = 1000, 50


class Verb(Protocol):
    def __call__(self, *, before: datetime, most: int) -> int: ...


VERBS: Mapping[str, Verb] = {
    "message texts": forget_texts,
    "invitations that ended": forget_invitations,
    "notes about customers that were removed": forget_removed_notes,
    "buyers who order no more": forget_quiet_customers,
    "names on counter orders": strip_old_names,
    "who looked at whose data": forget_viewings,
    "persons of breaches that were closed": forget_persons,
    "businesses in programmes that ended": forget_ended,
}


def follow_rules(*, again: bool = False) -> dict[str, int]:
    """Follow each rule that was not followed within 20 hours (`again`: all of them); how many rows each changed.

    At most fifty thousand a rule and night: a first night over years of orders keeps nobody waiting. Whom an import or an old
    backup brought back is forgotten again here, too.
    """
    done = {}
    for rule in RETENTION:
        if rule.by == "privacy" and (again or _is_due(rule.name)):
            done[rule.name] = _follow(rule.name)
            _note(rule.name, done[rule.name])
    if again or _is_due("erasures"):
        done["erasures"] = erase_again().done
        _note("erasures", done["erasures"])
    return done


def _follow(name: str) -> int:
    rule = next(each for each in RETENTION if each.name == name)
    before = now() - timedelta(days=days_of(rule) or 0)
    gone = 0
    for _batch in range(MOST_BATCHES):
        changed = VERBS[name](before=before, most=AT_A_TIME)
        gone += changed
        if changed < AT_A_TIME:
            break
    return gone


def _is_due(name: str) -> bool:
    return not fetch("select 1 from privacy_run where rule = %s and at > %s", (name, now() - EVERY))


def _note(name: str, gone: int) -> None:
    fetch(
        "insert into privacy_run (rule, at, gone) values (%s, %s, %s)"
        " on conflict (rule) do update set at = excluded.at, gone = excluded.gone",
        (name, now(), gone),
    )
