"""The settings in Splink's words, and a trained model as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import splink.comparison_level_library as cll
from splink import SettingsCreator
from splink.internals.comparison_level_creator import ComparisonLevelCreator
from splink.internals.comparison_library import CustomComparison

from sekoci.registry.linkage.settings import Comparison, Level, Settings

CLASSES = {
    "same": ("who", "reach", "there", "once"),
    "branch": ("who", "reach"),
    "neighbour": ("there",),
    "household": ("reach", "there"),
    "contact": ("reach",),
}
"""What two records may be to each other beside strangers, and in which evidence they then agree. A branch is the same owner and
brand elsewhere; neighbours share a house, a household its phone too; contacts only a phone: an agent's customers."""


def classes(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The classes that these settings can tell from `same` and from strangers."""
    said = {each.says for each in settings.comparisons}
    told = {name: tuple(each for each in agreeing if each in said) for name, agreeing in CLASSES.items()}
    return {name: agreeing for name, agreeing in told.items() if name == "same" or (agreeing and agreeing != told["same"])}


def strangers(shares: Mapping[str, float]) -> float:
    """The share of pairs that are nothing to each other; of a handful of records too not less than a tenth."""
    return max(0.1, 1 - sum(shares.values()))


@dataclass(frozen=True)
class Model:
    """What was learnt: of each comparison the chance of each level among the same (m) and among strangers (u), best level first,
    `else` last; of any two records, how often they are of each class; and from how many records that was learnt. With more
    records a record has more strangers, but no more of its own: shares are per pair and shrink as records grow."""

    settings: str
    version: int
    m: Mapping[str, tuple[float, ...]]
    u: Mapping[str, tuple[float, ...]]
    shares: Mapping[str, float]
    records: int = 0

    def shares_among(self, records: int) -> dict[str, float]:
        return {name: share * (self.records / records if self.records else 1) for name, share in self.shares.items()}

    def to_json(self) -> str:
        kept = {"settings": self.settings, "version": self.version, "records": self.records, "shares": dict(self.shares)}
        return json.dumps(kept | {"m": dict(self.m), "u": dict(self.u)}, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Model":
        kept = json.loads(text)
        m, u = ({name: tuple(each) for name, each in kept[which].items()} for which in ("m", "u"))
        return cls(kept["settings"], kept["version"], m, u, kept["shares"], kept.get("records", 0))


def numbering(settings: Settings) -> Model:
    """A model whose weights are the levels' own numbers: 0 says nothing, 1 is `else`, the highest is the best. Training counts by
    them, because Splink gives the levels themselves only beside all columns that were compared."""
    levels = {each.name: len(each.levels) + 1 for each in settings.comparisons}
    u = {name: (2.0**-20,) * n for name, n in levels.items()}
    return Model(
        settings.name,
        settings.version,
        {name: tuple(2.0 ** (at - 20) for at in range(n, 0, -1)) for name, n in levels.items()},
        u,
        {},
    )


def for_splink(settings: Settings, model: Model, *, by_frequency: bool = True) -> SettingsCreator:
    """A model as Splink's settings, for any of its engines; `by_frequency`: rare values count more."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rid",
        comparisons=[_comparison(each, model, by_frequency=by_frequency) for each in settings.comparisons],
        blocking_rules_to_generate_predictions=[],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )


def frequencies(settings: Settings) -> list[str]:
    """The columns of which a value's frequency counts."""
    named = [level.by_frequency for each in settings.comparisons for level in each.levels if level.by_frequency]
    return list(dict.fromkeys(named))


def _comparison(each: Comparison, model: Model, *, by_frequency: bool) -> CustomComparison:
    empty: list[ComparisonLevelCreator] = [cll.NullLevel(column) for column in each.needs]
    if each.unless_both:
        empty.append(cll.CustomLevel(f"{each.unless_both}_l and {each.unless_both}_r"))
    null = cll.Or(*empty) if len(empty) > 1 else empty[0]
    levels: list[ComparisonLevelCreator | dict[str, Any]] = [null.configure(is_null_level=True)]
    for level, m, u in zip((*each.levels, None), model.m[each.name], model.u[each.name], strict=True):
        creator = _test(level) if level else cll.ElseLevel()
        if by_frequency and level and level.by_frequency:
            creator = creator.configure(tf_adjustment_column=level.by_frequency)
        levels.append(creator.configure(m_probability=m, u_probability=u))
    return CustomComparison(levels, output_column_name=each.name)


def _test(level: Level) -> ComparisonLevelCreator:
    tests: dict[str, Any] = {
        "exact": lambda: cll.ExactMatchLevel(level.column),
        "similar": lambda: cll.JaroWinklerLevel(level.column, level.at),
        "edits": lambda: cll.LevenshteinLevel(level.column, int(level.at)),
        "inside": lambda: cll.ArraySubsetLevel(level.column),
        "shares": lambda: cll.ArrayIntersectLevel(level.column, int(level.at)),
        "near": lambda: cll.DistanceInKMLevel("lat", "lon", level.at, not_null=True),
    }
    test: ComparisonLevelCreator = tests[level.test]()
    return cll.And(test, *map(_test, level.also)) if level.also else test
