"""QR codes, drawn by us."""

from functools import lru_cache
from io import BytesIO

import segno
from django.utils.html import escape
from django.utils.safestring import SafeString


@lru_cache(maxsize=512)
def qr_svg(content: str, *, label: str) -> SafeString:
    """A QR code as inline SVG, quiet zone included; `label` is what a screen reader says."""
    drawn: str = segno.make_qr(content, error="m").svg_inline(
        scale=4, border=3, omitsize=True, dark="#06182c", light="#fff", svgclass=None, lineclass=None
    )
    return SafeString(drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1))


def qr_png(content: str) -> bytes:
    """A QR code as a picture to keep: about 800 pixels, quiet zone included."""
    out = BytesIO()
    segno.make_qr(content, error="m").save(out, kind="png", scale=12, border=4)
    return out.getvalue()
