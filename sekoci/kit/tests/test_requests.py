"""Requests that Django itself cannot take apart, and addresses that would lead people away."""

import logging

import pytest

pytestmark = pytest.mark.django_db
ORDERS = "/api/v1/shops/tidak-ada/orders"


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "/\r\nX-A: 1", "https://evil.example", "evil",
     "", "/" + "a" * 600, "/\x00"],
)  # fmt: skip
def test_changing_the_language_leads_nowhere_else(client, back):
    answer = client.post("/bahasa", {"bahasa": "en", "kembali": back})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert answer.cookies["bahasa"].value == "en"


def test_changing_the_language_leads_back(client):
    answer = client.post("/bahasa", {"bahasa": "en", "kembali": "/warung-melati?cari=teh"})
    assert (answer.status_code, answer["Location"]) == (303, "/warung-melati?cari=teh")


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"data": "x" * 2_600_000, "content_type": "application/json"}, 413, "too_large"),
        ({"data": "x", "content_type": "multipart/form-data"}, 422, "unreadable"),
        ({"data": "{", "content_type": "application/json"}, 422, "unreadable"),
        ({"data": "", "content_type": "application/json", "HTTP_TRANSFER_ENCODING": "chunked"}, 411, "length_required"),
    ],
)
def test_what_a_machine_sends_amiss_is_answered_as_a_problem(client, sent, status, code):
    answer = client.post(ORDERS, HTTP_IDEMPOTENCY_KEY="k", **sent)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["code"] == code


def test_a_body_that_is_too_large_is_a_line_in_the_log_and_no_traceback(client, caplog):
    with caplog.at_level(logging.WARNING):
        client.post(ORDERS, "x" * 2_600_000, content_type="application/json", HTTP_IDEMPOTENCY_KEY="k")
    assert [(each.levelname, each.exc_info) for each in caplog.records] == [("WARNING", None)]


def test_a_method_that_is_not_known_is_a_problem_too(client):
    answer = client.delete(ORDERS)
    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (405, "application/problem+json", "POST")
    assert answer.json()["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    ("path", "back"),
    [
        (
            "/kelola/melati/pesanan/0198b1a5-0000-7000-8000-000000000000/terima",
            "/kelola/melati/pesanan/0198b1a5-0000-7000-8000-000000000000",
        ),
        ("/kelola/melati/antar/urutan", "/kelola/melati/antar"),
    ],
)
def test_an_address_that_only_a_button_opens_leads_back_to_where_the_button_is(client, path, back):
    answer = client.get(path)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert f'href="{back}"' in answer.content.decode() and "tekan tombolnya" in answer.content.decode()


def test_a_form_without_a_boundary_is_said_in_a_sentence(client):
    answer = client.post("/masuk", "x", content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "tidak terbaca" in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ({}, "buyer", "harus ada"),
        (
            {"buyer": {"name": "Sri", "phone": "0812"}, "fulfilment": "fly"},
            "fulfilment",
            "harus salah satu dari 'pickup' or 'delivery'",
        ),
        ({"buyer": {"name": "", "phone": "0812"}}, "buyer.name", "terlalu pendek, paling sedikit 1 huruf"),
        ({"buyer": {"name": "Sri", "phone": "0812", "x": 1}}, "buyer.x", "tidak dikenal"),
    ],
)
def test_a_field_that_is_wrong_is_named_in_both_languages(client, body, field, said):
    answer = client.post(ORDERS, body, content_type="application/json", HTTP_IDEMPOTENCY_KEY="k").json()
    assert (answer["field"], answer["code"]) == (field, "invalid")
    assert answer["detail"] == f"Isian {field} tidak sesuai: {said}."
    assert answer["title"].startswith(f"{field} is not valid: ")


def test_half_a_gigabyte_is_refused_before_a_byte_of_it_is_read(client, monkeypatch):
    monkeypatch.setattr("django.http.multipartparser.MultiPartParser.parse", lambda self: pytest.fail("it was read"))
    for path in ("/kelola/x/produk/baru", "/api/v1/my/products/x/photo", "/masuk", "/tidak-ada/keranjang"):
        answer = client.post(path, {"photo": "x"}, CONTENT_LENGTH="500000000")
        assert (answer.status_code, answer["Connection"]) == (413, "close"), path


def test_a_body_that_does_not_say_how_long_it_is_is_refused(client):
    answer = client.generic("POST", "/masuk", headers={"Transfer-Encoding": "chunked"})
    assert answer.status_code == 411
