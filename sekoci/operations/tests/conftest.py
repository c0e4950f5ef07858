"""One installation is made for all tests; each gets a copy that it may break."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation, copy_of


@pytest.fixture
def installation(original: Installation, tmp_path: Path) -> Iterator[Installation]:
    with copy_of(original, tmp_path / "home") as one:
        yield one


@pytest.fixture(scope="module")
def running(original: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that serves; whoever breaks it mends it."""
    with copy_of(original, tmp_path_factory.mktemp("running") / "home") as one:
        one.up()
        yield one
