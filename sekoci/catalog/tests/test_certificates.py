"""Papers: how their numbers are written, who sees them, and that an owner hears in time that one ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from sekoci.catalog.actions import (
    CertificateDraft,
    ProductDraft,
    add_certificate,
    add_products,
    remind_of_certificates,
    remove_certificate,
    restore_certificate,
)
from sekoci.catalog.certificates import checked_certificate, step_of
from sekoci.catalog.queries import certificates_shown, my_certificates
from sekoci.kit.clock import frozen
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions import publish_shop

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
PIRT, HALAL = "2063372010123-28", "ID33110000123456789"


@pytest.mark.parametrize(
    ("kind", "written", "number"),
    [
        ("pirt", "P-IRT No. 2063372010123 - 28", PIRT),
        ("pirt", "206337201012328", PIRT),
        ("bpom", "BPOM RI MD 123456789012", "MD 123456789012"),
        ("bpom", "md123456789012345", "MD 123456789012345"),
        ("bpom", "POM TR 123 456 789", "TR 123456789"),
        ("bpom", "NA18200100001", "NA 18200100001"),
        ("halal", "id 3311 0000 1234 56789", HALAL),
    ],
)
def test_a_number_is_kept_as_its_issuer_writes_it(kind, written, number):
    assert checked_certificate(CertificateDraft(kind, written), today=TODAY).number == number


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        ("pirt", "2063372010123", "Yang Anda tulis 13 angka"),
        ("pirt", "9063372010123-28", "1 sampai 8"),
        ("pirt", "206337201012B-28", "angka saja"),
        ("bpom", "123456789012", "Tulis huruf"),
        ("bpom", "MD 12345", "12 atau 15 angka. Yang Anda tulis 5"),
        ("bpom", "XX 123456789012", "tidak mengenal huruf XX"),
        ("halal", "KH 15120000123456789", "fatwa"),
        ("halal", "ID 123", "diawali ID"),
        ("halal", "123456", "diawali ID"),
        ("sni", "1", "dari daftar"),
        ("pirt", " ", "harus diisi"),
    ],
)
def test_a_number_of_another_form_is_refused_with_what_is_wrong(kind, written, said):
    with pytest.raises(Invalid) as no:
        checked_certificate(CertificateDraft(kind, written), today=TODAY)
    assert said in no.value.sentence("id")
    assert no.value.sentence("en") != no.value.sentence("id")


def test_a_pirt_ends_in_the_year_that_its_number_names():
    assert checked_certificate(CertificateDraft("pirt", PIRT), today=TODAY).valid_until == date(2028, 12, 31)
    for wrong in (date(2027, 5, 1), date(2029, 1, 1)):
        with pytest.raises(Invalid, match="2028"):
            checked_certificate(CertificateDraft("pirt", PIRT, valid_until=wrong), today=TODAY)
    with pytest.raises(Invalid, match="sudah habis"):
        checked_certificate(CertificateDraft("pirt", "206337201012325"), today=TODAY)


@pytest.mark.parametrize(
    ("days", "step"), [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-1, 0), (-400, 0)]
)
def test_the_end_comes_nearer_in_steps(days, step):
    assert step_of(TODAY + timedelta(days=days), today=TODAY) == step
    assert step_of(None, today=TODAY) is None


pytestmark = pytest.mark.django_db


@pytest.fixture
def keripik(shop):
    publish_shop(shop.id)
    [identity] = add_products(shop.id, [ProductDraft("Keripik", 15_000, stock=3)], by="o")
    return identity


def messages():
    said = "select template || ' ' || (facts ->> 'paper') from messaging_message order by created_at, id"
    with across_businesses():
        return [row[0] for row in fetch(said)]


def test_a_paper_is_written_down_once_and_taken_away_and_brought_back(shop, keripik):
    draft = CertificateDraft("halal", HALAL, holder="Bu Melati", product_id=keripik)
    paper = add_certificate(shop.id, draft, by="o")
    assert add_certificate(shop.id, draft, by="o") == paper
    everywhere = add_certificate(shop.id, CertificateDraft("halal", HALAL), by="o")
    assert everywhere == add_certificate(shop.id, CertificateDraft("halal", HALAL), by="o") != paper
    assert [(each.id, each.product) for each in my_certificates(shop.id)] == [(everywhere, ""), (paper, "Keripik")]
    for _twice in range(2):
        remove_certificate(shop.id, paper, by="o")
    assert [each.id for each in certificates_shown(shop.id, [keripik], today=TODAY)[keripik]] == [everywhere]
    for _twice in range(2):
        restore_certificate(shop.id, paper, by="o")
    assert len(my_certificates(shop.id)) == 2


def test_a_paper_written_down_anew_is_not_brought_back_beside_itself(shop, keripik):
    first = add_certificate(shop.id, CertificateDraft("halal", HALAL), by="o")
    remove_certificate(shop.id, first, by="o")
    second = add_certificate(shop.id, CertificateDraft("halal", HALAL), by="o")
    restore_certificate(shop.id, first, by="o")
    assert [each.id for each in my_certificates(shop.id)] == [second]


def test_a_refused_paper_and_anothers_change_nothing(shop, neighbour, keripik):
    paper = add_certificate(shop.id, CertificateDraft("halal", HALAL), by="o")
    with pytest.raises(Refusal):
        add_certificate(neighbour.id, CertificateDraft("halal", HALAL, product_id=keripik), by="o")
    with pytest.raises(Invalid):
        add_certificate(shop.id, CertificateDraft("halal", "KH1"), by="o")
    for verb in (remove_certificate, restore_certificate):
        with pytest.raises(NotFound):
            verb(neighbour.id, paper, by="o")
    assert (len(my_certificates(shop.id)), my_certificates(neighbour.id)) == (1, [])


def test_the_owner_is_told_once_at_each_step_and_buyers_do_not_see_an_ended_one(client, shop, keripik):
    with frozen(NOON):
        add_certificate(shop.id, CertificateDraft("bpom", "MD 123456789012", valid_until=TODAY + timedelta(days=61)), by="o")
    told = []
    for days in (0, 1, 2, 31, 54, 61, 62, 63):
        with frozen(NOON + timedelta(days=days)):
            told.append((remind_of_certificates(), remind_of_certificates()))
    assert told == [(0, 0), (1, 0), (0, 0), (1, 0), (1, 0), (0, 0), (1, 0), (0, 0)]
    assert messages() == ["certificate_ends BPOM MD 123456789012"] * 3 + ["certificate_ended BPOM MD 123456789012"]
    page = f"/{shop.slug}/p/{keripik}"
    with frozen(NOON + timedelta(days=61)):
        shown = client.get(page)
        assert "123456789012" in shown.content.decode()
    with frozen(NOON + timedelta(days=62)):
        assert "123456789012" not in client.get(page).content.decode()


def test_who_writes_down_a_paper_that_ends_soon_is_not_told_what_they_just_wrote(shop, keripik):
    with frozen(NOON):
        add_certificate(shop.id, CertificateDraft("halal", HALAL, valid_until=TODAY + timedelta(days=20)), by="o")
        assert remind_of_certificates() == 0
    with frozen(NOON + timedelta(days=14)):
        assert remind_of_certificates() == 1


def test_a_page_that_a_buyer_has_is_drawn_anew_when_a_paper_of_the_shop_comes_goes_or_ends(client, shop, keripik):
    page = f"/{shop.slug}/p/{keripik}"

    def tag():
        return client.get(page)["ETag"]

    tags = [tag()]
    paper = add_certificate(shop.id, CertificateDraft("halal", HALAL, valid_until=date(2030, 1, 1)), by="o")
    tags.append(tag())
    with frozen(datetime(2030, 1, 2, 5, tzinfo=UTC)):
        remind_of_certificates()
    tags.append(tag())
    remove_certificate(shop.id, paper, by="o")
    tags.append(tag())
    assert len(set(tags)) == 4


def test_the_page_writes_down_says_what_is_wrong_and_offers_a_removed_one_back(client, owner, shop, keripik):
    client.force_login(owner)
    page = reverse("catalog:certificates", args=[shop.slug])
    assert f'value="{keripik}" selected' in client.get(page, {"produk": str(keripik)}).content.decode()
    wrong = client.post(page, {"kind": "pirt", "number": "123"})
    assert wrong.status_code == 422 and "Yang Anda tulis 3 angka" in wrong.content.decode()
    sent = {"kind": "halal", "number": HALAL, "product": str(keripik), "holder": "Melati", "valid_until": ""}
    assert client.post(page, sent).status_code == 302
    [paper] = my_certificates(shop.id)
    removed = client.post(reverse("catalog:remove_certificate", args=[shop.slug, paper.id]))
    assert "sudah dihapus" in client.get(removed["Location"]).content.decode()
    client.post(reverse("catalog:restore_certificate", args=[shop.slug, paper.id]))
    assert HALAL in client.get(f"/{shop.slug}/p/{keripik}").content.decode()
