"""What each row of a list would do to a shop: new, changed, same, or wrong and why. Pure: no database, no clock."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sekoci.catalog import rules
from sekoci.catalog.drafts import MOST_HEADING, MOST_PIECES, MOST_PRICE, MOST_VARIANTS
from sekoci.catalog.imports.cells import Unreadable, is_blank, money_of, pieces_of, text_of, without_apostrophe
from sekoci.catalog.imports.guess import Columns
from sekoci.catalog.imports.opening import Cell
from sekoci.kit.money import MOST
from sekoci.kit.text import clean_line, clean_text

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"
KINDS = (NEW, CHANGED, SAME, WRONG)
TOTALS = ("total", "jumlah", "grand total", "subtotal", "sub total")


@dataclass(frozen=True, slots=True)
class KnownVariant:
    id: UUID
    name: str
    price: int
    on_hand: int
    reserved: int
    value: int
    last_cost: int
    """What a piece cost when there last was one; only asked where none is on hand."""
    is_opening: bool
    """Nothing has moved the stock since it was opened: what a list says of it corrects the opening."""

    @property
    def unit_cost(self) -> int:
        return rules.unit_cost(on_hand=self.on_hand, value=self.value) if self.on_hand else self.last_cost


@dataclass(frozen=True, slots=True)
class KnownProduct:
    id: UUID
    name: str
    unit: str
    description: str
    category: str
    variants: tuple[KnownVariant, ...]


@dataclass(slots=True)
class Row:
    """One row, read and judged. None and empty texts: the row does not say it. `reason` is a code, `facts` fill its sentence."""

    number: int
    name: str = ""
    variant: str = ""
    price: int | None = None
    stock: int | None = None
    cost: int | None = None
    unit: str = ""
    description: str = ""
    category: str = ""
    kind: str = WRONG
    reason: str = ""
    column: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    product: KnownProduct | None = None
    known: KnownVariant | None = None

    @property
    def told_cost(self) -> int:
        """What a piece cost, where nothing on hand has a cost, or the opening is corrected; 0 otherwise: a known cost comes from
        what was bought."""
        return self.cost if self.cost and self.known and (self.known.is_opening or not self.known.value) else 0

    @property
    def counted(self) -> int:
        """The pieces that there are once it is written."""
        return self.stock if self.stock is not None else self.known.on_hand if self.known else 0

    @property
    def corrected(self) -> rules.Corrected | None:
        """What it makes of a stock that the shop has, for the books; None where it says nothing of it."""
        if self.known is None or (self.stock is None and not self.told_cost):
            return None
        known = self.known
        return rules.corrected(
            self.counted, on_hand=known.on_hand, value=known.value, each=known.unit_cost, told=self.told_cost,
            is_opening=known.is_opening,
        )  # fmt: skip

    @property
    def moves_stock(self) -> bool:
        """Whether it changes pieces or cost of a stock that the shop has."""
        right = self.corrected
        return bool(right and self.known and (self.counted != self.known.on_hand or right.said))

    @property
    def is_cost_left(self) -> bool:
        """Whether it says a cost that is not kept: there is another one, or there are no pieces that have it."""
        if not self.cost or (self.known and self.cost == self.known.unit_cost):
            return False
        return not self.counted or bool(self.known and not self.told_cost)


class Wrong(Exception):
    def __init__(self, reason: str, column: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason, self.column, self.facts = reason, column, facts


def key_of(name: str) -> str:
    """By which names are the same: capitals and spaces do not matter."""
    return " ".join(name.casefold().split())


def count_kinds(rows: Iterable[Row]) -> dict[str, int]:
    counted = Counter(row.kind for row in rows)
    return {kind: counted[kind] for kind in KINDS}


def judge(rows: Sequence[Sequence[Cell]], columns: Columns, known: Mapping[str, Sequence[KnownProduct]]) -> list[Row]:
    """Every row below the title that says anything, judged against the shop's products (by `key_of` their names)."""
    judging = _Judging(columns, known)
    title = [text_of(cell) for cell in rows[columns.header]] if 0 <= columns.header < len(rows) else []
    judged = []
    for place in range(columns.header + 1, len(rows)):
        cells = rows[place]
        if all(is_blank(cell) for cell in cells) or (title and [text_of(cell) for cell in cells] == title):
            continue
        row = Row(place + 1)
        try:
            judging.read(row, cells)
            judging.place(row)
        except Wrong as no:
            row.kind, row.reason, row.column, row.facts = WRONG, no.reason, no.column, no.facts
        judged.append(row)
    return judged


class _Judging:
    """What is known while the rows are read one after the other."""

    def __init__(self, columns: Columns, known: Mapping[str, Sequence[KnownProduct]]) -> None:
        self.places, self.known = columns.places, known
        self.seen: dict[tuple[str, str], int] = {}
        self.plain: dict[str, int] = {}
        self.choices: Counter[str] = Counter()
        self.last_name = ""
        self.worth = 0

    def read(self, row: Row, cells: Sequence[Cell]) -> None:
        """Read what the columns say into the row."""
        said = {name: cells[place] for name, place in self.places.items() if place < len(cells)}
        row.variant = _line(said.get("variant", ""), most=60, reason="long_variant", column="variant")
        row.name = _line(said.get("name", ""), most=120, reason="long_name", column="name")
        if not row.name and row.variant:  # a name merged over the rows of its choices
            row.name = self.last_name
        if not row.name:
            raise Wrong("no_name", "name")
        if row.name.casefold() in TOTALS:
            raise Wrong("total", "name")
        self.last_name = row.name
        row.unit = _line(said.get("unit", ""), most=20, reason="long_unit", column="unit")
        row.category = _line(said.get("category", ""), most=MOST_HEADING, reason="long_category", column="category")
        row.description = _description(said.get("description", ""))
        row.price = _price(said.get("price", ""))
        row.cost = _number("cost", lambda: money_of(said.get("cost", ""), code="cost", rounded=True), most=MOST_PRICE)
        row.stock = _number("stock", lambda: pieces_of(said.get("stock", "")), most=MOST_PIECES)

    def place(self, row: Row) -> None:
        """Find the row's product in the shop, or among those that come with it; what it would do."""
        name, variant = key_of(row.name), key_of(row.variant)
        found = self.known.get(name, ())
        if len(found) > 1:
            raise Wrong("two_in_shop", "name")
        if (first := self.seen.get((name, variant))) is not None:
            raise Wrong("twice", "name", row=first)
        if found:
            self._beside(row, found[0], variant)
        else:
            self._anew(row, name)
        self.seen[(name, variant)] = row.number

    def _beside(self, row: Row, product: KnownProduct, variant: str) -> None:
        """A row of a product that the shop has."""
        is_plain = len(product.variants) == 1 and not product.variants[0].name
        if is_plain and row.variant:
            raise Wrong("plain_in_shop", "variant")
        if not is_plain and not row.variant:
            raise Wrong("which_variant", "variant")
        row.product = product
        row.known = next((each for each in product.variants if key_of(each.name) == variant), None)
        if row.known is None:
            self._add_choice(row, key_of(row.name), already=len(product.variants))
            self._check_worth(row, row.stock or 0)
            row.kind = NEW
            return
        if row.stock is not None and row.stock < row.known.reserved:
            raise Wrong("reserved", "stock", n=row.known.reserved)
        if row.told_cost:
            self._check_worth(row, max(row.known.on_hand, row.stock or 0))
        row.kind = CHANGED if any(differences(row, product, row.known)) else SAME

    def _anew(self, row: Row, name: str) -> None:
        """A row of a product that is new: the first row says whether it has choices."""
        if name in self.plain:
            raise Wrong("plain_before", "variant", row=self.plain[name])
        if not row.variant and self.choices[name]:
            raise Wrong("which_variant", "variant")
        self._check_worth(row, row.stock or 0)
        if row.variant:
            self._add_choice(row, name, already=0)
        else:
            if row.price is None:
                raise Wrong("no_price", "price")
            self.plain[name] = row.number
        row.kind = NEW

    def _add_choice(self, row: Row, name: str, *, already: int) -> None:
        if row.price is None:
            raise Wrong("no_price", "price")
        if already + self.choices[name] >= MOST_VARIANTS:
            raise Wrong("many_variants", "variant", n=MOST_VARIANTS)
        self.choices[name] += 1

    def _check_worth(self, row: Row, pieces: int) -> None:
        """All that comes with one file must stay a sum that can be kept."""
        worth = pieces * (row.cost or 0)
        if self.worth + worth > MOST:
            raise Wrong("too_worth", "cost")
        self.worth += worth


def differences(row: Row, product: KnownProduct, known: KnownVariant) -> Iterable[bool]:
    """What it would change: price, stock, unit, description, category, cost."""
    yield row.price not in (None, known.price)
    yield row.stock not in (None, known.on_hand)
    yield row.unit not in ("", product.unit)
    yield row.description not in ("", product.description)
    yield row.category not in ("", product.category)
    yield bool(row.counted and row.told_cost not in (0, known.unit_cost))


def _line(cell: Cell, *, most: int, reason: str, column: str) -> str:
    if is_blank(cell):
        return ""
    line = clean_line(text_of(cell), most=10**9)
    if len(line) > most:
        raise Wrong(reason, column, n=most)
    return line


def _description(cell: Cell) -> str:
    text = clean_text(without_apostrophe(str(cell).replace("\x00", "")), most=10**9)
    if len(text) > 2000:
        raise Wrong("long_description", "description", n=2000)
    return text


def _price(cell: Cell) -> int | None:
    price = _number("price", lambda: money_of(cell, code="price"), most=MOST_PRICE)
    if price == 0:
        raise Wrong("no_price", "price")
    return price


def _number(column: str, read: Callable[[], int | None], *, most: int) -> int | None:
    try:
        number = read()
    except Unreadable as no:
        raise Wrong(no.code, column) from None
    if number is not None and number > most:
        raise Wrong("too_many" if column == "stock" else "too_dear", column)
    return number
