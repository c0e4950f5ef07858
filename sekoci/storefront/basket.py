"""The basket's cookie: one a shop, signed, thirty days; no table, no account, and it works without JavaScript."""

import base64
import binascii

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from sekoci.kit.cookies import path_cookie
from sekoci.registry.queries import Shop
from sekoci.storefront.rules import Basket, pack, unpack

COOKIE = path_cookie("keranjang")
KEPT = 30 * 24 * 3600
_signer = signing.Signer(salt="storefront.basket")


def read_basket(request: HttpRequest, shop: Shop) -> Basket:
    """What is in the basket of this shop; empty when there is none, or when somebody wrote it by hand."""
    try:
        number, _, packed = _signer.unsign(request.COOKIES.get(COOKIE, "")).partition(".")
        whole = base64.urlsafe_b64decode(packed)
    except (signing.BadSignature, binascii.Error, ValueError):
        return ()
    return unpack(whole) if number == str(shop.id) else ()


def keep_basket(response: HttpResponse, shop: Shop, basket: Basket) -> None:
    """Send the basket along with the answer; an empty one takes the cookie away."""
    path = f"/{shop.slug}"
    if not basket:
        response.delete_cookie(COOKIE, path=path, samesite="Lax")
        return
    packed = base64.urlsafe_b64encode(pack(basket)).decode()
    response.set_cookie(
        COOKIE,
        _signer.sign(f"{shop.id}.{packed}"),
        max_age=KEPT,
        path=path,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
