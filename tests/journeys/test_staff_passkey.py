"""Staff where real people are, in a real browser: the code leads to a passkey, and the passkey alone leads to /staf."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sekoci.accounts.actions import add_staff, person_with_phone
from sekoci.accounts.queries import passkeys_of
from sekoci.accounts.tests.browser import code_for
from sekoci.operations.tests.staff import PHONE
from sekoci.operations.tests.test_production import self_signed
from tests.journeys.conftest import Site, serving
from tests.journeys.steps import follow, locked_phone, look

pytestmark = pytest.mark.browser


@pytest.fixture
def real(areas: None, committed: None, tmp_path: Path) -> Iterator[Site]:
    """As operators run it, over https; without a worker, so that the test reads the codes."""
    cert, key = self_signed(tmp_path, "localhost")
    told = {"SEKOCI_PRODUCTION": "1", "SEKOCI_TLS_CERT": str(cert), "SEKOCI_TLS_KEY": str(key)}
    with serving("https://localhost", processes=["web"], **told) as site:
        yield site


@pytest.fixture
def keeper(chrome: Browser, real: Site) -> Iterator[Page]:
    with locked_phone(chrome, real.url, ignore_https_errors=True) as page:
        yield page


def comes_in(page: Page) -> None:
    page.goto("/staf")
    page.get_by_label("Nomor HP").fill(PHONE)
    follow(page.get_by_role("button", name="Setuju dan kirim kode"))
    page.get_by_label("Kode 6 angka").fill(code_for(PHONE))
    follow(page.get_by_role("button", name="Masuk", exact=True))


def test_staff_make_a_passkey_and_it_alone_opens_their_pages(keeper: Page):
    add_staff(PHONE)
    comes_in(keeper)
    expect(keeper.get_by_text("Pengelola wajib punya kunci layar.")).to_be_visible()
    look(keeper, "staf-kunci-pertama")
    follow(keeper.get_by_role("button", name="Tambah di HP ini"))
    assert len(passkeys_of(person_with_phone(PHONE))) == 1
    expect(keeper.get_by_role("button", name="Kirim kode")).to_have_count(0)
    look(keeper, "staf-pastikan")
    follow(keeper.get_by_role("button", name="Pakai kunci layar"))
    assert keeper.url.endswith("/staf")
    follow(keeper.get_by_role("link", name="Kesehatan sistem"))
    assert keeper.url.endswith("/staf/kesehatan") and keeper.get_by_role("heading", level=1).is_visible()
