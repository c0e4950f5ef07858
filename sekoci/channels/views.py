"""The shop in social networks: its catalogue as files that they fetch, and pictures and words for a status."""

from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sekoci.catalog.queries import ShelfItem, front_version, product
from sekoci.channels import actions
from sekoci.channels.queries import feed_of, rows_of, shop_of_feed
from sekoci.channels.rules import Dialect, as_csv, as_xml, captions, refusals
from sekoci.channels.share_drawing import SHAPES, Share, draw_share
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.kept import answer_unless_known
from sekoci.kit.money import rupiah
from sekoci.orders.pages import WAYS_IN
from sekoci.orders.queries import count_by_way_in
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

SHARED_BY = ("wa", "ig", "fb", "tiktok")
FILES = {
    "meta.csv": "text/csv; charset=utf-8",
    "meta.xml": "application/xml; charset=utf-8",
    "google.xml": "application/xml; charset=utf-8",
}
WHY = {
    "no_photo": gettext_lazy("Belum ada foto."),
    "small_photo": gettext_lazy("Foto terlalu kecil: paling sedikit 500 piksel."),
    "no_price": gettext_lazy("Harga masih nol."),
}


@my_shop()
def feeds(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Where social shops fetch the catalogue, what they would refuse and why, and how many orders came by which link."""
    secret = actions.open_feed(shop.id)
    feed, rows = feed_of(shop.id), rows_of(shop)
    refused = [(row, [WHY[why] for why in whys]) for row in rows if (whys := refusals(row))]
    came = count_by_way_in(shop.id, since=now() - timedelta(days=30))
    facts = {
        "shop": shop,
        "feed": feed,
        "files": {name.replace(".", "_"): f"{settings.PUBLIC_URL}/data/katalog/{secret}/{name}" for name in FILES},
        "taken": len(rows) - len(refused),
        "refused": refused,
        "came": [(label, came[way]) for way, label in WAYS_IN.items() if way in came],
    }
    return render(request, "channels/feeds.html", facts)


@require_POST
@my_shop(roles=("owner",))
def renew(request: HttpRequest, shop: Shop) -> HttpResponse:
    actions.renew_feed(shop.id)
    messages.success(request, _("Link baru sudah jadi. Link lama tidak berlaku lagi."))
    return redirect("channels:feeds", slug=shop.slug)


@require_safe
def feed_file(request: HttpRequest, secret: str, name: str) -> HttpResponse:
    """One of the files, for whoever knows the secret. A hidden shop's is empty, so that nothing of it stays elsewhere."""
    shop = shop_of_feed(secret) if name in FILES else None
    if shop is None:
        raise NotFound()
    actions.note_fetched(shop.id)
    version = " ".join(map(str, front_version(shop.id)))
    response = answer_unless_known(request, lambda: _drawn(shop, name), version=version)
    response["Cache-Control"] = "private, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response


@my_shop()
def share(request: HttpRequest, shop: Shop, product_id: UUID) -> HttpResponse:
    """Pictures and words for one product; the link in them says by which network a buyer comes."""
    item, way = _item(shop, product_id), _way(request)
    link = _link(shop, item, way)
    words = captions(
        name=item.name,
        price=rupiah(item.price),
        shop=shop.name,
        place=shop.area_path.split(",")[0],
        link=link,
        pickup=shop.offers_pickup,
        delivery=shop.offers_delivery,
    )
    facts = {
        "shop": shop,
        "item": item,
        "way": way,
        "ways": [(each, WAYS_IN[each]) for each in SHARED_BY],
        "link": link,
        "captions": [(text, f"https://wa.me/?text={quote(text)}") for text in words],
    }
    return render(request, "channels/share.html", facts)


@require_safe
@my_shop()
def share_picture(request: HttpRequest, shop: Shop, product_id: UUID, shape: str) -> HttpResponse:
    """The picture of one product, drawn anew each time: it shows the price of now."""
    if shape not in SHAPES:
        raise NotFound()
    item, way = _item(shop, product_id), _way(request)
    drawing = Share(
        business_id=shop.id,
        photo=item.photo,
        name=item.name,
        price=rupiah(item.price),
        shop=shop.name,
        place=shop.area_path.split(",")[0],
        link=_link(shop, item, way),
        call=_("Pindai untuk pesan"),
    )
    response = HttpResponse(draw_share(drawing, shape), content_type="image/jpeg")
    response["Cache-Control"] = "private, no-cache"
    return response


def _drawn(shop: Shop, name: str) -> HttpResponse:
    rows = [row for row in rows_of(shop) if not refusals(row)]
    if name == "meta.csv":
        return HttpResponse(as_csv(rows), content_type=FILES[name])
    dialect: Dialect = "google" if name == "google.xml" else "meta"
    written = as_xml(rows, dialect=dialect, title=shop.name, link=f"{settings.PUBLIC_URL}/{shop.slug}")
    return HttpResponse(written, content_type=FILES[name])


def _item(shop: Shop, product_id: UUID) -> ShelfItem:
    item = product(shop.id, product_id)
    if item is None:
        raise NotFound()
    return item


def _way(request: HttpRequest) -> str:
    asked = request.GET.get("lewat", "")
    return asked if asked in SHARED_BY else SHARED_BY[0]


def _link(shop: Shop, item: ShelfItem, way: str) -> str:
    return f"{settings.PUBLIC_URL}/{shop.slug}/p/{item.id}?dari={way}"
