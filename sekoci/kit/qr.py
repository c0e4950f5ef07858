"""QR codes: as SVG inside the page (no request more, sharp at any size), and as a picture to keep."""

from functools import lru_cache
from io import BytesIO

import segno
from django.utils.html import escape
from django.utils.safestring import SafeString


@lru_cache(maxsize=512)
def qr_svg(payload: str, *, label: str = "QRIS") -> SafeString:
    """The code as inline SVG with its quiet zone; `label` is what a screen reader says."""
    drawn: str = segno.make_qr(payload, error="m").svg_inline(
        scale=4, border=3, omitsize=True, dark="#06182c", light="#fff", svgclass=None, lineclass=None
    )
    return SafeString(drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1))


def qr_png(payload: str) -> bytes:
    """The code as PNG, some 800 pixels wide, quiet zone included."""
    out = BytesIO()
    segno.make_qr(payload, error="m").save(out, kind="png", scale=12, border=4)
    return out.getvalue()
