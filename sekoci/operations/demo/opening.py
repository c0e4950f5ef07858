"""A shop of the demo opens: its owner, its place, its goods with pictures, its first money. All through the public verbs."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PIL import Image

from sekoci.accounts.actions import person_with_phone
from sekoci.books.actions import owner_puts_in
from sekoci.catalog.actions import ProductDraft, VariantDraft, add_products, keep_photo
from sekoci.delivery.actions import set_terms
from sekoci.kit import clock
from sekoci.operations.demo.papers import heading, is_own_make, write_papers
from sekoci.operations.demo.people import owner_phone
from sekoci.operations.demo.plans import Good, ShopPlan
from sekoci.operations.pictures import draw, kind_for
from sekoci.payments.actions import save_sticker
from sekoci.payments.rules import Merchant, issue_qris
from sekoci.registry.actions import change_business, open_business
from sekoci.registry.queries import shop_of

SIDE, SHOWN_SIDE = 480, 640
"""Pixels of a drawn picture, and of those of the shop that everybody is shown: quick to make, large enough for a phone."""
PENCILS = 2
"""Pictures drawn at once."""


@dataclass(frozen=True)
class Opened:
    """A shop that exists: `by` is how its owner signs, `goods` are its products in the plan's order."""

    plan: ShopPlan
    business_id: int
    by: str
    zone: str
    goods: tuple[tuple[Good, UUID], ...]


def open_shop(plan: ShopPlan, number: int, *, at: datetime) -> Opened:
    """Open the shop as of `at`, not public yet; `number` makes the owner's phone and bank account."""
    with clock.frozen(at):
        owner = person_with_phone(owner_phone(number), plan.owner)
        opened = open_business(
            owner_id=owner,
            name=plan.name,
            sells=plan.sells,
            area_code=plan.area,
            phone=owner_phone(number),
            address=plan.address,
            slug=plan.slug,
            is_demo=True,
        )
        change_business(
            opened.id,
            about=plan.about,
            opening_hours=plan.hours,
            offers_delivery=plan.delivery_fee is not None,
            delivery_fee=plan.delivery_fee or 0,
            bank_account=f"Bank Contoh 000-{number:03}-0001 a.n. {plan.owner}" if plan.bank else "",
        )
        if plan.delivery:
            set_terms(opened.id, plan.delivery, by=f"owner:{owner}")
        shop = shop_of(opened.id)
        assert shop is not None
        day = clock.day_in(shop.zone)
        owner_puts_in(opened.id, amount=plan.capital * 2 // 5, into="cash", day=day, key="demo:cash", note="Modal awal")
        owner_puts_in(opened.id, amount=plan.capital * 3 // 5, into="bank", day=day, key="demo:bank", note="Modal awal")
        if plan.sticker:
            save_sticker(opened.id, _sticker(plan, shop.area_path))
        with ThreadPoolExecutor(PENCILS) as pool:
            photos = pool.map(lambda good: keep_photo(opened.id, _picture(plan, good)), plan.goods)
        drafts = [_draft(plan, good, photo) for good, photo in zip(plan.goods, photos, strict=True)]
        ids = add_products(opened.id, drafts, by=f"owner:{owner}")
        write_papers(plan, shop, ids, number=number, by=f"owner:{owner}")
    return Opened(plan, opened.id, f"owner:{owner}", shop.zone, tuple(zip(plan.goods, ids, strict=True)))


def _draft(plan: ShopPlan, good: Good, photo: str) -> ProductDraft:
    sizes = tuple(VariantDraft(size.name, size.price, size.stock, size.cost) for size in good.sizes)
    return ProductDraft(
        name=good.name,
        price=good.price,
        stock=good.stock,
        unit_cost=good.cost,
        unit=good.unit,
        description=good.about,
        photo=photo,
        category=heading(plan, good),
        made_in=plan.area if is_own_make(plan, good) else "",
        maker=plan.owner if is_own_make(plan, good) else "",
        variants=sizes,
    )


def _picture(plan: ShopPlan, good: Good) -> io.BytesIO:
    side = SHOWN_SIDE if plan.is_shown else SIDE
    drawn = Image.open(io.BytesIO(draw(good.kind or kind_for(good.name), f"{plan.slug}/{good.name}")))
    small = io.BytesIO()
    drawn.resize((side, side), Image.Resampling.BOX).save(small, "JPEG", quality=88)
    small.seek(0)
    return small


def _sticker(plan: ShopPlan, area_path: str) -> str:
    """A static code of a merchant that does not exist: no acquirer has the number 93600000."""
    city = area_path.split(", ")[-2].removeprefix("Kota ").removeprefix("Kabupaten ")
    return issue_qris(
        Merchant(
            domain="ID.CO.CONTOH.WWW",
            pan=f"9360000000000{plan.sticker:05}",
            merchant_id=f"CONTOH{plan.sticker:09}",
            criteria="UMI",
            nmid=f"ID00000000{plan.sticker:05}",
            mcc="5499",
            name=plan.name.upper()[:25],
            city=city.upper()[:15],
            postal_code="00000",
        )
    )
