"""The rules of the house that a machine can hold. Layers are held by import-linter, style by ruff (see pyproject.toml)."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path.parent.name for path in (ROOT / "sekoci").glob("*/__init__.py"))

MOST_LINES, MOST_IN_A_FUNCTION = 300, 50
DOORS = {"actions", "queries", "events", "rules", "pages"}
OWN_DOORS = {
    "config": DOORS | {"rest"},
}
"""Who may use more than the doors, and which."""
EXCEPTIONS: set[tuple[str, str]] = set()
"""(file, what it imports): each was talked about."""
IMPURE = (
    "django",
    "psycopg",
    "procrastinate",
    "httpx",
    "sekoci.kit.clock",
    "sekoci.kit.sql",
    "sekoci.kit.scope",
    "sekoci.kit.jobs",
)
SIGNALS = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
    "allauth.account.signals",
)


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every dotted name that a file imports (`from a import b` is both `a` and `a.b`), and whether only for types."""

    def inside(node: ast.AST, typing: bool) -> Iterator[tuple[str, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from ((name.name, typing) for name in child.names)
            elif isinstance(child, ast.ImportFrom) and child.module:
                yield from ((f"{child.module}.{name.name}", typing) for name in child.names)
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                yield from inside(child, True)
            else:
                yield from inside(child, typing)

    yield from inside(ast.parse(path.read_text()), False)


def test_no_file_and_no_function_is_too_long():
    too_long = []
    for path in sources("sekoci", "config", "bench", "tests"):
        text = path.read_text()
        if (lines := text.count("\n")) > MOST_LINES:
            too_long.append(f"{shown(path)} has {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > MOST_IN_A_FUNCTION:
                    too_long.append(f"{shown(path)}:{node.lineno} {node.name} has {lines} lines")
    assert too_long == []


def test_modules_meet_at_their_doors():
    """From outside only actions, queries, events, rules and pages; models only to name a type. Tests may go anywhere."""
    trespasses = []
    for path in sources("sekoci", "config"):
        if "tests" in path.parts:
            continue
        place = path.relative_to(ROOT).parts
        home = place[1] if place[0] == "sekoci" else place[0]
        for name, typing in imports(path):
            parts = name.split(".")
            if parts[0] != "sekoci" or len(parts) < 2 or parts[1] in (home, "kit"):
                continue
            door = parts[2] if len(parts) > 2 else ""
            if door in OWN_DOORS.get(home, DOORS) or (typing and door == "models") or (shown(path), name) in EXCEPTIONS:
                continue
            trespasses.append(f"{shown(path)} imports {name}")
    assert trespasses == []


def test_rules_know_no_database_and_no_clock():
    knowing = [
        f"{shown(path)} imports {name}"
        for path in sources("sekoci")
        if "tests" not in path.parts and ("rules" in path.parts or path.name == "rules.py")
        for name, typing in imports(path)
        if not typing and name.startswith(IMPURE)
    ]
    assert knowing == []


def test_nobody_uses_signals():
    assert [f"{shown(path)}: {name}" for path in sources("sekoci") for name, _ in imports(path) if name.startswith(SIGNALS)] == []


def test_the_worker_knows_every_modules_jobs():
    unknown = [
        shown(path)
        for path in sorted((ROOT / "sekoci").glob("*/jobs.py"))
        if path.parent.name != "kit" and not re.search(r"import .*\bjobs\b", (path.parent / "apps.py").read_text())
    ]
    assert unknown == []


def test_modules_do_not_print():
    """Except to the person at the terminal: operations, and files that are run by hand."""
    printing = []
    for path in sources("sekoci"):
        tree = ast.parse(path.read_text())
        by_hand = "operations" in path.parts or "sandbox" in path.stem or '"__main__"' in ast.unparse(tree)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"]
        if calls and not by_hand:
            printing.append(shown(path))
    assert printing == []


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module: str):
    readme = ROOT / "sekoci" / module / "README.md"
    assert readme.exists()
    assert len(readme.read_text().splitlines()) >= 5


def test_the_map_in_the_readme_names_every_module():
    text = (ROOT / "README.md").read_text()
    assert [module for module in MODULES if f"`{module}" not in text] == []


def direct_dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    return [re.split(r"[\[<>=~ ]", one)[0] for one in wanted]


def test_every_dependency_has_a_reason_and_every_reason_a_dependency():
    rows = re.findall(r"^\| ([A-Za-z][\w.-]*) \|", (ROOT / "docs" / "dependencies.md").read_text(), re.MULTILINE)
    assert sorted(row for row in rows if row != "package") == sorted(direct_dependencies())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert len(project["dependencies"]) < 30


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text()
    return dict(re.findall(r"^([\w.-]+)(?:\[.*\])?==(\S+)", text, re.MULTILINE))


def test_the_locks_agree_carry_hashes_and_name_no_address():
    run, dev, spark = pinned("run.txt"), pinned("dev.txt"), pinned("spark.txt")
    assert run.items() <= dev.items()
    assert run.items() <= spark.items()
    for name in ("run.txt", "dev.txt", "spark.txt", "audit.txt"):
        text = (ROOT / "requirements" / name).read_text()
        assert "://" not in text
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[\w])", text) if "==" in block)


@pytest.mark.django_db
def test_what_asks_again_by_itself_keeps_what_it_shows_when_there_is_no_answer():
    asking = [
        tag
        for page in (ROOT / "sekoci").rglob("*.html")
        for tag in re.findall(r'<[^>]*hx-trigger="every[^>]*>', page.read_text())
    ]
    assert len(asking) > 3
    assert [tag for tag in asking if not ('hx-status:4xx="swap:none"' in tag and 'hx-status:5xx="swap:none"' in tag)] == []


def test_the_web_server_does_not_load_what_only_lists_and_linkage_need():
    """They weigh a hundred megabytes of memory in every process (docs/decisions/0047)."""
    heavy = "sorted({'duckdb', 'splink', 'pyarrow', 'sqlglot'} & set(sys.modules))"
    said = subprocess.run(
        [sys.executable, "-c", f"import sys, config.wsgi, config.urls; print({heavy})"],
        capture_output=True, text=True, check=True, env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}, timeout=60,
    )  # fmt: skip
    assert said.stdout.strip() == "[]"


def test_no_migration_is_missing():
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    except (CommandError, SystemExit) as missing:
        pytest.fail(f"a model has changed without a migration: {missing}")


@pytest.mark.django_db
def test_migrations_are_named_and_in_one_line():
    loader = MigrationLoader(connections["default"])
    flaws = []
    for app, name in loader.disk_migrations:
        if app not in MODULES:
            continue
        if "_auto_" in name or name.endswith("_initial"):
            flaws.append(f"{app}.{name} needs a name that says what it does")
        elder = [parent for parent in loader.graph.node_map[(app, name)].parents if parent.key[0] == app]
        if len(elder) > 1:
            flaws.append(f"{app}.{name} joins two lines")
    flaws += [f"{app} has two ends: {ends}" for app in MODULES if len(ends := loader.graph.leaf_nodes(app)) > 1]
    assert flaws == []
