"""Every text has its English, and the tool that says so can tell."""

from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

from sekoci.kit import translations

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def test_every_text_on_screen_has_an_english_translation():
    assert [str(flaw) for flaw in translations.flaws()] == []


def test_the_english_is_what_django_shows():
    with translation.override("en"):
        assert gettext("Ke halaman depan") == "To the front page"
    with translation.override("id"):
        assert gettext("Ke halaman depan") == "Ke halaman depan"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with one module, `toko`, and a kit."""
    for module in ("toko", "kit"):
        (tmp_path / module / "templates" / module).mkdir(parents=True)
        (tmp_path / module / "locale/en/LC_MESSAGES").mkdir(parents=True)
        (tmp_path / module / "__init__.py").touch()
    return tmp_path


def write_english(package: Path, module: str, *pairs: tuple[str, str]) -> None:
    text = "".join(f'msgid "{text}"\nmsgstr "{english}"\n\n' for text, english in pairs)
    (package / module / translations.CATALOG).write_text(HEAD + text)


def whats(package: Path) -> list[tuple[str, str]]:
    return [(flaw.text, flaw.what) for flaw in translations.flaws(package)]


def test_a_text_in_a_template_or_in_python_without_english_is_found_with_its_place(package: Path):
    (package / "toko/templates/toko/page.html").write_text(
        '{% extends "kit/base.html" %}\n  <h1>{% translate "Rak \'kosong\'" %}</h1>\n'
        "\t{% blocktranslate count n=n %}{{ n }} barang{% plural %}{{ n }} barang-barang{% endblocktranslate %}\n it's \"open"
    )
    (package / "toko/views.py").write_text('from x import gettext as _\n\n\ndef f():\n    return _("Jual")\n')
    found = translations.flaws(package)
    assert {(flaw.where, flaw.text) for flaw in found} == {
        ("toko/templates/toko/page.html:2", "Rak 'kosong'"),
        ("toko/templates/toko/page.html:3", "%(n)s barang"),
        ("toko/views.py:5", "Jual"),
    }
    assert {flaw.what for flaw in found} == {"has no English"}


def test_english_in_the_module_or_in_kit_is_enough(package: Path):
    (package / "toko/views.py").write_text('_("Jual")\n_("Simpan")\n')
    write_english(package, "toko", ("Jual", "Sell"))
    write_english(package, "kit", ("Simpan", "Save"))
    assert whats(package) == []


@pytest.mark.parametrize(
    ("source", "english", "what"),
    [
        ("", ("Jual", "Sell"), "is used nowhere"),
        ('ngettext("%(n)s barang", "%(n)s barang", 2)', ("%(n)s barang", "%(n)s thing"), "counts, and has no plural in English"),
        ('_("Jual")', ("Jual", ""), "is not translated"),
        ('_("Jual %(n)s")', ("Jual %(n)s", "Sell %(m)s"), "has other placeholders in English"),
        ('_("Jual {n}")', ("Jual {n}", "Sell"), "has other placeholders in English"),
    ],
)
def test_a_translation_that_is_left_over_empty_or_lost_a_placeholder_is_found(package: Path, source, english, what):
    (package / "toko/views.py").write_text(source)
    write_english(package, "toko", english)
    assert whats(package) == [(english[0], what)]


def test_two_translations_of_one_text_contradict(package: Path):
    for module in ("toko", "kit"):
        (package / module / "views.py").write_text('_("Jual")')
    write_english(package, "toko", ("Jual", "Sell"))
    write_english(package, "kit", ("Jual", "For sale"))
    assert whats(package) == [("Jual", "is translated in two ways")]


def test_catalogues_are_compiled_once_and_again_after_a_change(package: Path):
    write_english(package, "toko", ("Jual", "Sell"))
    compiled = (package / "toko" / translations.CATALOG).with_suffix(".mo")
    assert translations.compile_all(package) == 1
    assert b"Sell" in compiled.read_bytes()
    assert translations.compile_all(package) == 0


def test_the_command_fails_while_anything_is_missing_and_says_what_to_paste(capsys, monkeypatch, package: Path):
    (package / "toko/views.py").write_text('_("Jual \\"ini\\"")')
    monkeypatch.setattr(translations.flaws, "__defaults__", (package,))
    assert translations.main(["check"]) == 1
    assert 'msgid "Jual \\"ini\\""\nmsgstr ""' in capsys.readouterr().out
    assert translations.main(["what"]) == 2
