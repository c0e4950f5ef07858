"""How this installation is: what the page for staff says, the worst first, each trouble with what to do."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.queries import ProviderTries, providers_lately, states_lately, status_word
from sekoci.operations import key
from sekoci.operations.backup import record
from sekoci.operations.backup.reasons import reason_said
from sekoci.operations.home import Home
from sekoci.operations.readiness.machine import LEAST_FREE, SOON
from sekoci.operations.readiness.saved import OLDEST
from sekoci.operations.value_words import Job
from sekoci.payments.queries import count_strangers

LATE = timedelta(minutes=5)
BEHIND = 1000
ORDER = ("bad", "warn", "good")
STRANGERS = "/staf/data/payments/notice?outcome__exact=unknown&reviewed_at__isempty=1"


@dataclass(frozen=True)
class Line:
    """One thing looked at: `state` is bad, warn or good; `do` says what to do where it is not good."""

    state: str
    name: str
    say: str
    do: str = ""
    where: str = ""
    """A page that shows more of it."""


@dataclass(frozen=True)
class JobKind(Job):
    """The jobs of one name: those whose time has come, those for later, running, given up."""

    due: int
    later: int
    running: int
    failed: int
    oldest: datetime | None
    """Since when the oldest of those that are due has waited."""


@dataclass(frozen=True)
class FailedJob(Job):
    id: int
    attempts: int
    at: datetime | None


@dataclass(frozen=True)
class LastCheck:
    """The check that runs (`done` of `total`), or the last one that ended."""

    asked_at: datetime
    ended_at: datetime | None
    is_clean: bool | None
    seconds: float | None
    things: int | None
    wrong: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Health:
    lines: list[Line]
    kinds: list[JobKind]
    failed: list[FailedJob]
    messages: dict[str, int]
    providers: list[ProviderTries]
    check: LastCheck | None
    running: str
    """How far the check is that runs now, as `3/40`; empty where none does."""
    asked_at: datetime | None
    drills: list[record.Tried]


def health() -> Health:
    """Everything, from the database and this machine; a fixed number of statements."""
    kinds = _kinds()
    last, asked_at = _last_check(), _asked_at()
    with across_businesses():
        states, providers = states_lately(hours=24), providers_lately(hours=1)
    lines = [
        *_job_lines(kinds),
        *_event_lines(),
        *_provider_lines(providers),
        *_notice_lines(),
        *_check_lines(last),
        *_key_lines(),
    ]
    lines += [*_database_lines(), *_machine_lines(Home(Path(settings.HOME)))]
    return Health(
        lines=sorted(lines, key=lambda line: ORDER.index(line.state)),
        kinds=kinds,
        failed=_failed(),
        messages={_(status_word(state)): count for state, count in states.items()},
        providers=providers,
        check=last,
        running=_progress() if asked_at else "",
        asked_at=asked_at,
        drills=[replace(each, reason=reason_said(each.reason)) for each in record.drills(Home(Path(settings.HOME)))],
    )


def _kinds() -> list[JobKind]:
    rows = fetch(
        """
        with kinds as (
            select task_name, count(*) filter (where status = 'todo' and coalesce(scheduled_at, now()) <= now()) due,
                count(*) filter (where status = 'todo' and scheduled_at > now()) later,
                count(*) filter (where status = 'doing') running, count(*) filter (where status = 'failed') failed,
                min(id) filter (where status = 'todo' and coalesce(scheduled_at, now()) <= now()) first
            from procrastinate_jobs where status in ('todo', 'doing', 'failed') group by 1
        )
        select task_name, due, later, running, failed, (select coalesce(job.scheduled_at,
            (select min(at) from procrastinate_events event where event.job_id = job.id))
            from procrastinate_jobs job where job.id = kinds.first)
        from kinds order by failed desc, due desc, task_name limit 60
        """
    )
    return [JobKind(*row) for row in rows]


def _failed() -> list[FailedJob]:
    rows = fetch(
        "select task_name, id, attempts, (select max(at) from procrastinate_events e where e.job_id = job.id)"
        " from procrastinate_jobs job where status = 'failed' order by id desc limit 20"
    )
    return [FailedJob(*row) for row in rows]


def _job_lines(kinds: list[JobKind]) -> Iterator[Line]:
    [(alive,)] = fetch("select count(*) from procrastinate_workers where last_heartbeat > now() - interval '30 seconds'")
    name = _("Pekerja latar")
    if alive:
        yield Line("good", name, ngettext("%(n)s jalur hidup", "%(n)s jalur hidup", alive) % {"n": alive})
    else:
        yield Line("bad", name, _("Tidak ada yang hidup."), _("Jalankan ulang `sekoci up`, lalu baca catatannya."))
    failed, due = sum(kind.failed for kind in kinds), sum(kind.due for kind in kinds)
    oldest = min((kind.oldest for kind in kinds if kind.oldest), default=None)
    if failed:
        yield Line("bad", _("Tugas gagal"), str(failed), _("Baca sebabnya di catatan, lalu ulangi di bawah."))
    if oldest and clock.now() - oldest > LATE:
        yield Line("warn", _("Tugas menunggu"), str(due), _("Yang tertua menunggu lebih dari lima menit."))
    else:
        yield Line("good", _("Tugas menunggu"), str(due))


def _event_lines() -> Iterator[Line]:
    rows = fetch(
        """
        select consumer, (select count(*) from (select 1 from kit_event event
            where (event.transaction, event.id) > (mine.transaction, mine.event_id) limit %(most)s) waiting),
            (select min(at) from (select at from kit_event event
            where (event.transaction, event.id) > (mine.transaction, mine.event_id)
            order by transaction, id limit 1) first)
        from kit_cursor mine order by 1
        """,
        {"most": BEHIND},
    )
    behind = [(name, count) for name, count, since in rows if since and clock.now() - since > LATE]
    for name, count in behind:
        said = f"{count}+" if count == BEHIND else str(count)
        title = _("Kabar antarbagian: %(name)s") % {"name": name}
        yield Line("bad", title, said, _("Bagian ini berhenti. Baca catatan pekerja."))
    if not behind:
        yield Line("good", _("Kabar antarbagian"), _("Semua sudah sampai."))


def _provider_lines(providers: list[ProviderTries]) -> Iterator[Line]:
    for each in providers:
        name = _("Pengirim pesan: %(name)s") % {"name": each.provider}
        say = _("%(good)s terkirim, %(bad)s gagal dalam satu jam") % {"good": each.sent, "bad": each.failed}
        if each.failed > each.sent:
            yield Line("bad", name, say, _("Periksa saldo dan kunci pengirim ini."))
        else:
            yield Line("warn" if each.failed * 10 > each.sent else "good", name, say)


def _notice_lines() -> Iterator[Line]:
    waiting = count_strangers()
    if waiting:
        yield Line("warn", _("Kabar pembayaran"), str(waiting), _("Tidak dikenal. Buka, lalu tandai selesai."), STRANGERS)
    else:
        yield Line("good", _("Kabar pembayaran"), _("Semua dikenal."))


def _check_lines(last: LastCheck | None) -> Iterator[Line]:
    name = _("Hitung ulang semua")
    if last is None:
        yield Line("warn", name, _("Belum pernah."), _("Minta di bawah."))
    elif not last.is_clean:
        say = _("%(n)s janji dilanggar") % {"n": len(last.wrong)} if last.wrong else _("Tidak selesai.")
        yield Line("bad", name, say, _("Baca barisnya di bawah. Jangan ubah apa pun dulu."))
    elif clock.now() - last.asked_at > timedelta(days=2):
        yield Line("warn", name, _("Lebih dari dua hari lalu."), _("Minta di bawah."))
    else:
        yield Line("good", name, _("Bersih."))


def _key_lines() -> Iterator[Line]:
    lost = key.lost_since()
    if lost:
        do = _("Isi SEKOCI_OLD_SECRET_KEYS dengan kunci lama dari cadangan, lalu jalankan ulang.")
        yield Line("bad", _("Kunci rahasia"), _("Berganti: data tersegel tidak terbuka."), do)
    else:
        yield Line("good", _("Kunci rahasia"), _("Cocok."))


def _database_lines() -> Iterator[Line]:
    [(size, used, most, server)] = fetch(
        "select pg_database_size(current_database()), (select count(*) from pg_stat_activity where datname = current_database()),"
        " current_setting('max_connections')::int, current_setting('server_version')"
    )
    name, say = _("Sambungan basis data"), _("%(used)s dari %(most)s") % {"used": used, "most": most}
    if used * 10 > most * 8:
        yield Line("bad", name, say, _("Naikkan max_connections, atau kurangi proses."))
    else:
        yield Line("good", name, say)
    yield Line("good", _("Basis data"), f"PostgreSQL {server.split()[0]}, {size / 1024**2:,.0f} MB")


def _machine_lines(home: Home) -> Iterator[Line]:
    free = shutil.disk_usage(home.folder).free
    say = f"{free / 1024**3:.0f} GB"
    if free < LEAST_FREE:
        yield Line("bad", _("Ruang disk"), say, _("Kosongkan sampai 5 GB atau lebih."))
    else:
        yield Line("good", _("Ruang disk"), say)
    for kind, name in (("backup", _("Cadangan")), ("drill", _("Uji pemulihan"))):
        yield _saved_line(home, kind, name)
    if path := os.environ.get("SEKOCI_TLS_CERT"):
        yield _certificate_line(Path(path))
    yield Line("good", _("Versi"), f"Sekoci {version('sekoci')}, Django {version('Django')}")


def _saved_line(home: Home, kind: str, name: str) -> Line:
    why, age = record.trouble(home, kind), record.age(home, kind)
    do, where = _("Buat dan coba di halaman Cadangan."), "/staf/cadangan"
    if why:
        return Line("bad", name, _("Yang terakhir gagal."), reason_said(why), where)
    if age is None:
        return Line("bad" if not settings.DEVELOPMENT else "warn", name, _("Belum ada."), do, where)
    hours = _("%(n)s jam lalu") % {"n": round(age / 3600)} if age > 3600 else _("Dalam satu jam terakhir.")
    return Line("bad", name, hours, do, where) if age > OLDEST[kind] else Line("good", name, hours)


def _certificate_line(path: Path) -> Line:
    try:
        ends = x509.load_pem_x509_certificates(path.read_bytes())[0].not_valid_after_utc
    except (OSError, ValueError):
        return Line("bad", _("Sertifikat"), _("Tidak terbaca."), str(path))
    say = f"{ends:%Y-%m-%d}"
    if ends < clock.now() + SOON:
        return Line("bad", _("Sertifikat"), say, _("Perbarui sekarang."))
    return Line("good", _("Sertifikat"), say)


def _last_check() -> LastCheck | None:
    rows = fetch(
        "select asked_at, ended_at, is_clean, seconds, things, wrong::text from operations_check where ended_at is not null"
        " order by asked_at desc limit 1"
    )
    for row in rows:
        asked_at, ended_at, is_clean, seconds, things, wrong = row
        return LastCheck(asked_at, ended_at, is_clean, seconds, things, json.loads(wrong))
    return None


def _asked_at() -> datetime | None:
    rows = fetch("select asked_at from operations_check where ended_at is null")
    return rows[0][0] if rows else None


def _progress() -> str:
    from sekoci.operations.verify import PROGRESS

    rows = fetch(
        "select application_name from pg_stat_activity where datname = current_database() and application_name like %s limit 1",
        (f"{PROGRESS}%",),
    )
    return str(rows[0][0]).removeprefix(PROGRESS) if rows else "0"
