"""What is printed holds exactly what was given: codes that can be read, texts that stay texts."""

import pypdfium2
import pytest
import zxingcpp

from sekoci.kit.drawing import letters
from sekoci.kit.paper import code_svg, pdf
from sekoci.kit.text import in_our_letters

PAGE = """
#let facts = json(bytes(sys.inputs.facts))
#set document(title: facts.name)
#set text(font: "Aileron")
= #facts.name
#image(bytes(facts.code), format: "svg", width: 60mm, alt: "kode")
"""


@pytest.mark.parametrize(
    "name", ["#panic(1)", "*Tebal* _miring_ `kode` $x$", "@rujukan <label> \\ // bukan komentar", "Café 😀 咖啡"]
)
def test_a_name_stays_a_name_whatever_it_looks_like(name, tmp_path):
    (tmp_path / "page.typ").write_text(PAGE)
    page = pypdfium2.PdfDocument(pdf(tmp_path / "page.typ", {"name": name, "code": code_svg("https://sekoci.id/melati")}))[0]
    assert page.get_textpage().get_text_bounded().strip() == name.replace("😀 咖啡", "").strip()
    [code] = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    assert code.text == "https://sekoci.id/melati"


def test_pictures_hold_no_sign_that_their_letters_lack():
    font = letters(40)
    box = bytes(font.getmask("\uffff"))
    assert bytes(font.getmask("é")) == box
    everything = "".join(map(chr, (*range(0x20, 0xD800), *range(0xE000, 0x11000), 0x1F600)))
    assert [sign for sign in set(in_our_letters(everything)) if bytes(font.getmask(sign)) == box] == []


def test_a_name_in_a_picture_reads_as_it_was_written():
    said = in_our_letters("Crêpe Gayó – 2 × ½ kg • “Ibu” ☕ señora m² Łódź")
    assert said == "Crepe Gayo - 2 x 1⁄2 kg · “Ibu”  senora m2 Lodz"
