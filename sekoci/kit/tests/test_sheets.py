import io
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from sekoci.kit.sheets import Percent, Rupiahs, as_csv, as_text, as_xlsx, phone_cell


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", " =1"])
def test_a_cell_that_looks_like_a_formula_becomes_text(cell):
    assert as_text(cell) == "'" + cell
    assert as_text("Kopi = enak") == "Kopi = enak"
    assert as_text("") == ""


@pytest.mark.parametrize(
    ("phone", "cell"),
    [("+6281371000005", "0813-7100-0005"), ("+6591234567", "65 9123 4567"), ("+62271712345", "(0271) 712345"), ("", "")],
)
def test_a_phone_is_clean_and_no_formula(phone, cell):
    assert phone_cell(phone) == as_text(phone_cell(phone)) == cell


def test_days_percents_and_amounts_are_what_they_are_in_a_workbook_and_plain_in_a_csv():
    row = [date(2026, 11, 23), Percent(12.5), Rupiahs(1_250_000), 3, "=x"]
    book = as_xlsx(["hari", "bagian", "uang", "n", "kata"], [row])
    assert CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()[1] == [
        date(2026, 11, 23), 0.125, 1_250_000, 3, "=x",
    ]  # fmt: skip
    styles = zipfile.ZipFile(io.BytesIO(book)).read("xl/styles.xml").decode()
    assert all(how in styles for how in ("yyyy-mm-dd", "0.0%", "&quot;Rp&quot;#,##0"))
    assert as_csv(["a", "b", "c", "d", "e"], [row]).decode("utf-8-sig").splitlines()[1] == "2026-11-23,12.5,1250000,3,'=x"
