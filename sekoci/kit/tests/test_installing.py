"""A phone may put Sekoci on its home screen."""

import io

import pytest
from django.test import Client
from PIL import Image

pytestmark = pytest.mark.django_db


def test_the_manifest_names_icons_that_are_there_in_the_size_it_says():
    manifest = Client().get("/manifest.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    said = manifest.json()
    assert (said["start_url"], said["display"]) == ("/kelola", "standalone")
    for icon in said["icons"]:
        picture = Image.open(io.BytesIO(Client().get(icon["src"]).content))
        assert (picture.format, "x".join(map(str, picture.size))) == ("PNG", icon["sizes"])
    assert Client().get("/ikon-9999.png").status_code == 404


def test_the_script_that_shows_news_lies_at_the_root_and_is_asked_for_anew_each_time():
    answer = Client().get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert b"showNotification" in answer.content


def test_browsers_that_read_no_page_find_an_icon():
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 301
    assert Client().get(answer["Location"])["Content-Type"] == "image/png"
