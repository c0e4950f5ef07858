import pytest

from sekoci.kit.sheets import as_text


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", " =1"])
def test_a_cell_that_looks_like_a_formula_becomes_text(cell):
    assert as_text(cell) == "'" + cell
    assert as_text("Kopi = enak") == "Kopi = enak"
    assert as_text("") == ""
