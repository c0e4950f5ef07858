"""A buyer at a shop: what they tap, and what they see."""

import html
import re
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from sekoci.catalog.queries import product
from sekoci.kit.ids import new_id
from sekoci.registry.queries import Shop

HTMX = {"HX-Request": "true"}
TYPED = {
    "name": "Bu Sri",
    "phone": "0812 9876 5432",
    "fulfilment": "pickup",
    "address": "",
    "method": "cash",
    "note": "Agak pedas",
}


class Buyer:
    """Somebody with a browser and no account."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.client = Client()

    def see(self, path: str = "", **facts: object) -> HttpResponse:
        return self.client.get(f"/{self.shop.slug}{path}", **facts)

    def send(self, path: str, data: dict[str, object] | None = None, **facts: object) -> HttpResponse:
        return self.client.post(f"/{self.shop.slug}{path}", data or {}, **facts)

    def put(self, product_id: UUID, quantity: int = 1, **facts: object) -> HttpResponse:
        return self.send("/keranjang", {"barang": product_id, "jumlah": quantity, **facts})

    def order(self, headers: dict[str, str] | None = None, **changes: object) -> HttpResponse:
        """Fill in the form and send it."""
        return self.send("/pesan", {**TYPED, "key": str(new_id()), **changes}, headers=headers)

    def ordered(self, *product_ids: UUID, **changes: object) -> str:
        """Order one of each; the address of the order's page."""
        for product_id in product_ids:
            self.put(product_id)
        answer = self.order(**changes)
        assert answer.status_code == 302, text_of(answer)
        return answer["Location"]

    def basket(self) -> str:
        """The basket as it reads."""
        return text_of(self.see("/keranjang"))


def variant_of(shop: Shop, product_id: UUID) -> UUID:
    found = product(shop.id, product_id)
    assert found and found.variant_id
    return found.variant_id


def shown(page: HttpResponse, name: str) -> str:
    """What the page would send for a hidden field."""
    return page.content.decode().split(f'name="{name}" value="')[1].split('"')[0]


def text_of(response: HttpResponse) -> str:
    """What a person reads: no tags, single spaces."""
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
