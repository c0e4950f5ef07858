"""Every text on screen has its English beside it: `python -m sekoci.kit.translations check` says where it has not.

Texts are Indonesian in the code; English is written by hand in `<module>/locale/en/LC_MESSAGES/django.po`, or in kit's for
words that all modules share. `compile` writes the .mo files that Django reads; they are made, never committed.
"""

import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
CATALOG = Path("locale/en/LC_MESSAGES/django.po")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Key = tuple[str | None, str]
"""A message's context and its text (the singular one)."""


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a text, and where."""

    where: str
    text: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: {self.text!r}"


@dataclass(frozen=True)
class Use:
    """Where a text is shown first, and whether it counts something there or anywhere."""

    where: str
    is_counted: bool


def flaws(package: Path = PACKAGE) -> list[Flaw]:
    """Texts without English, English without a text, and translations that lost a placeholder, in every module."""
    modules = sorted(folder for folder in package.iterdir() if (folder / "__init__.py").exists())
    used = {module.name: used_texts(module) for module in modules}
    written = {module.name: translations(module) for module in modules}
    everywhere = {key for texts in used.values() for key in texts}
    found: list[Flaw] = []
    for module in modules:
        known = written.get("kit", {}) | written[module.name]
        for key, use in used[module.name].items():
            if key not in known:
                found.append(Flaw(use.where, key[1], "has no English"))
            elif use.is_counted and not known[key].pluralizable:
                found.append(Flaw(use.where, key[1], "counts, and has no plural in English"))
        wanted = everywhere if module.name == "kit" else used[module.name].keys()
        for key, message in written[module.name].items():
            if key not in wanted:
                found.append(Flaw(f"{module.name}/{CATALOG}", key[1], "is used nowhere"))
            found.extend(_flaws_of(message, f"{module.name}/{CATALOG}"))
    return found + list(_contradictions(written))


def used_texts(module: Path) -> dict[Key, Use]:
    """The texts that a module's Python and templates show, each with the first place it stands."""
    texts: dict[Key, Use] = {}
    for path in sorted([*module.rglob("*.py"), *module.rglob("*.html"), *module.rglob("*.txt")]):
        parts = path.relative_to(module).parts
        if "tests" in parts or "migrations" in parts or (path.suffix == ".txt" and "templates" not in parts):
            continue
        for line, text, is_counted, context in _texts_in(path):
            use = texts.setdefault((context, text), Use(f"{module.name}/{path.relative_to(module)}:{line}", is_counted))
            if is_counted and not use.is_counted:
                texts[(context, text)] = Use(use.where, is_counted)
    return texts


def translations(module: Path) -> dict[Key, Message]:
    """What a module's English catalogue holds."""
    path = module / CATALOG
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale="en", abort_invalid=True)
    return {(message.context, _singular(message)): message for message in catalog if message.id}


def compile_all(package: Path = PACKAGE) -> int:
    """Write every .mo file that is missing or older than its catalogue; how many were written."""
    written = 0
    for path in sorted(package.glob(f"*/{CATALOG}")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        with path.open("rb") as source:
            catalog = read_po(source, locale="en")
        content = io.BytesIO()
        write_mo(content, catalog)
        fresh = compiled.with_suffix(".mo.new")
        fresh.write_bytes(content.getvalue())
        fresh.replace(compiled)
        written += 1
    return written


def _texts_in(path: Path) -> Iterator[tuple[int, str, bool, str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = re.sub(r"(?m)^[ \t]+", "", templatize(source, origin=str(path)))
    for line, text, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield line, text[0] if isinstance(text, tuple) else text, isinstance(text, tuple), context


def _flaws_of(message: Message, where: str) -> Iterator[Flaw]:
    text = _singular(message)
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if not all(forms):
        yield Flaw(where, text, "is not translated")
    if message.fuzzy:
        yield Flaw(where, text, "is marked fuzzy")
    wanted = sorted(_PLACEHOLDER.findall(text))
    if any(form and sorted(_PLACEHOLDER.findall(form)) != wanted for form in forms):
        yield Flaw(where, text, "has other placeholders in English")


def _contradictions(written: dict[str, dict[Key, Message]]) -> Iterator[Flaw]:
    """Django merges all modules' catalogues: one text cannot have two translations."""
    seen: dict[Key, dict[str, str]] = defaultdict(dict)
    for module, messages in written.items():
        for key, message in messages.items():
            seen[key].setdefault(str(message.string), module)
    for key, versions in seen.items():
        if len(versions) > 1:
            yield Flaw(" and ".join(sorted(versions.values())), key[1], "is translated in two ways")


def _singular(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)


def main(arguments: Iterable[str]) -> int:
    """`check` prints every flaw, and the missing texts ready to be pasted into a catalogue; `compile` writes .mo files."""
    match list(arguments):
        case ["compile"]:
            sys.stdout.write(f"{compile_all()} catalogues compiled\n")
            return 0
        case ["check"]:
            found = flaws()
            for flaw in found:
                sys.stdout.write(f"{flaw}\n")
            for flaw in found:
                if flaw.what == "has no English":
                    escaped = flaw.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
                    sys.stdout.write(f'\n#: {flaw.where}\nmsgid "{escaped}"\nmsgstr ""\n')
            return 1 if found else 0
    sys.stderr.write("usage: python -m sekoci.kit.translations check|compile\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
