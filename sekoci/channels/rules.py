"""What social shops ask of a row, and how the files are written. No database, no clock.

Fields and spellings: Meta's and Google's feed specifications (`in stock` there, `in_stock` here, hence two dialects).
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape as _escape

Dialect = Literal["meta", "google"]
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEAST_SIDE = 500
"""Meta takes no picture that is smaller, in pixels."""
MOST_TITLE, MOST_TEXT = 150, 5_000
COLUMNS = (
    "id", "item_group_id", "title", "description", "availability", "condition", "price", "sale_price", "link",
    "image_link", "brand", "quantity_to_sell_on_facebook",
)  # fmt: skip
STOCK = {"meta": ("in stock", "out of stock"), "google": ("in_stock", "out_of_stock")}


@dataclass(frozen=True)
class Row:
    """A thing to sell, one for each variant. `price` in rupiah; `before`: the ordinary one, while a lower one runs;
    `photo`: width and height in pixels, None without one."""

    id: str
    group: str
    title: str
    description: str
    price: int
    stock: int
    link: str
    image: str
    photo: tuple[int, int] | None
    brand: str
    before: int | None = None


def refusals(row: Row) -> tuple[str, ...]:
    """Why social shops would refuse this row: `no_photo`, `small_photo`, `no_price`; nothing when they take it."""
    found = []
    if row.photo is None:
        found.append("no_photo")
    elif min(row.photo) < LEAST_SIDE:
        found.append("small_photo")
    if row.price <= 0:
        found.append("no_price")
    return tuple(found)


def as_csv(rows: Iterable[Row]) -> str:
    """Meta's CSV: texts as they are, for machines; never meant for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([value for _, value in _fields(row, "meta")] for row in rows)
    return out.getvalue()


def as_xml(rows: Iterable[Row], *, dialect: Dialect, title: str, link: str) -> str:
    """RSS 2.0 with Google's names, which Meta reads too."""
    items = "".join(f"<item>{''.join(_tags(row, dialect))}</item>\n" for row in rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>'
        f"<title>{escape(title)}</title><link>{escape(link)}</link><description>{escape(title)}</description>\n"
        f"{items}</channel></rss>\n"
    )


def captions(*, name: str, price: str, shop: str, place: str, link: str, pickup: bool, delivery: bool) -> Sequence[str]:
    """Three ways to say it, as people write in their status; the owner takes one and changes what they like."""
    ways = " atau ".join(way for way, offered in (("diambil", pickup), ("diantar", delivery)) if offered)
    return (
        f"{name}, {price}. Masih ada, langsung pesan saja: {link}",
        f"Halo! Hari ini ada {name} dari {shop}. Harganya {price}. Mau? Pesan di sini ya: {link}",
        f"{name} {price}\nBisa {ways}.\n{shop}, {place}\nPesan: {link}",
    )


def _fields(row: Row, dialect: Dialect) -> list[tuple[str, str]]:
    values = (
        row.id, row.group, _cut(row.title, MOST_TITLE), _cut(row.description, MOST_TEXT), STOCK[dialect][row.stock <= 0], "new",
        *_prices(row), row.link, row.image, row.brand, str(max(0, row.stock)),
    )  # fmt: skip
    return list(zip(COLUMNS, values, strict=True))


def _prices(row: Row) -> tuple[str, str]:
    """The ordinary price, and the lower one that runs now, if one does: shops then show both."""
    now = f"{row.price}.00 IDR"
    return (now, "") if row.before is None else (f"{row.before}.00 IDR", now)


def _tags(row: Row, dialect: Dialect) -> Iterable[str]:
    for name, value in _fields(row, dialect):
        if dialect == "google" and name == "quantity_to_sell_on_facebook":
            yield "<g:identifier_exists>no</g:identifier_exists>"
        elif value or name != "sale_price":
            yield f"<g:{name}>{escape(value)}</g:{name}>"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def escape(text: str) -> str:
    """As XML takes it: what XML has no sign for is left out, however it came into the shop."""
    return _escape(_NOT_XML.sub("", text))
