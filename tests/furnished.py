"""A shop with something of everything in it, every text of which the test gave: for what searches, compares, attacks."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sekoci.books.actions import owner_puts_in, record_expense
from sekoci.books.rules import WAGES
from sekoci.catalog.actions import (
    BoughtLine,
    CertificateDraft,
    DiscountDraft,
    ProductDraft,
    VariantDraft,
    add_certificate,
    add_products,
    buy_in,
    confirm_import,
    correct_stock,
    make_discount,
    start_import,
)
from sekoci.catalog.queries import my_product
from sekoci.channels.actions import open_feed
from sekoci.customers.actions import give_consent, keep_note, send_promo
from sekoci.customers.queries import Group, customers_of
from sekoci.delivery.actions import give_to_driver, put_in_order, set_terms
from sekoci.delivery.rules import Terms
from sekoci.indicators.actions import fold_all
from sekoci.kasir.actions import Sold, sell
from sekoci.kit import clock
from sekoci.kit.events import deliver_all
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import deliver_waiting
from sekoci.orders.actions import accept_orders, cancel_orders, deliver_order, hand_over_orders, place_orders, send_orders
from sekoci.orders.queries import order_of
from sekoci.orders.rules import LineDraft, OrderDraft
from sekoci.payments.actions import refund_payment, save_sticker, settle_payments
from sekoci.payments.queries import payments_of
from sekoci.payments.tests.people import STICKER, ask, notice
from sekoci.programs.actions import (
    ProgramDraft,
    SupportDraft,
    TargetDraft,
    apply_to,
    decide,
    make_program,
    make_referral,
    mark_stage,
    open_program,
    plan_support,
)
from sekoci.registry.actions import (
    appoint_officer,
    change_business,
    count_workers,
    found_organisation,
    invite,
    keep_identity,
    make_api_key,
)
from sekoci.registry.queries import Shop, office_of
from sekoci.reviews.actions import answer_review, report_review, write_reviews
from sekoci.reviews.queries import reviews_of_order
from sekoci.reviews.rules import ReviewDraft
from sekoci.webhooks.actions import connect_target, send_test
from tests.people import Someone

OWNED = """
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not a.attisdropped order by 1
"""
"""Every table whose rows belong to a business."""
Says = Callable[[int], str]
"""The next text, of so many letters at most."""


@dataclass(frozen=True)
class Voices:
    """What everybody may read in the shop, and what only its people may."""

    aloud: Says
    quietly: Says


@dataclass
class Furnished:
    """What stands in the shop, by what it is, and every UUID that its rows have."""

    shop: Shop
    owner: Someone
    key: str = ""
    feed: str = ""
    token: str = ""
    kinds: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)


def furnish(shop: Shop, owner: Someone, voices: Voices, *, phone: str) -> Furnished:
    """By the public verbs, as people would; `phone` begins those of its buyers (eleven signs: +6281234500)."""
    made = Furnished(shop, owner, key=make_api_key(shop.id, label=voices.quietly(40)).key, feed=open_feed(shop.id))
    by = f"owner:{owner.id}"
    change_business(
        shop.id,
        sells=voices.aloud(60),
        about=voices.aloud(300),
        address=voices.aloud(120),
        bank_account=voices.quietly(80),
        offers_delivery=True,
        delivery_fee=5_000,
    )
    set_terms(shop.id, Terms("price", 5_000, free_from=900_000), by=by)
    save_sticker(shop.id, STICKER)
    keep_identity(shop.id, "nik", "3372015506850001", person_id=owner.id)
    count_workers(shop.id, 3)
    products = _goods(made, voices, by)
    orders = _orders(made, voices, products, phone, by)
    _words(made, voices, orders, phone)
    _money(made, voices, by)
    _programme(made, voices, phone)
    deliver_waiting()
    made.ids = sorted({*_ids(shop.id), str(made.kinds["enrolment"]), str(made.kinds["support"])})
    return made


def _goods(made: Furnished, voices: Voices, by: str) -> list[UUID]:
    shop = made.shop
    sizes = tuple(VariantDraft(f"{size} {voices.aloud(30)}", 9_000, 90, 4_000) for size in "SM")
    drafts = [
        ProductDraft(
            voices.aloud(70),
            20_000,
            900,
            9_000,
            voices.aloud(10),
            voices.aloud(300),
            category=voices.aloud(20),
            maker=voices.aloud(40),
            made_in=shop.area_code,
        ),
        ProductDraft(voices.aloud(70), 0, variants=sizes),
        ProductDraft("Kerupuk", 2_000, 3, 1_000),
    ]
    products = add_products(shop.id, drafts, by=by)
    plain = my_product(shop.id, products[0])
    variant = plain.variants[0].id
    correct_stock(shop.id, variant, 890, reason=voices.quietly(60), by=by)
    purchase = buy_in(shop.id, [BoughtLine(variant, 5, 8_000)], paid_from="supplier", by=by)
    certificate = add_certificate(shop.id, CertificateDraft("pirt", "2063372010001-30", voices.aloud(60)), by=by)
    began = clock.now() - timedelta(hours=1)
    make_discount(shop.id, DiscountDraft("price", began, product_id=products[0], amount=18_000))
    code = re.sub("[^A-Z0-9]", "", voices.quietly(12).upper())[:6] + "PROMO7"
    discount = make_discount(shop.id, DiscountDraft("voucher", began, amount=1_000, code=code, most_uses=500))
    listed = start_import(
        shop.id, f"nama;harga\n{voices.quietly(40)};mahal\n".encode(), file_name=f"{voices.quietly(30)}.csv", by=by
    )
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows([("nama", "stok"), ("Kerupuk", 4)])
    changing = start_import(shop.id, written.getvalue().encode(), file_name="stok.csv", by=by)
    confirm_import(shop.id, changing, by=by)
    made.kinds |= {"product": products[0], "variant": variant, "purchase": purchase, "certificate": certificate}
    made.kinds |= {"discount": discount, "import": listed, "code": code}
    return products


def _orders(made: Furnished, voices: Voices, products: list[UUID], phone: str, by: str) -> dict[str, UUID]:
    shop = made.shop
    ways = ("waits", "done", "rides", "brought", "ready", "cancelled")
    drafts = [
        OrderDraft(
            shop.id, "web", str(new_id()), (LineDraft(1, product_id=products[0]),), buyer_name=voices.quietly(60),
            buyer_phone=f"{phone}{number:02}", note=voices.quietly(200), fulfilment="delivery", address=voices.quietly(200),
            delivery_fee=5_000,
            voucher=made.kinds["code"] if way == "done" else "",
        )
        for number, way in enumerate(ways)
    ]  # fmt: skip
    placed = place_orders(drafts)
    orders = {way: each.order_id for way, each in zip(ways, placed, strict=True)}
    accept_orders(shop.id, [orders[way] for way in ("done", "rides", "brought", "ready")], by=by)
    hand_over_orders(shop.id, [orders["done"]], by=by, paid_cash=True)
    put_in_order(shop.id, [orders["ready"]])
    send_orders(shop.id, [orders["rides"], orders["brought"]], by=by)
    give_to_driver(shop.id, [orders["rides"]], made.owner.id)
    put_in_order(shop.id, [orders["rides"]])
    deliver_order(shop.id, orders["brought"], by=by, code="", without_code=voices.quietly(60), paid_cash=True)
    cancel_orders(shop.id, [orders["cancelled"]], by=by, reason=voices.quietly(100))
    deliver_all()
    fold_all()
    made.token = placed[0].token
    made.kinds |= {"order": orders["waits"], "done": orders["done"], "token": placed[0].token}
    return orders


def _words(made: Furnished, voices: Voices, orders: dict[str, UUID], phone: str) -> None:
    """What buyers, the shop and other systems say of it."""
    shop, owner = made.shop, made.owner
    done = order_of(shop.id, orders["done"])
    write_reviews(done, [ReviewDraft(done.lines[0].product_id, 2, voices.aloud(200))])
    [review] = reviews_of_order(shop.id, done.id).values()
    answer_review(shop.id, review.id, voices.aloud(200))
    report_review(shop.id, review.id, reason="insult", note=voices.quietly(100), person_id=owner.id)
    customer = next(each for each in customers_of(shop.id).items if each.phone == f"{phone}01")
    keep_note(shop.id, customer.id, voices.quietly(200), key=str(new_id()), person_id=owner.id)
    give_consent(shop.id, customer.phone, language="id", how="order:1")
    send_promo(shop, Group(one=customer.id), voices.quietly(100), key=str(new_id()), person_id=owner.id)
    invitation = invite(shop.id, phone=f"{phone}77", role="cashier", name=voices.quietly(40), by=owner.id)
    target = connect_target(shop.id, url="https://kabar.contoh.id/x", kinds=["order.placed"], name=voices.quietly(40))
    message = send_test(shop.id, target.id)
    made.kinds |= {
        "review": review.id,
        "customer": customer.id,
        "invitation": invitation,
        "target": target.id,
        "message": message,
    }


def _money(made: Furnished, voices: Voices, by: str) -> None:
    shop, today = made.shop, clock.day_in(made.shop.zone)
    owner_puts_in(shop.id, amount=900_000, into="cash", day=today, key=str(new_id()), note=voices.quietly(100))
    record_expense(
        shop.id, category=WAGES, amount=5_000, paid_from="cash", day=today, key=str(new_id()), note=voices.quietly(100)
    )
    sell(shop.id, Sold([], amount=2_000, what=voices.quietly(60)), method="cash", key=str(new_id()), by=by)
    doubtful = settle_payments([notice(ask(shop, "pretend"), 20_000)])[0].notice_id
    with in_business(shop.id):
        [paid] = payments_of([made.kinds["done"]]).values()
    refund_payment(shop.id, paid.id, 1_000, paid_from="cash", reason=voices.quietly(60), by=by, key=str(new_id()))
    [(entry,)] = _rows("select id from books_entry where business_id = %s order by id desc limit 1", shop.id)
    made.kinds |= {"notice": doubtful, "entry": entry}


def _programme(made: Furnished, voices: Voices, phone: str) -> None:
    """The shop takes part in a programme of an office; what officers wrote of it is theirs and the owner's."""
    shop, today = made.shop, clock.day_in(made.shop.zone)
    office = found_organisation(f"Dinas {shop.slug}", kind="local")
    reach = office_of(appoint_officer(office, phone=f"{phone}88", role="officer", areas=[shop.area_code], name="Petugas"), office)
    assert reach
    about = ProgramDraft(
        f"Program {shop.slug}", "Usaha kecil maju bersama.", today, today, (shop.area_code,),
        support=(SupportDraft("visit", "Kunjungan", 50_000),), targets=(TargetDraft("onboarded", "", today, 10),),
    )  # fmt: skip
    program = make_program(about, reach=reach)
    open_program(program, reach=reach)
    made_by = make_referral(program, name="Pengajak", phone=f"{phone}89", reach=reach)
    apply_to(shop.id, program, person_id=made.owner.id, language="id", referral=made_by.code)
    with across_businesses():
        [(enrolment,)] = fetch("select id from programs_enrolment where shop_id = %s", (shop.id,))
        [(kind,)] = fetch(
            "select k.id from programs_supportkind k join programs_program p on p.id = k.program_id where p.slug = %s", (program,)
        )
    decide(program, [enrolment], "chosen", reason=voices.quietly(200), reach=reach, cohort="Angkatan 1")
    mark_stage(enrolment, "exporting", holds=True, on_day=today, evidence=voices.quietly(200), reach=reach)
    support = plan_support(enrolment, kind, on_day=today, key="satu", reach=reach, given=True, note=voices.quietly(200))
    made.kinds |= {"organisation": office, "program": program, "enrolment": enrolment, "support": support}


def _ids(business_id: int) -> Iterator[str]:
    with across_businesses():
        for (table,) in fetch(OWNED):
            kinds = fetch(
                "select attname from pg_attribute where attrelid = %s::regclass and atttypid = 'uuid'::regtype and attnum > 0",
                (table,),
            )
            for (column,) in kinds:
                rows = fetch(f"select distinct {column}::text from {table} where business_id = %s", (business_id,))  # noqa: S608
                yield from (text for (text,) in rows if text)


def _rows(statement: str, business_id: int) -> list[tuple[object, ...]]:
    with across_businesses():
        return fetch(statement, (business_id,))
