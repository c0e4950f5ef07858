"""What is other where people come over https: the names of cookies, and machines that come without it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

SEKOCI = Path(__file__).resolve().parents[2]
LOOK = """
import ast, importlib, pathlib, sys
import config.wsgi
from django.conf import settings
from sekoci.kit.cookies import Flash
print(settings.SESSION_COOKIE_NAME, "secure")
print(settings.CSRF_COOKIE_NAME, "secure")
print(Flash.cookie_name, "secure")
here = pathlib.Path(sys.argv[1])
for path in here.rglob("*.py"):
    if "tests" in path.parts or ".set_cookie(" not in (text := path.read_text()):
        continue
    module = importlib.import_module(".".join(path.relative_to(here.parent).with_suffix("").parts))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "set_cookie":
            print(vars(module)[node.args[0].id], *[each.arg for each in node.keywords])
"""
"""Says of every cookie of ours what it is called and what is said of it."""


def test_every_cookie_has_the_prefix_that_fits_its_path():
    known = os.environ | {"SEKOCI_URL": "https://toko.example.id"}
    asked = [sys.executable, "-c", LOOK, str(SEKOCI)]
    done = subprocess.run(asked, env=known, capture_output=True, text=True, timeout=60, check=True)  # noqa: S603  ours
    cookies = [line.split() for line in done.stdout.splitlines()]
    assert len(cookies) > 9
    for name, *said in cookies:
        assert name.startswith("__Secure-" if "path" in said else "__Host-"), (name, said)
        assert "secure" in said and "domain" not in said, (name, said)


@pytest.mark.django_db
def test_over_plain_http_pages_are_led_to_https_and_machines_are_refused(settings):
    settings.SECURE_SSL_REDIRECT = True
    plain = Client()
    assert plain.get("/masuk").status_code == 301 != plain.get("/healthz").status_code
    for method in ("get", "post"):
        answer = getattr(plain, method)("/api/v1/my/orders", HTTP_AUTHORIZATION="Bearer sk_rahasia")
        assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (
            403, "application/problem+json", "https_only",
        )  # fmt: skip
        assert "Location" not in answer and "rahasia" not in answer.content.decode()
    for path in ("/webhooks/whatsapp", "/data/katalog/rahasia/meta.csv"):
        assert plain.get(path).status_code == 403, path
    assert plain.get("/api/v1/my/orders", secure=True).json()["code"] != "https_only"
