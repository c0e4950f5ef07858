"""`docs/asvs.md` says of every requirement of OWASP ASVS 5.0, levels 1 and 2, how it stands; here it is held to what is there."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "asvs.md"
LEVELS = """
    1.1:22 1.2:1111122223 1.3:112222222223 1.4:222 1.5:123 2.1:122 2.2:112 2.3:12223 2.4:23 3.1:3 3.2:113 3.3:12223
    3.4:11222233 3.5:11122333 3.6:3 3.7:22333 4.1:12233 4.2:23333 4.3:22 4.4:1222 5.1:2 5.2:112333 5.3:113 5.4:222 6.1:122
    6.2:111111112222 6.3:11223333 6.4:112233 6.5:22222333 6.6:2223 6.7:33 6.8:2222 7.1:222 7.2:1111 7.3:22 7.4:11222 7.5:223
    7.6:22 8.1:1233 8.2:1123 8.3:133 8.4:23 9.1:111 9.2:1222 10.1:22 10.2:223 10.3:22223 10.4:1111122222233333 10.5:22222
    10.6:22 10.7:222 11.1:2233 11.2:22233 11.3:11233 11.4:1222 11.5:23 11.6:23 11.7:33 12.1:12233 12.2:11 12.3:22223
    13.1:2333 13.2:222223 13.3:2233 13.4:1222233 14.1:22 14.2:12223333 14.3:122 15.1:12233 15.2:12233 15.3:1222222 15.4:3333
    16.1:2 16.2:22222 16.3:2222 16.4:222 16.5:2223 17.1:23 17.2:22223333 17.3:22
"""
"""Section by section the level of each requirement, in their order: `1.1:22` is V1.1.1 and V1.1.2, both of level 2."""


def wanted() -> dict[str, str]:
    """Every id with its level, of levels 1 and 2."""
    found = {}
    for part in LEVELS.split():
        section, levels = part.split(":")
        found |= {f"{section}.{number}": level for number, level in enumerate(levels, start=1) if level != "3"}
    return found


def rows() -> list[tuple[str, str, str, str]]:
    """(id, level, what it asks, how it stands) of every row."""
    return re.findall(r"^\| (\d+\.\d+\.\d+) \| (\d) \| (.+?) \| (.+?) \|$", TABLE.read_text(), re.MULTILINE)


@cache
def functions_of(path: str) -> set[str]:
    return {node.name for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_of_levels_1_and_2_stands_there_once():
    assert len(wanted()) == 253
    assert [(number, level) for number, level, _, _ in rows()] == list(wanted().items())


def test_every_row_names_a_test_a_place_in_the_code_or_a_reason():
    for number, _, asks, stands in rows():
        reason = re.match(r"(not applicable|\*\*not met\*\*|partly met): \S.{10,}", stands)
        assert reason or re.search(r"`[\w./-]+(::\w+)?`", stands), number
        assert asks, number


def test_every_test_and_file_that_is_named_exists():
    named = {name for name in re.findall(r"`([\w./-]+(?:::\w+)?)`", TABLE.read_text()) if "/" in name[1:] and name[0] != "/"}
    assert len(named) > 80
    for name in named:
        path, _, test = name.partition("::")
        assert (ROOT / path).exists(), name
        assert not test or (test.startswith("test_") and test in functions_of(path)), name


def test_what_is_not_met_is_said_first():
    top = TABLE.read_text().partition("## V1 ")[0]
    for number, _, _, stands in rows():
        is_open = stands.startswith(("**not met**", "partly met"))
        assert (f"**{number}**" in top) == is_open, number
