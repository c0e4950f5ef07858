"""Reviews: by buyers of completed orders, once, changeable for a week; answered, reported, decided."""

from datetime import timedelta
from uuid import uuid4

import pytest

from sekoci.accounts.models import Person
from sekoci.customers.tests.people import SRI, TONO, asked, bought
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.events import deliver_all
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.operations.tests.staff import confirm
from sekoci.orders.actions import forget_buyer, refund_order
from sekoci.orders.queries import order_of
from sekoci.orders.tests.people import put_on_shelf
from sekoci.reviews.actions import (
    AlreadyDecided,
    NotYours,
    TooLate,
    answer_review,
    ask_for_reviews,
    decide_review,
    report_review,
    write_reviews,
)
from sekoci.reviews.queries import my_reviews, problems, rating_of_all, ratings, reported, shown
from sekoci.reviews.rules import Rating, ReviewDraft, said, short_name
from sekoci.storefront.tests.people import Buyer, text_of

pytestmark = pytest.mark.django_db
NASTY = "<script>alert(1)</script>"


@pytest.fixture
def keripik(shop):
    return put_on_shelf(shop, stock=1_000)


def order_by(shop, product, phone=SRI, **facts):
    [order_id] = bought(shop, product, phone, **facts)
    return order_of(shop.id, order_id)


def messages(template) -> int:
    with across_businesses():
        return fetch("select count(*) from messaging_message where template = %s", (template,))[0][0]


def test_stars_count_once_and_change_for_a_week(shop, keripik):
    order = order_by(shop, keripik)
    assert write_reviews(order, [ReviewDraft(keripik, 5, "Renyah")]) == 1
    assert write_reviews(order, [ReviewDraft(keripik, 5, "Renyah")]) == 0
    assert write_reviews(order, [ReviewDraft(keripik, 2, "Agak melempem")]) == 1
    assert ratings(shop.id) == {keripik: Rating(1, 2)}
    [review] = shown(shop.id, keripik).items
    assert (review.author, review.stars, review.text) == ("Sri W.", 2, "Agak melempem")
    with clock.frozen(clock.now() + timedelta(days=8)), pytest.raises(TooLate):
        write_reviews(order, [ReviewDraft(keripik, 5, "Enak")])
    with across_businesses():
        [checked] = problems()
    assert (checked.counted, checked.wrong) == (1, [])


def test_only_a_completed_order_of_a_buyer_says_anything(shop, keripik, owner):
    [waiting] = asked(shop, keripik, SRI)
    back = order_by(shop, keripik, TONO)
    refund_order(shop.id, back.id, by="owner:1")
    own = order_by(shop, keripik, owner.phone)
    for order_id in (waiting, back.id, own.id):
        with pytest.raises(NotYours):
            write_reviews(order_of(shop.id, order_id), [ReviewDraft(keripik, 5)])
    with pytest.raises(NotYours):
        write_reviews(order_by(shop, keripik), [ReviewDraft(uuid4(), 5)])
    assert shown(shop.id).items == []


def test_words_with_links_or_numbers_and_odd_stars_change_nothing(shop, keripik):
    order = order_by(shop, keripik)
    for draft in (
        ReviewDraft(keripik, 5, "Lihat toko-lain.com"),
        ReviewDraft(keripik, 5, "WA 0812-3456-7890"),
        ReviewDraft(keripik, 6),
    ):
        with pytest.raises(Invalid):
            write_reviews(order, [draft])
    assert (shown(shop.id).items, ratings(shop.id)) == ([], {})
    assert said("Pesan jam 08.00, Rp15.000") == "Pesan jam 08.00, Rp15.000"


def test_the_owner_answers_and_what_is_few_stars_is_told_once(shop, keripik):
    order = order_by(shop, keripik)
    write_reviews(order, [ReviewDraft(keripik, 1, "Asin")])
    write_reviews(order, [ReviewDraft(keripik, 2, "Masih asin")])
    assert messages("review_low_owner") == 1
    [review] = my_reviews(shop.id, choice="belum").items
    answer_review(shop.id, review.id, "Maaf, kami kurangi garamnya.")
    answer_review(shop.id, review.id, "Maaf ya.")
    assert shown(shop.id).items[0].answer == "Maaf ya."
    assert my_reviews(shop.id).counts == {"": 1, "belum": 0, "rendah": 1, "lapor": 0}


def test_a_reported_one_is_shown_until_staff_hide_it_for_good(shop, keripik, other_shop):
    order = order_by(shop, keripik)
    write_reviews(order, [ReviewDraft(keripik, 1, "Penipu semua")])
    write_reviews(order_by(shop, keripik, TONO), [ReviewDraft(keripik, 4)])
    review = my_reviews(shop.id, choice="rendah").items[0]
    assert report_review(shop.id, review.id, reason="insult", note="Kasar", person_id=1)
    assert not report_review(shop.id, review.id, reason="insult", note="Kasar", person_id=1)
    assert rating_of_all(ratings(shop.id)) == Rating(2, 5)
    assert [(each.id, name) for each, name, _slug in reported()] == [(review.id, shop.name)]
    decide_review(review.id, hides=True, reason="insult", note="Kata kasar", person_id=2)
    with pytest.raises(AlreadyDecided):
        decide_review(review.id, hides=False, reason="other", note="", person_id=2)
    with pytest.raises(TooLate):
        write_reviews(order, [ReviewDraft(keripik, 5, "Bagus")])
    assert rating_of_all(ratings(shop.id)) == Rating(1, 4)
    hidden = my_reviews(shop.id, choice="rendah").items[0]
    assert (hidden.state, hidden.text, hidden.reason, hidden.note) == ("hidden", "Penipu semua", "insult", "Kata kasar")
    with pytest.raises(NotFound):
        answer_review(other_shop.id, review.id, "Bukan milik saya")


def test_a_kept_one_is_not_reported_again(shop, keripik):
    write_reviews(order_by(shop, keripik), [ReviewDraft(keripik, 3)])
    [review] = my_reviews(shop.id).items
    report_review(shop.id, review.id, reason="spam", note="", person_id=1)
    decide_review(review.id, hides=False, reason="other", note="Ulasan jujur", person_id=2)
    with pytest.raises(AlreadyDecided):
        report_review(shop.id, review.id, reason="spam", note="", person_id=1)
    assert shown(shop.id).items[0].state == "kept"


def test_buyers_are_asked_once_some_hours_later_unless_they_said_already(shop, keripik):
    order, said_already = order_by(shop, keripik), order_by(shop, keripik, TONO)
    write_reviews(said_already, [ReviewDraft(keripik, 5)])
    with across_businesses():
        jobs = fetch("select args->'order_ids' from procrastinate_jobs where task_name = 'reviews.ask'")
    assert str(order.id) in str(jobs)
    assert ask_for_reviews([order.id, said_already.id]) == 1
    assert ask_for_reviews([order.id, said_already.id]) == 0
    assert messages("order_review") == 1


def test_who_is_forgotten_is_named_no_more(shop, keripik):
    write_reviews(order_by(shop, keripik), [ReviewDraft(keripik, 5, "Enak")])
    forget_buyer(shop.id, SRI)
    deliver_all()
    [review] = shown(shop.id).items
    assert (review.author, review.text) == ("", "Enak")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Sri Wahyuni", "Sri W."),
        ("tono", "tono"),
        ("08123 456", ""),
        (NASTY, "scriptalertscript"),
        ("", ""),
        ("Ni Made Ayu", "Ni A."),
        ("Bu Sri", "Bu Sri"),
        ("Bu Sri Wahyuni", "Bu Sri W."),
        ("Pak H. Ahmad Dahlan", "H Ahmad D."),
        ("Ibu", "Ibu"),
    ],
)
def test_a_name_is_shown_short(name, short):
    assert short_name(name) == short


def test_the_mean_rounds_to_a_tenth():
    assert (Rating(3, 14).mean, Rating(2, 9).mean, Rating(0, 0).mean) == ("4,7", "4,5", "0,0")


def test_many_products_take_as_many_statements_as_one(shop, keripik):
    others = [put_on_shelf(shop, name=f"Sambal {number}") for number in range(5)]
    from sekoci.orders.actions import accept_orders, hand_over_orders, place_orders
    from sekoci.orders.tests.people import wish

    [placed] = place_orders([wish(shop, *((product, 1) for product in others))])
    accept_orders(shop.id, [placed.order_id], by="owner:1")
    hand_over_orders(shop.id, [placed.order_id], by="owner:1", paid_cash=True)
    with counted() as one:
        write_reviews(order_by(shop, keripik), [ReviewDraft(keripik, 5)])
    order = order_of(shop.id, placed.order_id)
    with counted() as many:
        assert write_reviews(order, [ReviewDraft(product, 4) for product in others]) == 5
    assert len(many) < len(one)  # one counts what it takes to buy, too


def test_the_journey_from_the_orders_page_to_the_shops(client, shop, keripik, owner):
    order = order_by(shop, keripik, name=f"Sri {NASTY}")
    buyer = Buyer(shop)
    tag = buyer.see()["ETag"]
    assert "Beri bintang" in text_of(buyer.see(f"/pesanan/{order.token}"))
    form = f"/pesanan/{order.token}/ulasan"
    assert "Pilih bintang" in text_of(buyer.see(form))
    refused = buyer.send(form, {f"bintang-{keripik.hex}": "5", f"text-{keripik.hex}": "WA 081234567890"})
    assert (refused.status_code, "Hapus link" in text_of(refused), "WA 0812" in text_of(refused)) == (422, True, True)
    assert buyer.send(form, {}).status_code == 422
    buyer.send(form, {f"bintang-{keripik.hex}": "5", f"text-{keripik.hex}": f"Enak {NASTY}"})
    after = text_of(buyer.see(f"/pesanan/{order.token}"))
    assert ("Beri bintang" in after, "Lihat ulasan Anda" in after) == (False, True)
    fresh = buyer.see(headers={"If-None-Match": tag})
    assert (fresh.status_code, "★ 5,0 · 1 ulasan" in text_of(fresh)) == (200, True)
    with counted() as statements:
        page = buyer.see(f"/p/{keripik}").content.decode()
    assert len(statements) <= 10
    assert "Enak &lt;script&gt;" in page
    assert NASTY not in page + buyer.see("/ulasan").content.decode() + buyer.see(f"/ulasan?barang={keripik}").content.decode()
    body = client.get(f"/api/v1/shops/{shop.slug}/products/{keripik}/reviews").json()
    assert (body["count"], body["mean_tenths"], body["items"][0]["stars"]) == (1, 50, 5)


def test_the_owners_list_and_the_queue_of_staff(client, shop, keripik, owner, outsider):
    write_reviews(order_by(shop, keripik), [ReviewDraft(keripik, 1, f"Asin {NASTY}")])
    [review] = my_reviews(shop.id).items
    client.force_login(owner.person)
    home = f"/kelola/{shop.slug}/ulasan"
    page = client.get(home).content.decode()
    assert "Asin &lt;script&gt;" in page
    assert client.get("/staf/ulasan").status_code == 404
    refused = client.post(f"{home}/{review.id}/jawab?saring=belum", {"text": "Ke toko.com saja"})
    assert (
        refused.status_code == 422
        and "Hapus link" in text_of(refused)
        and "Ke toko.com saja</textarea>" in refused.content.decode()
    )
    refused = client.post(f"{home}/{review.id}/lapor", {"reason": "lain", "note": "Bukan pembeli saya"})
    assert refused.status_code == 422 and 'value="Bukan pembeli saya"' in refused.content.decode()
    client.post(f"{home}/{review.id}/jawab", {"text": "Maaf"})
    client.post(f"{home}/{review.id}/lapor", {"reason": "insult", "note": NASTY})
    Person.objects.filter(id=outsider.id).update(is_staff=True)
    client.force_login(outsider.person)
    confirm(client, outsider.person)
    queue = client.get("/staf/ulasan").content.decode()
    assert "Asin &lt;script&gt;" in queue
    assert NASTY not in queue
    sent = {"reason": "insult", "note": "Kasar", "sembunyikan": ""}
    assert client.post(f"/staf/ulasan/{new_id()}", sent).status_code == 404
    odd = client.post(f"/staf/ulasan/{review.id}", {"reason": "x"})
    assert odd.status_code == 422 and 'name="reason" aria-invalid="true"' in odd.content.decode()
    refused = client.post(f"/staf/ulasan/{review.id}", {"reason": "insult", "note": "k" * 301})
    assert (refused.status_code, "k" * 301 in refused.content.decode()) == (422, True)
    assert 'value="insult" selected' in refused.content.decode() and shown(shop.id).items != []
    assert "Orang Lain" in text_of(client.post(f"/staf/ulasan/{review.id}", sent, follow=True))
    assert client.post(f"/staf/ulasan/{review.id}", sent).status_code == 409
    assert shown(shop.id).items == []
    client.force_login(owner.person)
    assert "Disembunyikan petugas: Menghina atau kasar. Kasar" in text_of(client.get(home))
