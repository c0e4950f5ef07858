"""The public JSON API: one description, put together from the modules' rest.py."""

from sekoci.books.rest import router as books
from sekoci.catalog import rest as catalog
from sekoci.customers.rest import router as customers
from sekoci.delivery.rest import router as delivery
from sekoci.exchange.rest import router as exchange
from sekoci.kasir.rest import router as counter
from sekoci.kit.described import DescribedAPI
from sekoci.kit.rest import answer_with_problems
from sekoci.market.rest import router as market
from sekoci.orders import rest as orders
from sekoci.payments import rest as payments
from sekoci.registry import rest as registry
from sekoci.reviews.rest import router as reviews
from sekoci.storefront.rest import router as shops
from sekoci.webhooks import rest as webhooks

ABOUT = """
From a phone number to a shop that sells and keeps its books.

**A buyer** needs no key: list a shop's products, place an order with an `Idempotency-Key` of your own making, follow it with its
`token`. **An owner** sends `Authorization: Bearer ...` with a key made on the shop's settings page; a key stands for one
shop and may do what its scopes say: each call names the one it needs, and is answered 403 `scope_missing` without it.

**An organisation** (a ministry, a marketplace, a bank) sends a key made on its office's page for the calls below `/office`.

A new shop shows itself to nobody until its owner has put something on the shelf and made it public on its own pages.

Money is whole rupiah. `stock` is what can still be ordered. The same key with the same body answers the same order; with another
body it is refused.

Whatever goes wrong comes as problem+json (RFC 9457): `code` for machines, `detail` for people, in Indonesian unless
`Accept-Language` (or `?bahasa=en`) asks for English. `/api/v1/problems` lists every code. A method that an address does not know
is 405 with `Allow`.
"""
api = DescribedAPI(
    title="Sekoci",
    version="1.0.0",
    description=ABOUT,
    docs_url="/docs",
    openapi_url="/openapi.json",
    urls_namespace="api",
)
answer_with_problems(api)
api.add_router("", registry.areas)
api.add_router("", registry.lists)
api.add_router("", registry.files)
api.add_router("", shops)
api.add_router("", market)
api.add_router("", orders.buying)
api.add_router("", orders.mine)
api.add_router("", customers)
api.add_router("", delivery)
api.add_router("", reviews)
api.add_router("", counter)
api.add_router("", catalog.products)
api.add_router("", catalog.papers)
api.add_router("", payments.router)
api.add_router("", payments.mine)
api.add_router("", books)
api.add_router("", webhooks.router)
api.add_router("", webhooks.offices)
api.add_router("", exchange)
