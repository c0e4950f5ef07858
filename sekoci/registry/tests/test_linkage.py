"""Linkage on a few thousand invented records, and on traps laid by hand among them. Nothing is told which belong together."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from bench.link import score
from bench.lists import write_lists
from sekoci.registry.linkage.clustering import likely
from sekoci.registry.linkage.engine import link, link_new
from sekoci.registry.linkage.model import Model
from sekoci.registry.linkage.settings import BUSINESSES
from sekoci.registry.standard import standardised

SETTINGS = replace(BUSINESSES, sample_pairs=100_000, training_pairs=100_000)
KEPT = ("unique_id", "source_list", "kecamatan", "kabupaten", "category", "lat", "lon")
Row = tuple[int, str, str, str | None, str | None, str | None, int, str | None]
"""unique_id, list, name, owner, phone, address, district, NIB"""


def trap(first: int, *rows: tuple[str, str, str | None, str | None, str | None, int, str | None]) -> list[Row]:
    return [(first + at, *row) for at, row in enumerate(rows)]


TWICE = trap(
    10**9,
    ("bank", "Warung Bu Djoewariah", "Ibu Juwariah Salim", "0857-2213-8741", "Jl. Kemuning No. 17 RT 03/RW 05", 77, None),
    ("ojek", "wr. juwariah", "Djoewariah Salim", "+62 857 2213 8741", "jln kemuning 17", 77, None),
)
REPEATED = trap(
    2 * 10**9,
    ("bank", "Toko Lentera Kasih", "Yohanes Soumokil", "0813 9871 2234", "Jl. Pattimura no 8", 78, "9120301234561"),
    ("bank", "TOKO LENTERA KASIH", "Yohanes Soumokil", "081398712234", "Jln Pattimura 8", 78, "9120301234561"),
)
BRANCHES = trap(
    3 * 10**9,
    ("bank", "Bakso Wonogiren", "Sutarno Wibowo", "0856 4321 8890", "Jl. Veteran no 12", 79, "9120309876541"),
    ("ojek", "Bakso Wonogiren", "Sutarno Wibowo", "0856 4321 8890", "Jl. Trikora no 205", 411, "9120309876541"),
)
COUPLE = trap(
    4 * 10**9,
    ("bank", "Jahit Melati Putih", "Endang Palupi", "0878 1199 2043", "Jl. Sawo no 31 rt 2 rw 7", 80, None),
    ("ojek", "Bengkel Tiga Roda", "Suparlan Hadi", "0878 1199 2043", "Jl. Sawo no 31 rt 2 rw 7", 80, None),
)
POPULAR = trap(5 * 10**9, *[("dinas", "Warung Barokah", None, None, None, 100 + at, None) for at in range(40)])
PUPPETS = "abimanyu gatotkaca nakula sadewa srikandi bisma karna drupadi kunti arjuna bima semar petruk bagong gareng rama"
NAMES = PUPPETS.split()
AGENTS = trap(
    6 * 10**9,
    *[
        (
            "bank",
            f"Usaha {name}",
            f"{NAMES[at - 5]} {NAMES[at - 9]}",
            "0852 7788 1020",
            f"Jl. {NAMES[at - 3]} {at}",
            200 + at,
            None,
        )
        for at, name in enumerate(NAMES)
    ],
)
TRAPS = [*TWICE, *REPEATED, *BRANCHES, *COUPLE, *POPULAR, *AGENTS]


@pytest.fixture(scope="module")
def lists(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "lists.parquet"
    write_lists(path, records=6_000, seed=11)
    return path


@pytest.fixture(scope="module")
def database(lists: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 2, "memory_limit": "600MB"}) as database:
        database.execute(f"create table told as select * exclude (cluster) from '{lists}'")  # noqa: S608  ours
        database.executemany(
            "insert into told (unique_id, source_list, business_name, owner_name, phone, address, kecamatan, kabupaten, nib,"
            " category) values ($1, $2, $3, $4, $5, $6, $7, $7, $8, if($1 < 4000000000, 3, $1 % 30))",
            TRAPS,
        )
        database.execute(f"create table standard as {standardised('told', keep=KEPT)}")
        database.execute(
            "create view source as select * rename (source_list as list, kecamatan as area, kabupaten as region) from standard"
        )
        yield database


@pytest.fixture(scope="module")
def model(database: duckdb.DuckDBPyConnection) -> Model:
    linked = link(database, "source", SETTINGS)
    database.execute("create table full_run as from clustered")
    return Model.from_json(linked.model.to_json())


@pytest.fixture
def placed(database: duckdb.DuckDBPyConnection, model: Model) -> dict[int, int]:
    return clusters_in(database, "full_run")


def clusters_in(database: duckdb.DuckDBPyConnection, table: str) -> dict[int, int]:
    return dict(database.execute(f"select unique_id, cluster_id from {table}").fetchall())  # noqa: S608  ours


def of(placed: dict[int, int], rows: list[Row]) -> int:
    """How many clusters they are in."""
    return len({placed[row[0]] for row in rows})


def test_most_pairs_are_right_and_so_is_the_count(database, model, lists, tmp_path):
    answer = tmp_path / "answer.parquet"
    database.execute(f"copy full_run to '{answer}' (format parquet)")
    told = score(lists, answer)
    assert told["f1"] > 0.93
    assert abs(told["count_error"]) < 0.02


def test_two_lists_spell_one_business_differently(placed):
    assert of(placed, TWICE) == 1


def test_a_list_may_say_a_business_twice(placed):
    assert of(placed, REPEATED) == 1


def test_branches_of_one_owner_stay_two_outlets(placed):
    assert of(placed, BRANCHES) == 2


def test_a_couples_stalls_in_one_house_with_one_phone_stay_two(placed):
    assert of(placed, COUPLE) == 2


def test_a_popular_name_joins_nobody(placed):
    assert of(placed, POPULAR) == len(POPULAR)


def test_an_agents_phone_chains_nobody(placed):
    assert of(placed, AGENTS) == len(AGENTS)


def test_the_order_of_rows_changes_nothing(database, model, placed):
    database.execute("create or replace table mixed as from source order by hash(unique_id, 7)")
    link(database, "mixed", SETTINGS, model=model)
    assert clusters_in(database, "clustered") == placed


def test_what_comes_later_joins_the_cluster_that_it_would_have_had(database, model, placed, lists, tmp_path):
    late = "unique_id % 10 = 3 or unique_id in (1000000001, 2000000001, 3000000001, 6000000001)"
    database.execute(f"create or replace view early as from source where not ({late})")
    link(database, "early", SETTINGS, model=model)
    database.execute("create or replace table known as from clustered")
    before = clusters_in(database, "known")
    link_new(database, "source", "known", SETTINGS, model=model)
    after = clusters_in(database, "clustered")
    assert {each: after[each] for each in before} == before
    assert (of(after, TWICE), of(after, REPEATED), of(after, BRANCHES), of(after, AGENTS)) == (1, 1, 2, len(AGENTS))
    answer = tmp_path / "answer.parquet"
    database.execute(f"copy clustered to '{answer}' (format parquet)")
    assert score(lists, answer)["f1"] > 0.92


def test_a_model_is_the_same_after_being_written_down(model):
    assert Model.from_json(model.to_json()) == model
    assert model.shares["same"] > model.shares["branch"] > 0
    assert model.shares_among(10 * model.records)["same"] == pytest.approx(model.shares["same"] / 10)


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_hardly_any_records_are_no_trouble(database, rows):
    database.execute(f"create or replace view few as from source where unique_id between 1000000000 and {999_999_999 + rows}")
    assert link(database, "few", SETTINGS).records == rows
    assert len(clusters_in(database, "clustered")) == rows


def test_of_a_hundred_links_that_are_called_likely_about_so_many_are_true(database, model, lists):
    """Told a little surer than that they would be: the comparisons are not independent (decision 45)."""
    link(database, "source", SETTINGS, model=model)
    of = dict(database.execute(f"select unique_id, cluster from '{lists}'").fetchall())  # noqa: S608  ours
    pairs = database.execute("select l, r, weight from scored where weight between 1 and 8").fetchall()
    told = [(likely(weight, SETTINGS), of[left] == of[right]) for left, right, weight in pairs if left in of and right in of]
    assert len(told) > 100
    assert sum(p for p, _ in told) == pytest.approx(sum(is_true for _, is_true in told), rel=0.05)
