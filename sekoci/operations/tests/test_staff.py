"""The pages of staff: who enters, what they see of the installation, what they turn, and that all of it is written down."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from sekoci.accounts.actions import add_staff, person_with_phone, remove_staff
from sekoci.accounts.models import Person
from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.sql import counted, fetch
from sekoci.kit.staff import acts, note_act
from sekoci.kit.switches import declared, forget_settings, place_of, turn
from sekoci.operations import actions
from sekoci.operations.tests.staff import NASTY, log_in
from tests.addresses import fill, routes

pytestmark = pytest.mark.django_db
REASON = "Server penuh, dimatikan dulu"


@pytest.fixture(autouse=True)
def _switches_of_nobody():
    forget_settings()
    yield
    forget_settings()


@pytest.fixture
def keeper(client, database) -> Person:
    """Somebody who runs this Sekoci, in `client`, just confirmed."""
    return log_in(client)


def failed_job(kind: str = "uji.gagal") -> int:
    [(number,)] = fetch(
        "insert into procrastinate_jobs (queue_name, task_name, args, status, attempts)"
        " values ('default', %s, '{}', 'failed', 3) returning id",
        (kind,),
    )
    return number


def test_every_page_of_staff_exists_for_staff_alone(client, owner, few_areas):
    parts = {"str": "x", "uuid": str(new_id()), "slug": "x", "int": "1"}
    pages = [fill(route, parts) for route in routes() if route.startswith("staf")]
    pages = [page for page in pages if "/admin" not in page and "ulasan/" not in page]
    assert len(pages) > 8
    for page in pages:
        assert Client().get(page).status_code in (302, 405), page
    client.force_login(owner.person)
    for page in pages:
        assert {client.get(page).status_code, client.post(page).status_code} <= {404, 405}, page


def test_staff_prove_anew_who_they_are_and_then_work_for_eight_hours(client, keeper):
    fresh = Client()
    fresh.force_login(keeper)
    assert fresh.get("/staf").headers["Location"] == "/akun/pastikan?next=%2Fstaf"
    assert fresh.post("/staf/kesehatan/hitung").headers["Location"].startswith("/akun/pastikan")
    assert client.get("/staf").status_code == 200
    kept = client.session
    kept["account_authentication_methods"] = []
    kept.save()
    assert client.get("/staf").status_code == 200
    with clock.frozen(clock.now() + timedelta(hours=8, minutes=1)):
        assert client.get("/staf").status_code == 302
    remove_staff(keeper.phone)
    assert client.get("/staf").status_code == 404


def test_staff_are_made_once_and_ended_once_and_it_is_written_down(database):
    assert add_staff("0812-9999-0001") and not add_staff("081299990001")
    assert remove_staff("081299990001") and not remove_staff("081299990001")
    who = person_with_phone("081299990001")
    assert [(act.what, act.about) for act in acts()] == [("staff.remove", f"person:{who}"), ("staff.add", f"person:{who}")]


def test_the_health_page_says_what_is_wrong_first(client, keeper):
    failed_job(NASTY)
    with counted() as statements:
        page = client.get("/staf/kesehatan").content.decode()
    assert len(statements) <= 18
    assert NASTY not in page and "&lt;script&gt;" in page
    assert page.index("Tidak ada yang hidup.") < page.index("Semua dikenal.")
    assert "/staf/kesehatan/ulangi" in page


def test_failed_jobs_run_again_one_or_all_of_a_kind(client, keeper):
    one, two, other = failed_job(), failed_job(), failed_job("uji.lain")
    client.post("/staf/kesehatan/ulangi", {"job": str(one)})
    assert client.post("/staf/kesehatan/ulangi", {"job": str(one)}).status_code == 404
    assert client.post("/staf/kesehatan/ulangi", {"job": "9" * 30}).status_code == 404
    client.post("/staf/kesehatan/ulangi", {"kind": "uji.gagal"})
    states = dict(fetch("select id, status::text from procrastinate_jobs where id = any(%s)", ([one, two, other],)))
    assert states == {one: "todo", two: "todo", other: "failed"}
    assert [act.about for act in acts(limit=2)] == ["uji.gagal: 1", f"job {one}: 1"]


def test_everything_is_recomputed_once_at_a_time_and_the_page_says_how_it_ended(client, keeper, shop):
    assert client.post("/staf/kesehatan/hitung").status_code == 302
    client.post("/staf/kesehatan/hitung")
    [(check_id, asked_by)] = fetch("select id, asked_by from operations_check")
    assert asked_by == keeper.pk
    assert fetch("select count(*) from procrastinate_jobs where task_name = 'operations.check'") == [(1,)]
    assert "Sedang dihitung sejak" in client.get("/staf/kesehatan").content.decode()
    actions.run_check(check_id)
    actions.run_check(check_id)
    page = client.get("/staf/kesehatan").content.decode()
    assert "Bersih." in page and "Hitung sekarang" in page
    fetch("update operations_check set is_clean = false, wrong = %s::jsonb", (f'[["stok", ["{NASTY}"]]]',))
    page = client.get("/staf/kesehatan").content.decode()
    assert "1 janji dilanggar" in page and NASTY not in page


def test_the_worker_asks_once_a_night(database):
    with clock.frozen(clock.now().replace(hour=12, minute=0)):  # seven in the evening in Jakarta
        assert actions.ask_nightly_check() is None
    with clock.frozen(clock.now().replace(hour=21, minute=0)):  # four in the morning
        assert actions.ask_nightly_check()
        assert actions.ask_nightly_check() is None


def test_a_switch_turns_a_part_off_for_everybody_for_some_and_on_again(
    client, keeper, shop, owner, django_capture_on_commit_callbacks
):
    page = f"/kelola/{shop.slug}/produk/impor"
    mine = Client()
    mine.force_login(owner.person)

    def said(status: int, **facts: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            sent = {"mode": "off", "reason": REASON} | facts
            assert client.post("/staf/saklar/product_import", sent).status_code == status

    assert mine.get(page).status_code == 200
    said(422, reason="apa")
    said(422, shops="tidak-ada")
    said(422, percent="101")
    said(404, mode="kadang")
    assert client.post("/staf/saklar/tidak-ada", {"mode": "off", "reason": REASON}).status_code == 404
    assert mine.get(page).status_code == 200
    said(302)
    assert mine.get(page).status_code == 503
    said(302, mode="some", shops=shop.slug)
    assert mine.get(page).status_code == 200
    said(302, mode="some", percent=str(place_of("product_import", shop.id)))
    assert mine.get(page).status_code == 503
    said(302, mode="some", percent=str(place_of("product_import", shop.id) + 1))
    assert mine.get(page).status_code == 200
    assert shop.slug not in client.get("/staf/saklar").content.decode()
    trail = client.get("/staf/jejak").content.decode()
    assert "Saklar dimatikan" in trail and REASON in trail and "Petugas Ani" in trail
    says = str(declared["product_import"].says)
    assert says in trail and f"{says} (0%, 1 toko)" in trail and "product_import" not in trail


def test_the_share_of_a_switch_is_that_share_of_the_businesses():
    places = [place_of("x", number) for number in range(20_000)]
    assert {*places} == set(range(100))
    assert 8_000 < sum(place < 50 for place in places) < 12_000


def test_every_switch_that_is_declared_is_read():
    sekoci = Path(__file__).resolve().parents[2]
    read, made = set(), set()
    for path in sekoci.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Switch("):
                made.add(ast.unparse(node.targets[0]))
            if isinstance(node, ast.Attribute) and node.attr == "is_on":
                read.add(ast.unparse(node.value))
    assert made == read & made and len(made) == len(declared) > 0


def test_what_staff_did_cannot_be_changed_and_goes_on_page_by_page(client, keeper):
    for number in range(60):
        turn("product_import", "on", by=keeper.pk, reason=f"Alasan nomor {number:02} {NASTY}")
    page = client.get("/staf/jejak").content.decode()
    assert page.count("Alasan nomor") == 50 and NASTY not in page
    assert client.get(f"/staf/jejak?sebelum={acts(limit=50)[-1].id}").content.count(b"Alasan nomor") == 10
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        fetch("update kit_staffact set reason = ''")


def test_a_form_without_its_token_is_refused(keeper, client):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for page in ("/staf/kesehatan/hitung", "/staf/saklar/product_import", "/staf/melihat", "/staf/melihat/selesai"):
        assert strict.post(page, {"mode": "off", "reason": REASON}).status_code == 403, page


def test_the_trail_says_backups_and_rows_in_words(client, keeper):
    for what, about in (
        ("backup.ask", "latest"),
        ("drill.done", "latest"),
        ("restore.ask", "sekoci-20261121T193000Z"),
        ("check.ask", "verify"),
        ("key.give_up", "keys: 1"),
        ("review.kept", f"review:{new_id()}"),
    ):
        note_act(keeper.pk, what, about=about)
    trail = client.get("/staf/jejak").content.decode()
    for said in ("Cadangan terakhir", "22 November 2026", "Kunci yang hilang dilepas", ">Ulasan</a>"):
        assert said in trail, said
    for raw in ("latest", "sekoci-2026", "verify", "keys:", "give_up", ">#"):
        assert raw not in trail, raw
