"""What is compared, what is looked at together, and how sure is sure: data, the same for every engine."""

from dataclasses import dataclass
from typing import Literal

Test = Literal["exact", "similar", "edits", "inside", "shares", "near"]
Says = Literal["who", "reach", "there", "once"]
EVIDENCE: tuple[Says, ...] = ("who", "reach", "there", "once")


@dataclass(frozen=True)
class Level:
    """One degree of agreement of a column: equal; Jaro-Winkler at least `at`; at most `at` edits; the words of one are all among
    the other's (`inside`) or some are (`shares`), of a column of lists; `near`: within `at` km by lat and lon. `also` must hold
    too. `by_frequency`: agreement counts the more, the rarer the value of this column is."""

    test: Test
    column: str
    at: float = 0
    also: tuple["Level", ...] = ()
    by_frequency: str | None = None


@dataclass(frozen=True)
class Comparison:
    """A comparison of two records by levels, best first; where a column of `needs` is empty on a side it says nothing.

    `says`: what agreement is evidence of. `who`: the same owner and brand; `reach`: the same way to reach them; `there`: the same
    place; `once`: that they are one record's worth (only the same outlet). Branches agree in who, a couple's stalls in where, an
    agent's customers in reach; only one outlet agrees in all.
    Where both have `unless_both` it says nothing: another comparison has said it.
    `counted_within`: chance agreement at the better levels is too rare for a random sample, but is always within this column.
    """

    name: str
    says: Says
    levels: tuple[Level, ...]
    needs: tuple[str, ...]
    counted_within: str | None = None
    unless_both: str | None = None


@dataclass(frozen=True)
class Block:
    """Records that agree in all `keys` (SQL over a record) are compared, unless more than `most` do: then other blocks must find
    them. `each` names a column of lists, of which any one element must agree too. Two of which both have `unless_both` are not
    compared: narrower blocks find them."""

    keys: tuple[str, ...]
    most: int = 50
    each: str | None = None
    unless_both: str | None = None


@dataclass(frozen=True)
class Settings:
    """`columns`: what a record has beside unique_id and list (name to SQL over the standardised row).

    A pair's weight is log2 of its odds of being one outlet. `keep_from`: pairs below are forgotten; a pair counts at most
    `most_weight` for or against; `unseen` and `unseen_same_list` is what a pair counts that no block brought together. Merges are
    made where false and missed ones are to be equally many, within `cut_within` of even odds. `unsure` to `sure` is the band that
    people review; below it nothing is merged. Where a weight becomes a probability, only `believed` of what is above even odds
    counts: the sum takes the comparisons for independent, and they are not quite.
    """

    name: str
    version: int
    columns: tuple[tuple[str, str], ...]
    comparisons: tuple[Comparison, ...]
    blocks: tuple[Block, ...]
    keep_from: float = -8.0
    cut_within: float = 2.5
    most_weight: float = 10.0
    unseen: float = -3.0
    unseen_same_list: float = -9.0
    sure: float = 6.0
    unsure: float = -4.0
    believed: float = 0.8
    training_pairs: int = 400_000
    sample_pairs: int = 400_000
    rounds: int = 25


def _words(name: str, column: str, says: Says, *, unless_both: str | None = None) -> Comparison:
    """A key of sorted words beside its words as a list: equal, misspelt, one a part of the other, some shared, else."""
    return Comparison(
        name,
        says,
        (
            Level("exact", column, by_frequency=column),
            Level("similar", column, 0.93, by_frequency=column),
            Level("inside", f"{column}_words", by_frequency=column),
            Level("similar", column, 0.82, by_frequency=column),
            Level("shares", f"{column}_words", 1, by_frequency=column),
        ),
        needs=(column,),
        unless_both=unless_both,
    )


BUSINESSES = Settings(
    name="businesses",
    version=1,
    columns=(
        ("name_key", "name_key"),
        ("name_key_words", "string_split(coalesce(name_key, ''), ' ')"),
        ("owner_key", "owner_key"),
        ("owner_key_words", "string_split(coalesce(owner_key, ''), ' ')"),
        ("named_after", "len(list_intersect(string_split(name_key, ' '), string_split(owner_key, ' '))) > 0"),
        (
            "rest_key",
            "case when named_after then nullif(array_to_string(list_filter(owner_key_words,"
            " lambda t: not list_contains(name_key_words, t)), ' '), '') end",
        ),
        ("rest_key_words", "string_split(coalesce(rest_key, ''), ' ')"),
        ("words", "list_distinct(list_concat(name_key_words, owner_key_words))"),
        ("phone_key", "phone_key"),
        ("nib", "nib"),
        ("street_key", "street_key"),
        ("house_no", "house_no"),
        ("street_house", "street_key || ' ' || house_no"),
        ("rt_rw", "rt_rw"),
        ("area", "cast(area as varchar)"),
        ("region", "cast(region as varchar)"),
        ("category", "cast(category as varchar)"),
        ("lat", "cast(lat as double)"),
        ("lon", "cast(lon as double)"),
    ),
    comparisons=(
        _words("name", "name_key", "who"),
        _words("owner", "owner_key", "who", unless_both="named_after"),
        _words("rest", "rest_key", "who"),
        Comparison("nib", "who", (Level("exact", "nib", by_frequency="nib"), Level("edits", "nib", 1)), ("nib",), "nib"),
        Comparison("category", "who", (Level("exact", "category", by_frequency="category"),), ("category",)),
        Comparison(
            "phone",
            "reach",
            (Level("exact", "phone_key", by_frequency="phone_key"), Level("edits", "phone_key", 1)),
            ("phone_key",),
            "phone_key",
        ),
        Comparison(
            "street",
            "there",
            (
                Level("exact", "street_house", by_frequency="street_house"),
                Level("exact", "house_no", also=(Level("similar", "street_key", 0.85),)),
                Level("exact", "street_key", also=(Level("edits", "house_no", 1),)),
                Level("exact", "street_key", by_frequency="street_key"),
                Level("similar", "street_key", 0.85),
            ),
            ("street_key",),
        ),
        Comparison("rt_rw", "there", (Level("exact", "rt_rw"),), ("rt_rw",)),
        Comparison(
            "place",
            "there",
            (
                Level("near", "lat", 0.25, by_frequency="area"),
                Level("near", "lat", 1.0, by_frequency="area"),
                Level("near", "lat", 3.0, by_frequency="area"),
                Level("exact", "area", by_frequency="area"),
                Level("exact", "region"),
            ),
            ("area",),
            "area",
        ),
        Comparison("list", "once", (Level("exact", "list"),), ("list",)),
    ),
    blocks=(
        Block(("phone_key",)),
        Block(("nib",)),
        Block(("area", "name_key"), 60),
        Block(("area", "owner_key"), 60),
        Block(("area", "word"), 30, each="words"),
        Block(("region", "street_house")),
        Block(("area", "house_no")),
        Block(("area", "street_key"), 20),
        Block(("name_key", "owner_key"), 30),
        Block(("street_house", "word"), 30, each="words"),
        Block(("street_house", "rt_rw"), 30),
        Block(("region", "name_key", "owner_key")),
        Block(("region", "name_key", "category"), 30),
        Block(("region", "owner_key", "category"), 30),
        Block(("region", "owner_key"), 30, unless_both="area"),
        Block(("region", "name_key"), 20, unless_both="area"),
        Block(("round(lat * 100)", "round(lon * 100)", "word"), 30, each="words"),
        Block(("round(lat * 400)", "round(lon * 400)"), 30),
    ),
)
"""Outlets in partners' lists."""


def _text(name: str, column: str, *at: float, needs: tuple[str, ...] = ()) -> Comparison:
    """Equal, then similar by so much, else."""
    similar = (Level("similar", column, each, by_frequency=column) for each in at)
    return Comparison(name, "who", (Level("exact", column, by_frequency=column), *similar), needs or (column,))


PERSONS = Settings(
    name="persons",
    version=1,
    columns=(
        ("first", "first_name"),
        ("last", "surname"),
        ("names", "array_to_string(list_sort(list_distinct(string_split(full_name, ' '))), ' ')"),
        ("names_words", "string_split(coalesce(names, ''), ' ')"),
        ("born", "dob"),
        ("born_year", "dob[1:4]"),
        ("birth_place", "birth_place"),
        ("postcode", "postcode"),
        ("outward", "string_split(postcode, ' ')[1]"),
        ("occupation", "occupation"),
    ),
    comparisons=(
        _words("name", "names", "who"),
        Comparison(
            "born",
            "who",
            (
                Level("exact", "born", by_frequency="born"),
                Level("edits", "born", 1),
                Level("edits", "born", 2),
                Level("exact", "born_year"),
            ),
            ("born",),
        ),
        _text("birth_place", "birth_place", 0.88),
        Comparison(
            "postcode",
            "who",
            (
                Level("exact", "postcode", by_frequency="postcode"),
                Level("edits", "postcode", 1),
                Level("exact", "outward", by_frequency="outward"),
            ),
            ("postcode",),
        ),
        _text("occupation", "occupation", 0.88),
    ),
    blocks=(
        Block(("names", "born_year"), 200),
        Block(("names", "birth_place"), 200),
        Block(("postcode",), 100),
        Block(("born", "birth_place"), 200),
        Block(("born", "outward"), 200),
        Block(("born", "word"), 100, each="names_words"),
        Block(("names", "outward"), 200),
        Block(("last", "birth_place", "occupation"), 100),
        Block(("names",), 60),
        Block(("first", "birth_place", "born_year"), 100),
        Block(("last", "born_year", "occupation"), 100),
        Block(("word", "outward"), 60, each="names_words"),
        Block(("word", "birth_place"), 60, each="names_words"),
    ),
    unseen_same_list=-3.0,
)
"""Persons of one register: names, day and place of birth, postcode, occupation."""
