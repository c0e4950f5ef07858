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
from sekoci.kit.scope import in_business
from sekoci.kit.sealing import seal
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.webhooks import rules
from sekoci.webhooks.actions.delivering import about
from sekoci.webhooks.actions.telling import message_row, payload_of, write
from sekoci.webhooks.models import Target


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


def connect_target(business_id: int, *, url: str, kinds: Collection[str], name: str = "") -> Connected:
    """Tell this address of these kinds from now on."""
    url, name, kinds = _checked(url, name, kinds)
    target_id, secret = new_id(), rules.new_secret(os.urandom(24))
    with in_business(business_id):
        _room_for_one(business_id, but=target_id)
        with _one_a_url(), transaction.atomic():
            Target.objects.create(
                id=target_id,
                business_id=business_id,
                url=url,
                name=name,
                kinds=kinds,
                secret=seal(secret, about=about(target_id)),
            )
    return Connected(target_id, secret)


def change_target(business_id: int, target_id: UUID, *, url: str, kinds: Collection[str], name: str = "") -> None:
    """Another address, name or choice of kinds. What waits goes to the new address."""
    url, name, kinds = _checked(url, name, kinds)
    with in_business(business_id), _one_a_url(), transaction.atomic():
        _update(target_id, url=url, name=name, kinds=kinds)


def switch_on(business_id: int, target_id: UUID) -> None:
    """It is told again; what still waits goes out at once. Also brings a removed one back."""
    moment = now()
    with in_business(business_id), _one_a_url(), transaction.atomic():
        _room_for_one(business_id, but=target_id)
        _update(target_id, state="on", fails=0, failing_since=None, quiet_until=None, due_at=moment, asked_at=None)
        fetch(
            "update webhooks_message set next_at = %s where target_id = %s and state = 'waiting' and next_at > %s",
            (moment, target_id, moment),
        )


def switch_off(business_id: int, target_id: UUID) -> None:
    """It is told nothing any more; what waits stays, until it is too old."""
    with in_business(business_id):
        _update(target_id, state="off")


def remove_target(business_id: int, target_id: UUID) -> None:
    """Gone from the list; for thirty days it can be brought back by switching it on."""
    with in_business(business_id):
        _update(target_id, state="removed")


def exchange_secret(business_id: int, target_id: UUID) -> Connected:
    """A new secret; for a day both sign, so that the receiver can change over without a gap."""
    secret = rules.new_secret(os.urandom(24))
    with in_business(business_id):
        rows = fetch(
            "update webhooks_target set old_secret = secret, old_secret_until = %s, secret = %s, changed_at = %s"
            " where id = %s and business_id = %s and state <> 'removed' returning id",
            (now() + rules.BOTH_SIGN, seal(secret, about=about(target_id)), now(), target_id, business_id),
        )
    if not rows:
        raise NotFound()
    return Connected(target_id, secret)


def send_test(business_id: int, target_id: UUID) -> UUID:
    """Tell it something of no consequence, to see whether it answers; the message's id."""
    moment, test_id = now(), new_id()
    with in_business(business_id):
        rows = fetch("select state from webhooks_target where id = %s and business_id = %s", (target_id, business_id))
        if not rows or rows[0][0] == "removed":
            raise NotFound()
        if rows[0][0] != "on":
            raise NotOn()
        row = message_row(
            business_id,
            target_id,
            f"{rules.TEST}:{test_id}",
            rules.TEST,
            payload_of(rules.TEST, {"test": str(test_id)}, moment),
            moment,
        )
        write([row], moment)
    return UUID(str(row[0]))


def _checked(url: str, name: str, kinds: Collection[str]) -> tuple[str, str, list[str]]:
    url = clean_line(url, most=500, field="url")
    host = place_of(url).host
    wanted = [kind for kind in rules.KINDS if kind in kinds]
    if not wanted or len(wanted) < len(set(kinds)):
        raise Invalid(field="kinds", why_id="Pilih paling sedikit satu dari daftar.", why_en="Choose at least one of the list.")
    return url, clean_line(name, most=40, field="name") or host[:40], wanted


def _room_for_one(business_id: int, *, but: UUID) -> None:
    fetch("select 1 from registry_business where id = %s for no key update", (business_id,))
    if Target.objects.exclude(state="removed").exclude(id=but).count() >= rules.MOST_TARGETS:
        raise TooManyTargets(most=rules.MOST_TARGETS)


def _update(target_id: UUID, **values: object) -> None:
    if not Target.objects.filter(id=target_id).update(changed_at=now(), **values):
        raise NotFound()


class _one_a_url:
    """Two targets of a shop never have the same address."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, IntegrityError) and "webhooks_one_target_a_url" in str(error):
            raise AlreadyConnected(field="url") from error
