"""The choices of a product (size, taste) as rows of a form that grows and shrinks without JavaScript, too."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from sekoci.catalog.drafts import MOST_VARIANTS, VariantChange, VariantDraft, checked_cost, checked_price, parse_pieces
from sekoci.catalog.queries import MyProductWhole
from sekoci.kit.errors import Refusal
from sekoci.kit.money import parse_rupiah, rupiah
from sekoci.kit.text import clean_line

T = TypeVar("T")
COLUMNS = ("id", "name", "price", "stock", "unit_cost")


@dataclass
class ChoiceRow:
    """What was written in one row, and once `check` was called what it means. A row with an `id` is a variant that exists."""

    id: str = ""
    name: str = ""
    price: str = ""
    stock: str = ""
    unit_cost: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    read: VariantChange | None = None

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, column).strip() for column in COLUMNS)

    def check(self, *, base_price: int | None) -> None:
        """Read the row; what cannot be read stands in `errors`. Without a price of its own it has the product's."""
        self.errors = {}
        if not self.price.strip() and base_price is None:
            self.errors["price"] = gettext("Bagian ini harus diisi.")
        self.read = VariantChange(
            name=self._read("name", lambda: clean_line(self.name, most=60, least=1), ""),
            price=self._read("price", lambda: checked_price(parse_rupiah(self.price)), base_price or 0),
            id=_known(self.id),
            stock=self._read("stock", lambda: parse_pieces(self.stock), 0),
            unit_cost=self._read("unit_cost", lambda: checked_cost(parse_rupiah(self.unit_cost)), 0),
        )

    def change(self) -> VariantChange:
        if self.read is None:
            raise ValueError("check the row first")
        return self.read

    def draft(self) -> VariantDraft:
        said = self.change()
        return VariantDraft(said.name, said.price, said.stock, said.unit_cost)

    def _read(self, column: str, read: Callable[[], T], otherwise: T) -> T:
        if column != "name" and not getattr(self, column).strip():
            return otherwise
        try:
            return read()
        except Refusal as no:
            self.errors[column] = no.sentence()
            return otherwise


def rows_of_form(sent: QueryDict) -> list[ChoiceRow]:
    """The rows as they were sent: each sends every column once, in order."""
    columns = [sent.getlist(f"pilihan_{column}")[:MOST_VARIANTS] for column in COLUMNS]
    return [ChoiceRow(*cells) for cells in zip(*columns, strict=False)]


def rows_of_product(product: MyProductWhole | None) -> list[ChoiceRow]:
    """The choices that a product has; a plain one has none."""
    if product is None or product.is_plain:
        return []
    return [ChoiceRow(str(each.id), each.name, written(each.price)) for each in product.variants]


def changed_rows(sent: QueryDict, product: MyProductWhole | None) -> list[ChoiceRow] | None:
    """The rows after a tap on "add" or on a row's "remove"; None where neither was tapped.

    The first two rows of a plain product: what is there now becomes the first choice and keeps its stock.
    """
    rows = rows_of_form(sent)
    if "tambah_pilihan" in sent:
        if not rows:
            plain = product.variants[0] if product and product.is_plain else None
            rows.append(ChoiceRow(str(plain.id), "", written(plain.price)) if plain else ChoiceRow())
        return [*rows, ChoiceRow()][:MOST_VARIANTS]
    if "hapus_pilihan" in sent:
        gone = sent["hapus_pilihan"]
        return [row for number, row in enumerate(rows) if str(number) != gone]
    return None


def written(price: int) -> str:
    """A price as an owner would write it: `15.000`."""
    return rupiah(price).removeprefix("Rp")


def _known(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)
