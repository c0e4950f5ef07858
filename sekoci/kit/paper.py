"""What is printed: a typst template of ours and facts become a PDF. No network, no file but ours, no code in the facts."""

import json
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.http import HttpResponse
from PIL import ImageFont

from sekoci.kit.text import latin


def pdf_answer(template: Path, facts: Mapping[str, Any], *, name: str) -> HttpResponse:
    """The PDF as a file to look at or keep, called `name`.pdf."""
    response = HttpResponse(pdf(template, facts), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def pdf(template: Path, facts: Mapping[str, Any]) -> bytes:
    """The template set with the facts (`json(bytes(sys.inputs.facts))` in it), tagged for screen readers (PDF/UA-1)."""
    made = typst.Compiler(template, root=template.parent, font_paths=_fonts()).compile(
        format="pdf", sys_inputs={"facts": json.dumps(_drawable(facts))}, pdf_standards="ua-1"
    )
    assert isinstance(made, bytes)
    return made


def code_svg(payload: str) -> str:
    """A QR code as SVG, quiet zone included, for `image(bytes(…))` on a page."""
    out = BytesIO()
    segno.make_qr(payload, error="m").save(out, kind="svg", border=4, dark="#06182c", light="#ffffff")
    return out.getvalue().decode()


def _drawable(fact: Any) -> Any:
    if isinstance(fact, str):
        return latin(fact)
    if isinstance(fact, Mapping):
        return {key: _drawable(value) for key, value in fact.items()}
    return [_drawable(value) for value in fact] if isinstance(fact, list | tuple) else fact


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The letters of our cards (Pillow carries Aileron, CC0) and typst's own, none of the machine's: alike everywhere."""
    letters = ImageFont.load_default(10)
    assert isinstance(letters, ImageFont.FreeTypeFont)
    assert isinstance(letters.path, BytesIO)
    folder = Path(settings.HOME) / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "aileron.ttf").write_bytes(letters.path.getvalue())
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])
