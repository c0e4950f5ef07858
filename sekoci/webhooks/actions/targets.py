"""Connect another system, change it, switch it off and on, exchange its secret, try it."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.outside import place_of
from sekoci.kit.sealing import seal
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.webhooks import rules
from sekoci.webhooks.actions.delivering import about
from sekoci.webhooks.actions.telling import message_row, payload_of, write
from sekoci.webhooks.models import Target
from sekoci.webhooks.whose import Whose, column_of, ids_of, scope_of


class AlreadyConnected(Refusal):
    code, status = "already_connected", 409
    id = "Link ini sudah tersambung. Ubah yang sudah ada."
    en = "This link is connected already. Change the one that exists."


class TooManyTargets(Refusal):
    code, status = "too_many_targets", 409
    id = "Paling banyak {most} sambungan. Hapus dulu yang tidak dipakai."
    en = "At most {most} connections. Remove one you do not use."


class NotOn(Refusal):
    code, status = "target_not_on", 409
    id = "Sambungan ini sedang mati. Nyalakan dulu."
    en = "This connection is off. Switch it on first."


@dataclass(frozen=True)
class Connected:
    """A target and its secret, which is seen here and never again."""

    id: UUID
    secret: str


def connect_target(one: Whose, *, url: str, kinds: Collection[str], name: str = "") -> Connected:
    """Tell this address of these kinds from now on."""
    url, name, kinds = _checked(one, url, name, kinds)
    target_id, secret = new_id(), rules.new_secret(os.urandom(24))
    with scope_of(one):
        _room_for_one(one, but=target_id)
        with _one_a_url(), transaction.atomic():
            business_id, organisation_id = ids_of(one)
            Target.behind_its_wall.create(
                id=target_id,
                business_id=business_id,
                organisation_id=organisation_id,
                url=url,
                name=name,
                kinds=kinds,
                secret=seal(secret, about=about(target_id)),
            )
    return Connected(target_id, secret)


def change_target(one: Whose, target_id: UUID, *, url: str, kinds: Collection[str], name: str = "") -> None:
    """Another address, name or choice of kinds. What waits goes to the new address."""
    url, name, kinds = _checked(one, url, name, kinds)
    with scope_of(one), _one_a_url(), transaction.atomic():
        _update(one, target_id, url=url, name=name, kinds=kinds)


def switch_on(one: Whose, target_id: UUID) -> None:
    """It is told again; what still waits goes out at once. Also brings a removed one back."""
    moment = now()
    with scope_of(one), _one_a_url(), transaction.atomic():
        _room_for_one(one, but=target_id)
        _update(one, target_id, state="on", fails=0, failing_since=None, quiet_until=None, due_at=moment, asked_at=None)
        fetch(
            "update webhooks_message set next_at = %s where target_id = %s and state = 'waiting' and next_at > %s",
            (moment, target_id, moment),
        )


def switch_off(one: Whose, target_id: UUID) -> None:
    """It is told nothing any more; what waits stays, until it is too old."""
    with scope_of(one):
        _update(one, target_id, state="off")


def remove_target(one: Whose, target_id: UUID) -> None:
    """Gone from the list; for thirty days it can be brought back by switching it on."""
    with scope_of(one):
        _update(one, target_id, state="removed")


def exchange_secret(one: Whose, target_id: UUID) -> Connected:
    """A new secret; for a day both sign, so that the receiver can change over without a gap."""
    secret = rules.new_secret(os.urandom(24))
    column, value = column_of(one)
    with scope_of(one):
        rows = fetch(
            "update webhooks_target set old_secret = secret, old_secret_until = %s, secret = %s, changed_at = %s"  # noqa: S608  ours
            f" where id = %s and {column} = %s and state <> 'removed' returning id",
            (now() + rules.BOTH_SIGN, seal(secret, about=about(target_id)), now(), target_id, value),
        )
    if not rows:
        raise NotFound()
    return Connected(target_id, secret)


def send_test(one: Whose, target_id: UUID) -> UUID:
    """Tell it something of no consequence, to see whether it answers; the message's id."""
    moment, test_id = now(), new_id()
    column, value = column_of(one)
    with scope_of(one):
        rows = fetch(f"select state from webhooks_target where id = %s and {column} = %s", (target_id, value))  # noqa: S608  ours
        if not rows or rows[0][0] == "removed":
            raise NotFound()
        if rows[0][0] != "on":
            raise NotOn()
        row = message_row(
            one,
            target_id,
            f"{rules.TEST}:{test_id}",
            rules.TEST,
            payload_of(rules.TEST, {"test": str(test_id)}, moment),
            moment,
        )
        write([row], moment)
    return UUID(str(row[0]))


def _checked(one: Whose, url: str, name: str, kinds: Collection[str]) -> tuple[str, str, list[str]]:
    url = clean_line(url, most=500, field="url")
    host = place_of(url).host
    wanted = [kind for kind in (rules.KINDS if isinstance(one, int) else rules.OFFICE_KINDS) if kind in kinds]
    if not wanted or len(wanted) < len(set(kinds)):
        raise Invalid(field="kinds", why_id="Pilih paling sedikit satu dari daftar.", why_en="Choose at least one of the list.")
    return url, clean_line(name, most=40, field="name") or host[:40], wanted


def _room_for_one(one: Whose, *, but: UUID) -> None:
    column, value = column_of(one)
    table = "registry_business" if isinstance(one, int) else "registry_organisation"
    fetch(f"select 1 from {table} where id = %s for no key update", (value,))  # noqa: S608  ours
    others = Target.behind_its_wall.filter(**{column: value}).exclude(state="removed").exclude(id=but)
    if others.count() >= rules.MOST_TARGETS:
        raise TooManyTargets(most=rules.MOST_TARGETS)


def _update(one: Whose, target_id: UUID, **values: object) -> None:
    column, value = column_of(one)
    if not Target.behind_its_wall.filter(**{"id": target_id, column: value}).update(changed_at=now(), **values):
        raise NotFound()


class _one_a_url:
    """Two targets of a shop (or of an organisation) never have the same address; the names of both constraints begin alike."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, IntegrityError) and "webhooks_one_target_a_url" in str(error):
            raise AlreadyConnected(field="url") from error
