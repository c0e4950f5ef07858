"""Nothing that was announced is overtaken or lost, and nobody's news waits for who announces nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import transaction

from sekoci.kit.events import Broken, _handlers, announce, deliver, hear_ids, in_silence, on
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from tests.crowd import at_once
from tests.database import OWNER
from tests.installation import eventually

pytestmark = pytest.mark.committed


@dataclass(frozen=True)
class Noticed:
    words: list[str]


@pytest.fixture
def heard(committed) -> Iterator[list[str]]:
    """What somebody heard, in order."""
    words: list[str] = []
    on(Noticed, consumer="tests")(lambda event: words.extend(event.words))
    yield words
    del _handlers["tests"]


def elsewhere(*steps: Callable[[], object]) -> None:
    """On a connection of its own, as another process does it."""

    def one_by_one() -> None:
        for step in steps:
            step()

    [answer] = at_once([one_by_one])
    assert answer is None, answer


def tell(word: str) -> Callable[[], None]:
    return lambda: announce(Noticed([word]))


def listen() -> None:
    deliver("tests")


def hears(words: list[str], *expected: str) -> Callable[[], None]:
    """Listening until it is heard: others on this server may have a transaction at this very moment."""

    def listening() -> bool:
        listen()
        return words == [*expected]

    return lambda: eventually(listening, within=20)


def test_an_event_waits_for_an_older_transaction_and_is_not_overtaken(heard):
    with transaction.atomic():
        fetch("select pg_current_xact_id()")
        elsewhere(tell("younger"), listen)
        assert heard == []
        announce(Noticed(["older"]))
    hears(heard, "older", "younger")()


def test_news_does_not_wait_for_who_is_silent(heard):
    with in_silence():
        fetch("create temp table much as select 1 as one")
        elsewhere(tell("news"), hears(heard, "news"))
        with across_businesses():
            fetch("create temp table more as select 1 as one")
        elsewhere(tell("more"), hears(heard, "news", "more"))


def test_beside_somebody_silent_an_older_transaction_is_still_waited_for(heard):
    with psycopg.connect(OWNER) as older:
        older.execute("select pg_current_xact_id()")
        with in_silence():
            fetch("select pg_current_xact_id()")
            elsewhere(tell("younger"), listen)
            assert heard == []
            older.execute("""insert into kit_event (name, payload, at) values ('Noticed', '{"words": ["older"]}', now())""")
            older.commit()
            elsewhere(hears(heard, "older", "younger"))


def test_a_silence_that_was_over_is_none_for_the_next_transaction_of_the_same_connection(heard):
    with in_silence():
        fetch("select pg_current_xact_id()")
    test_an_event_waits_for_an_older_transaction_and_is_not_overtaken(heard)


def test_another_database_of_the_same_server_makes_nobody_wait(heard):
    other = urlunsplit(urlsplit(OWNER)._replace(path="/postgres"))
    with psycopg.connect(other) as stranger:
        stranger.execute("create temp table much as select 1 as one")
        elsewhere(tell("news"), hears(heard, "news"))
        stranger.rollback()


def test_what_a_handler_announces_is_heard_next_and_once(heard):
    on(Noticed, consumer="tests")(
        lambda event: (heard.extend(event.words), event.words == ["first"] and announce(Noticed(["then"])))
    )
    with in_silence():
        fetch("select pg_current_xact_id()")
        elsewhere(tell("first"), tell("second"), hears(heard, "first", "second", "then"))
    listen()
    assert heard == ["first", "second", "then"]


def test_ids_are_heard_beside_somebody_silent_and_each_once(heard):
    def ids(*expected: str) -> Callable[[], None]:
        def hearing() -> bool:
            with across_businesses():
                hear_ids("tests", {Noticed: "words"})
                heard.extend(word for (word,) in fetch("select id from heard order by id"))
            return heard == [*expected]

        return lambda: eventually(hearing, within=20)

    with in_silence():
        fetch("select pg_current_xact_id()")
        elsewhere(tell("one"), ids("one"))
        elsewhere(tell("two"), ids("one", "two"), ids("one", "two"))


def test_who_promised_silence_and_announces_something_is_undone(heard):
    with pytest.raises(Broken, match="Noticed"), in_silence():
        announce(Noticed(["never"]))
    with pytest.raises(Broken, match="statement"), in_silence():
        fetch("""insert into kit_event (name, payload, at) values ('Noticed', '{"words": ["never"]}', now())""")
    listen()
    assert heard == []
    announce(Noticed(["again"]))
    hears(heard, "again")()
