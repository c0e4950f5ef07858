"""What agreement is worth, learnt from the records alone: nobody says which belong together."""

import math

import duckdb

from sekoci.registry.linkage.model import Model, classes, strangers
from sekoci.registry.linkage.records import number
from sekoci.registry.linkage.sampling import Levels, in_a_sample, in_all
from sekoci.registry.linkage.scoring import levels, parts
from sekoci.registry.linkage.settings import Settings

FIRST_GUESS = {"same": 0.3, "branch": 0.01, "neighbour": 0.01, "household": 0.003, "contact": 0.03}
"""How many pairs of each class a record has, to begin with."""
ENOUGH = 100
"""So often must a level be seen in a sample of all pairs to be known from it."""
SETTLED = 0.0005
"""When no m moves by more, EM is done."""


def train(database: duckdb.DuckDBPyConnection, settings: Settings, share: float) -> Model:
    """A model by EM over the tables `records` and `trained`, a share of all pairs that blocks brought together.

    Among strangers (u) agreement is counted in a random sample of all pairs; where it is too rare for that it is counted
    exactly, less what EM holds for no strangers. Among the same (m) it comes from EM alone, and so do the shares of the classes.
    All pairs that no block brought together are taken for strangers: a block's choice biases nothing.
    """
    records = number(database, "select count(*) from records")
    all_pairs = max(1.0, records * (records - 1) / 2)
    chance = in_a_sample(database, settings, records)
    rare = {each.name: in_all(database, each, settings) for each in settings.comparisons if each.counted_within}
    _find_patterns(database, settings, share)
    m = {each.name: _first_m(len(each.levels) + 1) for each in settings.comparisons}
    shares = {name: FIRST_GUESS[name] * max(1, records) / all_pairs for name in classes(settings)}
    known = {name: [0.0] * len(levels) for name, levels in chance.items()}
    for _ in range(settings.rounds):
        u = _among_strangers(chance, rare, known, all_pairs)
        model = Model(settings.name, settings.version, _frozen(m), _frozen(u), shares)
        same, known, shares = _expected(database, settings, model, all_pairs)
        before, m = m, {name: _to_one(levels, 0.5) for name, levels in same.items()}
        if max(abs(a - b) for name in m for a, b in zip(m[name], before[name], strict=True)) < SETTLED:
            break
    return Model(settings.name, settings.version, _frozen(m), _frozen(u), shares, records)


def _find_patterns(database: duckdb.DuckDBPyConnection, settings: Settings, share: float) -> None:
    """The table `patterns`: the level of each comparison (0 says nothing), and how many pairs agree so."""
    levels(database, "trained", "at_levels", settings)
    database.execute(
        f"create or replace temp table patterns as select *, count(*) * {1 / share!r} as n from at_levels group by all"
    )
    database.execute("drop table at_levels; drop table trained")


def _expected(
    database: duckdb.DuckDBPyConnection, settings: Settings, model: Model, all_pairs: float
) -> tuple[Levels, Levels, dict[str, float]]:
    """At each level how many pairs are the same, and how many of a class that agrees there by more than chance; the shares."""
    told = classes(settings)
    weights = ", ".join(f"{_weight_at(model, each.name)} as by_{each.name}" for each in settings.comparisons)
    likely = {name: f"{model.shares[name]!r} * pow(2, {' + '.join(agreeing)})" for name, agreeing in told.items()}
    every = " + ".join([*(f"c_{name}" for name in told), repr(strangers(model.shares))])
    database.execute(
        f"create or replace temp table expected as select *, n / ({every}) as scale from"
        f" (select *, {', '.join(f'{sql} as c_{name}' for name, sql in likely.items())} from"
        f" (select *, {parts(settings)} from (select *, {weights} from patterns)))"
    )
    same, known = ({each.name: [0.0] * (len(each.levels) + 1) for each in settings.comparisons} for _ in range(2))
    for each in settings.comparisons:
        knowing = " + ".join(f"c_{name}" for name, agreeing in told.items() if each.says in agreeing)
        asked = f"select at_{each.name}, sum(scale * c_same), sum(scale * ({knowing})) from expected where at_{each.name} > 0"
        for at, of_same, of_known in database.execute(asked + " group by 1").fetchall():
            same[each.name][-at], known[each.name][-at] = of_same, of_known
    whole = database.execute(f"select {', '.join(f'sum(scale * c_{name})' for name in told)} from expected").fetchall()[0]
    least = min(1.0, 0.01 * all_pairs)
    return same, known, {name: max(n or 0.0, least) / all_pairs for name, n in zip(told, whole, strict=True)}


def _weight_at(model: Model, name: str) -> str:
    weights = [math.log2(m / u) for m, u in zip(model.m[name], model.u[name], strict=True)]
    return f"coalesce(({weights[::-1]}::double[])[at_{name}], 0.0)"


def _among_strangers(chance: Levels, rare: Levels, known: Levels, all_pairs: float) -> Levels:
    """u: the sample's shares; of levels that it hardly shows all there are, less those known to be no strangers."""
    answer = {}
    sampled = max(map(sum, chance.values())) or 1.0
    for name, seen in chance.items():
        u = _to_one(seen, 0.5)
        speaking = sum(seen) / sampled * all_pairs
        for at, counted in enumerate(rare.get(name, [])[:-1]):
            if seen[at] < ENOUGH and counted > 0 and speaking > 0:
                u[at] = max(counted - known[name][at], 0.02 * counted, 0.5) / speaking
        answer[name] = _to_one(u, 0.0)
    return answer


def _first_m(levels: int) -> list[float]:
    """Before anything is known: nine of ten agree, the better the likelier; one does not."""
    better = [0.5**at for at in range(levels - 1)]
    return [0.9 * each / sum(better) for each in better] + [0.1]


def _to_one(counts: list[float], more: float) -> list[float]:
    total = sum(counts) + more * len(counts)
    return [(each + more) / total for each in counts]


def _frozen(levels: Levels) -> dict[str, tuple[float, ...]]:
    return {name: tuple(each) for name, each in levels.items()}
