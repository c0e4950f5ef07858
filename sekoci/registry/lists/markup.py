"""Tables in markup, as government systems write them into files named .xls: HTML, and Excel's XML of 2003. Nothing of Sekoci."""

import re
from html.parser import HTMLParser

BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|table|head|body|meta|style|div|\?mso|workbook|ss:workbook)",
    re.I | re.S,
)
ROWS, CELLS = frozenset({"tr", "row", "ss:row"}), frozenset({"td", "th", "cell", "ss:cell"})
UNSEEN = frozenset({"script", "style", "title", "comment", "xml", "o:documentproperties", "documentproperties", "styles"})
MOST_ACROSS, MOST_DOWN = 200, 1_000
"""How far a merged cell may reach: more is a slip, or malice."""


def is_markup(beginning: str) -> bool:
    """Whether a text begins as a page of the web or as Excel's XML does."""
    return bool(BEGINS.match(beginning))


class Tables(HTMLParser):
    """`feed` it, take the rows that are `done`: of all tables in their order, one below another. A merged cell says its text
    once, at its left and top; a table inside a cell is text of that cell.

    `below`: of each column how many rows a cell from above still covers.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.row: list[str] | None = None
        self.cell: list[str] | None = None
        self.across = self.down = 1
        self.below: dict[int, int] = {}
        self.unseen = self.inside = 0
        self.number = ""

    @property
    def is_open(self) -> bool:
        """Whether it stands in the middle of a row: where the text ends here, it was cut."""
        return self.row is not None

    def done(self) -> list[list[str]]:
        rows, self.rows = self.rows, []
        return rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "table":
            if self.cell is not None:
                self.inside += 1
            else:
                self._end_row()
                self.below = {}
        elif self.inside:
            self._between()
        elif tag in ROWS:
            self._end_row()
            self.row = []
        elif tag in CELLS:
            self._begin_cell({name: value or "" for name, value in attrs})
        elif tag in ("br", "p", "div", "li"):
            self._between()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in UNSEEN:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "table":
            if self.inside:
                self.inside -= 1
            else:
                self._end_row()
        elif self.inside:
            return
        elif tag in CELLS:
            self._end_cell()
        elif tag in ROWS:
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.unseen:
            self.cell.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _between(self) -> None:
        if self.cell is not None:
            self.cell.append(" ")

    def _begin_cell(self, said: dict[str, str]) -> None:
        self._end_cell()
        if self.row is None:
            self.row = []
        at = _whole(said.get("ss:index", ""), MOST_ACROSS)
        self.row += [""] * (at - 1 - len(self.row))
        self._skip_covered()
        self.across = max(
            1, _whole(said.get("colspan", ""), MOST_ACROSS), 1 + _whole(said.get("ss:mergeacross", ""), MOST_ACROSS)
        )
        self.down = max(1, _whole(said.get("rowspan", ""), MOST_DOWN), 1 + _whole(said.get("ss:mergedown", ""), MOST_DOWN))
        self.number, self.cell = said.get("x:num", ""), []

    def _end_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        text = self.number or " ".join("".join(self.cell).split())
        for place in range(len(self.row), len(self.row) + self.across):
            if self.down > 1:
                self.below[place] = self.down
        self.row += [text] + [""] * (self.across - 1)
        self.cell, self.inside = None, 0

    def _skip_covered(self) -> None:
        """Cells that one from above covers are there, and empty."""
        assert self.row is not None
        while self.below.get(len(self.row), 0) > 0:
            self.row.append("")

    def _end_row(self) -> None:
        self._end_cell()
        if self.row is not None:
            self.rows.append(self.row)
            self.below = {place: count - 1 for place, count in self.below.items() if count > 1}
        self.row = None


def _whole(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 6 else 0
