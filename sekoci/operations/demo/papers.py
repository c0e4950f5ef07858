"""What stands beside a good of the demo: its shelf, where it was made and by whom, and invented papers of the right form."""

from datetime import timedelta
from uuid import UUID

from sekoci.catalog.actions import CertificateDraft, add_certificate
from sekoci.kit import clock
from sekoci.operations.demo.plans import Good, ShopPlan
from sekoci.registry.queries import Shop
from sekoci.registry.rules import KINDS

SHELVES = {
    "Minuman": ("es", "jamu", "kopi", "teh", "minuman"),
    "Jajanan": ("kue", "roti", "tempe"),
    "Lauk dan sambal": ("telur", "sambal", "ikan"),
}
BY_WORD = {"Keripik": "Camilan", "Nasi": "Makanan", "Sambal": "Lauk dan sambal", "Madu": "Oleh-oleh", "Kain": "Oleh-oleh"}


def heading(plan: ShopPlan, good: Good) -> str:
    """The shelf it stands on; only the shop that everybody is shown has enough goods for shelves."""
    if not plan.is_shown:
        return ""
    by_word = BY_WORD.get(good.name.split()[0])
    return by_word or next((name for name, kinds in SHELVES.items() if good.kind in kinds), "")


def is_own_make(plan: ShopPlan, good: Good) -> bool:
    """Whether the shop made it itself; the shown one also sells what neighbours make."""
    return not plan.is_shown or good.kind not in ("roti", "kopi", "madu", "batik")


def write_papers(plan: ShopPlan, shop: Shop, goods: list[UUID], *, number: int, by: str) -> None:
    """Makers of food have a P-IRT for their first good, some are halal; the shown shop has one that ends soon."""
    kind = KINDS.get(shop.kind)
    if kind is None or kind.group != "makanan":
        return
    ends = clock.day_in(shop.zone) + timedelta(days=plan.days + (20 if plan.is_shown else 400 + number * 9))
    regency = shop.area_code.replace(".", "")[:4]
    pirt = f"206{regency}01{number:04}{ends.year % 100:02}"
    at = goods[1] if plan.is_shown else goods[0]
    add_certificate(shop.id, CertificateDraft("pirt", pirt, plan.owner, ends, at), by=by)
    if plan.is_shown or plan.sticker:
        add_certificate(shop.id, CertificateDraft("halal", f"ID{regency}{number:013}", plan.owner), by=by)
