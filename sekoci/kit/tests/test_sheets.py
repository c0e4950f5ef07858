import pytest

from sekoci.kit.sheets import as_text, phone_cell


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
