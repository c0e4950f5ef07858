"""E38: everybody who can ask, with another shop's ids, everywhere: nothing of the other shop comes back, nothing there changes.

And in one's own shop: what a role may not do is refused, whatever is sent. Addresses, fields and bodies are read from the project
itself, so that what is new cannot be forgotten. `SEED` repeats a draw.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.operations.tests.staff import confirm, log_in
from sekoci.registry.actions import add_member, make_api_key, remove_member
from sekoci.registry.rules import SCOPES, roles_at
from tests.addresses import fill, routes
from tests.crowd import SEED
from tests.furnished import OWNED, Furnished, Voices, furnish
from tests.people import MARISO, join, shop_for, someone
from tests.test_odd_letters import bodies_of, names_read

pytestmark = pytest.mark.django_db
LOUD, QUIET = "Zqberanda", "Zqrahasia"
"""What everybody may read in the other shop, and what only its people may: in every text that it holds."""
HOME = "kelola/<slug:slug>"
ENDS = ("akun/tutup", "akun/perangkat/lain/keluar", "keluar", "pengaturan/berhenti", "akun/data/hapus")
"""Where one ends what one is oneself: asked for no more after that, nobody would try anything."""
PUBLIC_TO_ALL = ("pasar", "sitemap", "dev/", "healthz", "komponen")
NEVER_FULL = {"messaging_receipt", "webhooks_attempt"}
"""What only other systems fill."""
NO = {302, 403, 404, 405}
KEEPER = "staff of the operator"


@dataclass
class Actor:
    """Somebody who asks. `shop_role` is theirs in the first shop, "" for none."""

    name: str
    shop_role: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=Client)

    def ask(self, method: str, address: str, body: object) -> object:
        if isinstance(body, str):
            headers = self.headers | {"Idempotency-Key": str(new_id())}
            return self.client.generic(method, address, body, "application/json", headers=headers)
        return self.client.get(address, body) if method == "GET" else self.client.post(address, body)


@dataclass
class World:
    mine: Furnished
    theirs: Furnished
    actors: list[Actor]


@pytest.fixture
def world(shop, owner, staff, cashier, other_shop, other_owner, client) -> World:
    def voices(aloud: str, quietly: str) -> Voices:
        return Voices(lambda most: f"Bu {aloud} sekali"[:most], lambda most: f"Bu {quietly} sekali"[:most])

    mine = furnish(shop, owner, voices("Melati", "Melati"), phone="+6281277700")
    theirs = furnish(other_shop, other_owner, voices(LOUD, QUIET), phone="+6281288800")
    ended = someone(theirs.shop.phone[:-2] + "71", "Bekas")
    add_member(other_shop.id, phone=ended.phone, role="staff", name="Bekas")
    remove_member(other_shop.id, ended.id)
    neighbour = someone("+6281234567872", "Tetangga")
    third = shop_for(neighbour, name="Toko Ketiga", sells="Teh", area_code=MARISO)
    helper = someone("+6281234567873", "Pembantu")
    join(helper, third, role="staff")
    buyer = someone("+628127770000", "Pembeli")
    people = {"owner": owner, "staff": staff, "cashier": cashier, "ended member": ended, "owner elsewhere": neighbour}
    people |= {"staff elsewhere": helper, "buyer": buyer}
    actors = [Actor("nobody")]
    for name, person in people.items():
        actors.append(actor := Actor(name, name if name in ("owner", "staff", "cashier") else ""))
        actor.client.force_login(person.person)
        confirm(actor.client, person.person)
    keeper = Actor(KEEPER, client=client)
    log_in(client)
    client.post("/staf/melihat", {"shop": shop.slug, "reason": "Melihat pesanan yang hilang"})
    for scope in sorted(SCOPES):
        key = make_api_key(shop.id, label=scope, scopes=[scope]).key
        actors.append(Actor(f"key {scope}", headers={"Authorization": f"Bearer {key}"}))
    return World(mine, theirs, [*actors, keeper])


def pages() -> list[str]:
    found = [each.removesuffix("$").removeprefix("^") for each in routes()]
    return [each for each in found if each and not each.startswith(("api/", *PUBLIC_TO_ALL)) and not each.endswith(ENDS)]


def ids_for(route: str, theirs: Furnished, chance: Random) -> dict[str, str]:
    """Their own id for each part of the address by what the part is called, or any of theirs."""
    parts = re.findall(r"<(?:\w+:)?(\w+)>", route)
    named = {part: theirs.kinds.get(part.removesuffix("_id")) for part in parts}
    values = {"uuid": chance.choice(theirs.ids), "int": str(theirs.owner.id), "str": theirs.token, "slug": "lunas"}
    return values | {part: str(found) for part, found in named.items() if found}


def form_of(theirs: Furnished, chance: Random) -> dict[str, str]:
    """Every field that any view reads, each with something of theirs."""
    sent = {name: str(chance.choice([*theirs.kinds.values()])) for name in names_read("POST")}
    return sent | {
        f"n-{str(theirs.kinds['variant']).replace('-', '')}": "1",
        f"n-{theirs.kinds['product']}": "1",
        "kunci": str(new_id()),
    }


def page_calls(world: World, chance: Random) -> Iterator[tuple[Actor, str, str, object, bool]]:
    """Who, how, where, with what; and whether there is nothing to be found there for them."""
    mine, theirs = world.mine.shop.slug, world.theirs.shop.slug
    people = [actor for actor in world.actors if not actor.headers]
    for route in pages():
        for actor in people:
            if route.startswith("staf") and actor.name == KEEPER:  # they read what shops report to them
                continue
            values = ids_for(route, world.theirs, chance)
            named = values.keys() - {"uuid", "int", "str", "slug", "program"}  # a programme that is open is everybody's
            has_id = bool(named) or "<uuid" in route or "<int" in route
            for method in ("GET", "POST"):
                sent: object = {} if method == "GET" else form_of(world.theirs, chance)
                if route.startswith(HOME):
                    yield actor, method, fill(route, values | {"slug": theirs}), sent, True
                    yield actor, method, fill(route, values | {"slug": mine}), sent, has_id
                elif not route.startswith(("pesanan/<", "data/katalog")):  # where their own token opens it
                    yield actor, method, fill(route, values | {"slug": mine}), sent, False


def json_calls(world: World, described: dict[str, object], chance: Random) -> Iterator[tuple[Actor, str, str, object, bool]]:
    shapes = described["components"]["schemas"]  # type: ignore[index]
    for path, calls in described["paths"].items():  # type: ignore[attr-defined]
        if path == "/api/v1/market":  # everybody's
            continue
        for method, call in calls.items():
            content = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            ids = {name: str(world.theirs.kinds[name]) for name in ("product", "variant")}
            for actor in world.actors:
                values = ids_for(path.replace("{", "<").replace("}", ">"), world.theirs, chance)
                place = re.sub(r"\{(\w+)\}", lambda part, known=values: str(known.get(part[1]) or known["uuid"]), path)
                place = place.replace("/shops/lunas", f"/shops/{world.mine.shop.slug}")
                body = bodies_of(content, shapes, "x", ids) if content else {}
                yield actor, method.upper(), place, json.dumps(body), "{" in path and "/my/" in path


def replay(world: World, calls: list[tuple[Actor, str, str, object, bool]]) -> Counter[int]:
    """Ask all of it; the answers' statuses. Nothing of theirs comes back, nothing of theirs changes; each is undone after."""
    touched, seen = touches(world.theirs.shop.id), Counter()
    before = touched()
    for actor, method, address, body, is_closed in calls:
        with transaction.atomic():
            cookies = actor.client.cookies.copy()
            answer = actor.ask(method, address, body)
            told = b"".join(answer) if answer.streaming else answer.content
            said = told.decode(errors="replace") + str(dict(answer.headers))
            where = (SEED, actor.name, method, address, answer.status_code)
            assert answer.status_code < 500, where
            assert QUIET not in said, where
            assert LOUD not in said, where
            assert not is_closed or answer.status_code in NO | {401, 422}, where
            assert touched() == before, where
            seen[answer.status_code] += 1
            transaction.set_rollback(True)
            actor.client.cookies = cookies
    return seen


def touches(business_id: int) -> Callable[[], list[tuple[int, int]]]:
    """How many rows a business has, and the last transaction that wrote one: whatever is written or deleted shows."""
    one = "select count(*), coalesce(max(xmin::text::bigint), 0) from {} where {} = " + str(business_id)  # noqa: S608
    with across_businesses():
        tables = [one.format(table, "business_id") for (table,) in fetch(OWNED)]
    statement = " union all ".join([*tables, one.format("registry_business", "id")])

    def look() -> list[tuple[int, int]]:
        with across_businesses():
            return fetch(f"select sum(count), max(coalesce) from ({statement}) each")  # noqa: S608

    return look


def test_another_shops_ids_open_nothing_to_anybody(world):
    """E38, a draw of it."""
    chance = Random(SEED)
    seen = replay(world, chance.sample(list(page_calls(world, chance)), 300))
    assert seen[200] > 10 and seen[404] > 50, (SEED, seen)


def test_another_shops_ids_open_nothing_to_any_key(world, client):
    described = Client().get("/api/v1/openapi.json").json()
    chance = Random(SEED)
    seen = replay(world, chance.sample(list(json_calls(world, described, chance)), 300))
    assert seen[403] > 50 and seen[200] + seen[404] + seen[422] > 10, (SEED, seen)


@pytest.mark.faults
def test_five_thousand_requests_with_another_shops_ids_open_nothing(world):
    described = Client().get("/api/v1/openapi.json").json()
    every = [*page_calls(world, Random(SEED)), *json_calls(world, described, Random(SEED))]
    seen = replay(world, every)
    print(SEED, len(every), dict(seen))
    assert sum(seen.values()) >= 5_000


def test_in_ones_own_shop_a_role_is_refused_what_the_table_of_roles_does_not_give_it(world):
    """With ids that are really there, so that nothing but the role stands in the way."""
    mine, touched = world.mine, touches(world.mine.shop.id)
    before = touched()
    chance, tried = Random(SEED), Counter()
    people = [actor for actor in world.actors if not actor.headers and actor.name != KEEPER]
    strangers = [actor for actor in people if not actor.shop_role]
    for route in (each for each in pages() if each.startswith(HOME)):
        place = route.removeprefix(HOME).strip("/")
        helpers = [actor for actor in people if actor.shop_role and actor.shop_role not in roles_at(place)]
        for actor in (*helpers, chance.choice(strangers)):
            address = fill(route, ids_for(route, mine, chance) | {"slug": mine.shop.slug})
            for method in ("GET", "POST"):
                answer = actor.ask(method, address, {} if method == "GET" else form_of(mine, chance))
                wanted = 403 if actor.shop_role else 302 if actor.name == "nobody" else 404
                assert answer.status_code in (wanted, 405), (SEED, actor.name, method, address, answer.status_code)
                assert answer.status_code != 302 or answer.headers["Location"].startswith("/masuk")
                tried[actor.name] += 1
    assert tried["cashier"] > 150 and tried["staff"] > 30 and tried.total() > 400, tried
    assert touched() == before


def test_sql_inside_one_business_reads_and_writes_no_row_of_another(world):
    """On every table that businesses own, both shops having rows there."""
    mine, theirs = world.mine.shop.id, world.theirs.shop.id
    with across_businesses():
        tables = [table for (table,) in fetch(OWNED) if table != "registry_directoryentry"]
        full = {table for table in tables if fetch(f"select 1 from {table} where business_id = %s limit 1", (theirs,))}  # noqa: S608
    assert set(tables) - full == NEVER_FULL
    for scope, rows in ((None, 0), (mine, None)):
        for table in tables:
            with transaction.atomic(), in_business(scope) if scope else transaction.atomic():
                assert fetch(f"select count(*) from {table} where business_id = %s", (theirs,)) == [(0,)], table  # noqa: S608
                assert rows is None or fetch(f"select count(*) from {table}") == [(0,)], table  # noqa: S608
    for table in tables:
        for verb in ("update {0} set business_id = {2} where business_id = {2}", "delete from {0} where business_id = {2}",
                     "update {0} set business_id = {2} where business_id = {1}"):  # fmt: skip
            written = wrote(mine, verb.format(table, mine, theirs))
            assert written in (0, None), (table, verb)
            assert "{1}" not in verb or written is None or table not in full, (table, "moved into the other shop")


def wrote(business_id: int, statement: str) -> int | None:
    """How many rows it wrote inside that business; None where the database refuses it."""
    try:
        with transaction.atomic(), in_business(business_id), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount
    except DatabaseError:
        return None
