"""One linking: rows out of the database, the engine, and what it found written as outlets in one transaction."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

import psycopg
from django.db import connection, transaction

from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.jobs import later
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions.own_list import renew_own_list
from sekoci.registry.actions.writing_links import SIGN, written
from sekoci.registry.models import LinkRun
from sekoci.registry.queries.decisions import HELD
from sekoci.registry.rules.parting import KEYS, Together, kept_outlets, parted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from sekoci.registry.actions.engine import SparkAt

KILLED = "killed"
LINKING = 7_305_403
"""The advisory lock of the one linking that runs; it ends with its connection."""
FEW = 20_000
"""So many rows are linked anew whenever there are a tenth more: it takes seconds."""
LEAST_MEMORY = 900
"""MB that DuckDB may take, or a quarter of the machine's where that is more: web and database live here too, and it spills."""
COLUMNS = {
    "id": "bigint", "list_id": "bigint", "is_own": "boolean", "name": "varchar", "owner": "varchar", "phone": "varchar",
    "street": "varchar", "area_code": "varchar", "nib": "varchar", "kbli": "varchar", "kind": "varchar", "name_key": "varchar",
    "owner_key": "varchar", "street_key": "varchar", "latitude": "double", "longitude": "double", "outlet_id": "bigint",
    "was": "bigint", "sign": "bigint",
}  # fmt: skip
TEXTS = [name for name, kind in COLUMNS.items() if kind == "varchar"]
ROWS = f"""
    copy (
        select r.id, r.list_id, l.is_own, {", ".join(f"nullif(r.{name}, '') as {name}" for name in TEXTS)}, r.latitude,
            r.longitude, case when r.waits < 2 then r.outlet_id end as outlet_id, r.outlet_id as was, {SIGN} as sign
        from registry_listrow r join registry_partnerlist l on l.id = r.list_id
        where r.gone_at is null and r.name <> '' order by r.id
    ) to stdout (format csv)
"""  # noqa: S608  names are ours
DECIDED = f"""
    copy (with {HELD} select left_row_id, right_row_id, verdict = 'same' from held where verdict <> 'later')
    to stdout (format csv)
"""  # noqa: S608  ours
AS_WRITTEN = "format csv, header false, delimiter ',', quote '\"', escape '\"', nullstr '', auto_detect false"
"""How PostgreSQL writes CSV, for DuckDB, which would guess."""


class LinkRunning(Refusal):
    code, status = "link_running", 409
    id = "Daftar sedang dihubungkan. Tunggu sampai selesai."
    en = "The lists are being linked already. Wait until that is done."


@dataclass(frozen=True)
class Linked:
    """What an engine found, beside the tables it made: `clusters` (id, cluster) of every row, `doubtful` (left_id, right_id,
    probability, why: JSON) of the pairs that people should see, and `unsure` (unique_id: a row's id, joined) of the clusters that
    may be missing or wrong. `low` and `high` are the range of its `count` of clusters."""

    pairs: int
    count: int
    low: int
    high: int
    model: Mapping[str, Any] = field(default_factory=dict)


Say = Callable[[float], None]
"""How far it is, 0 to 1."""


class Engine(Protocol):
    """Links the tables `rows` (see COLUMNS; null: not said; `outlet_id`: where it stands, null: to be linked) and `decided`
    (left_id, right_id, same). `model`: what an earlier run learnt. Unless `whole`, rows that stand somewhere stay as they are."""

    def __call__(self, db: "DuckDBPyConnection", *, whole: bool, model: Mapping[str, Any] | None, say: Say) -> Linked: ...


def ask_link(*, whole: bool = False, person_id: int | None = None) -> UUID:
    """Have the lists linked in the background; the run's id, that of one which waits already where it does as much."""
    from sekoci.registry.jobs import link

    with transaction.atomic():
        fetch("select pg_advisory_xact_lock(%s, 1)", (LINKING % 2**31,))
        waiting = LinkRun.objects.filter(state=LinkRun.State.WAITING).order_by("-is_whole").first()
        if waiting:
            if whole and not waiting.is_whole:
                LinkRun.objects.filter(pk=waiting.pk).update(is_whole=True)
            return waiting.pk
        run = LinkRun.objects.create(is_whole=whole, asked_by_id=person_id)
        later(link)
    return run.pk


def link_now(
    *, whole: bool = False, spark: "SparkAt | None" = None, tell: Callable[[int], None] = lambda percent: None
) -> LinkRun:
    """Link here and now, with Splink on DuckDB or on Spark; the run as it ended. LinkRunning where another process links, NoSpark
    where Spark cannot run."""
    from sekoci.registry.actions import engine

    links = engine.spark(spark) if spark else engine.splink
    run = LinkRun.objects.create(is_whole=whole)
    try:
        link_waiting(links, name="spark" if spark else "duckdb", tell=tell)
    except LinkRunning:
        LinkRun.objects.filter(pk=run.pk, state=LinkRun.State.WAITING).delete()
        raise
    run.refresh_from_db()
    return run


def link_waiting(engine: Engine, *, name: str = "duckdb", tell: Callable[[int], None] = lambda percent: None) -> int:
    """Run every linking that waits, one after the other; how many. LinkRunning where another process links now."""
    with _alone():
        killed = LinkRun.objects.filter(state=LinkRun.State.RUNNING)  # they wrote nothing; once more, and no third time
        killed.filter(problem=KILLED).update(state=LinkRun.State.FAILED, ended_at=now())
        killed.update(state=LinkRun.State.WAITING, problem=KILLED, progress=0)
        done = 0
        while run := LinkRun.objects.filter(state=LinkRun.State.WAITING).order_by("asked_at").first():
            LinkRun.objects.filter(pk=run.pk).update(engine=name)
            _run(run, engine, tell)
            done += 1
    return done


def _run(run: LinkRun, engine: Engine, tell: Callable[[int], None]) -> None:
    mine = LinkRun.objects.filter(pk=run.pk)

    def say(percent: float) -> None:
        mine.update(progress=int(percent))
        tell(int(percent))

    mine.update(state=LinkRun.State.RUNNING, began_at=now(), progress=1)
    try:
        renew_own_list()
        with workshop() as folder, _opened(folder) as db:
            _carry_out(db, folder)
            model = None if run.is_whole else _model_for(db)
            whole = model is None
            mine.update(is_whole=whole)
            say(10)
            linked = engine(db, whole=whole, model=model, say=lambda share: say(10 + 60 * share))
            _obey(db)
            _place(db)
            say(75)
            written(run.pk, db, linked.count, linked.low, linked.high, whole=whole)
    except BaseException as trouble:
        mine.update(state=LinkRun.State.FAILED, ended_at=now(), problem=f"{type(trouble).__name__}: {trouble}"[:300])
        raise
    mine.update(
        problem="",
        state=LinkRun.State.DONE,
        ended_at=now(),
        progress=100,
        pairs=linked.pairs,
        model=dict(linked.model) or (model or {}),
    )
    tell(100)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    if not fetch("select pg_try_advisory_lock(%s)", (LINKING,))[0][0]:
        raise LinkRunning()
    try:
        yield
    finally:
        fetch("select pg_advisory_unlock(%s)", (LINKING,))


def _model_for(db: "DuckDBPyConnection") -> Mapping[str, Any] | None:
    """What the last linking learnt; None where all are to be linked anew: at twice as many rows as when that was done last, and
    of FEW at a tenth more (what a first small list teaches does not hold for five). One shop that opens joins what is there."""
    [(rows,)] = db.execute("select count(*) from rows").fetchall()
    done = LinkRun.objects.filter(state=LinkRun.State.DONE).exclude(model={}).order_by("-ended_at")
    last = done.first()
    whole = done.filter(is_whole=True).first() or last
    return last.model if last and whole and rows < whole.rows * (2 if rows > FEW else 1.1) else None


@contextlib.contextmanager
def workshop() -> Iterator[Path]:
    """A folder of this database alone for the rows on their way; what a killed run left there is swept first."""
    told = connection.settings_dict
    which = sha256(f"{told['HOST']}:{told['PORT']}/{told['NAME']}".encode()).hexdigest()[:12]  # two servers may call theirs alike
    folder = Path(tempfile.gettempdir()) / f"sekoci-link-{which}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator["DuckDBPyConnection"]:
    import duckdb

    memory = max(LEAST_MEMORY, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 4_000_000)
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(folder / "spill"),
        "threads": 2,
        "memory_limit": f"{memory}MB",
    }
    db = duckdb.connect(str(folder / "link.duckdb"), config=config)
    try:
        db.execute("set enable_progress_bar = false")  # `sekoci demo` and `link` would have one a statement between their words
        yield db
    finally:
        db.close()


def _carry_out(db: "DuckDBPyConnection", folder: Path) -> None:
    """The rows and decisions from here to DuckDB: COPY and a file, because DuckDB's own way in needs an extension."""
    rows, decided = folder / "rows.csv", folder / "decided.csv"
    with across_businesses():
        fetch("set local statement_timeout = 0")
        for statement, file in ((ROWS, rows), (DECIDED, decided)):
            with psycopg.Cursor(connection.connection) as cursor, cursor.copy(statement) as copy, file.open("wb") as out:
                for data in copy:
                    out.write(data)
    kept = "id bigint primary key, " + ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items() if name != "id")
    db.execute(f"create table rows ({kept})")
    db.execute(f"copy rows from ? ({AS_WRITTEN})", [str(rows)])
    db.execute("create table decided (left_id bigint, right_id bigint, same boolean)")
    db.execute(f"copy decided from ? ({AS_WRITTEN})", [str(decided)])
    rows.unlink()


def _obey(db: "DuckDBPyConnection") -> None:
    """Clusters in which decisions of people do not hold, or two shops here stand, are parted or joined as they say."""
    wrong = """
        select unnest([l.cluster, r.cluster]) as cluster from decided d join clusters l on l.id = d.left_id
            join clusters r on r.id = d.right_id where d.same <> (l.cluster = r.cluster)
        union select c.cluster from clusters c join rows r on r.id = c.id where r.is_own group by 1 having count(*) > 1
    """
    found = db.execute(
        "select r.id, c.cluster, r.is_own, r.nib, r.phone, r.name_key, r.owner_key, r.street_key from rows r"  # noqa: S608  ours
        f" join clusters c on c.id = r.id where c.cluster in ({wrong}) order by r.id"
    ).fetchall()
    if not found:
        return
    rows = [
        Together(row, cluster, {name: key or "" for name, key in zip(KEYS, keys, strict=True)})
        for row, cluster, _, *keys in found
    ]
    ids = [row.row_id for row in rows]
    decided = db.execute(
        "select left_id, right_id, same from decided where left_id = any($1) and right_id = any($1)", [ids]
    ).fetchall()
    shops = [row for row, _, is_own, *_ in found if is_own]
    same = [(left, right) for left, right, is_same in decided if is_same]
    different = [(left, right) for left, right, is_same in decided if not is_same]
    parts = parted(rows, same, [*different, *combinations(shops, 2)])
    places = [(row, -min(part)) for part in parts for row in part]  # no engine's number is below 0
    db.execute(
        "update clusters set cluster = p.cluster from (select unnest($1::bigint[]) as id, unnest($2::bigint[]) as cluster) p"
        " where p.id = clusters.id",
        [[row for row, _ in places], [cluster for _, cluster in places]],
    )


def _place(db: "DuckDBPyConnection") -> None:
    """Say of each cluster which outlet it stays: `kept` (cluster, outlet). Those whose rows all stood in one outlet, which
    had no others, stay it; the rest is decided one by one."""
    db.execute(
        """
        create table stood as select c.cluster, r.was as outlet, count(*) as n from clusters c join rows r on r.id = c.id
            where r.was is not null group by all;
        create table kept as select cluster, min(outlet) as outlet from stood group by cluster having count(*) = 1
            and min(outlet) in (select outlet from stood group by outlet having count(*) = 1);
        """
    )
    contested = db.execute("select cluster, outlet, n from stood where cluster not in (select cluster from kept)").fetchall()
    chosen = kept_outlets((cluster, outlet) for cluster, outlet, n in contested for _ in range(n))
    if chosen:
        db.execute("insert into kept select unnest(?::bigint[]), unnest(?::bigint[])", [list(chosen), list(chosen.values())])
