"""What is printed holds exactly what was given: codes that can be read, texts that stay texts."""

import pypdfium2
import pytest
import zxingcpp

from sekoci.kit.paper import code_svg, pdf

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
