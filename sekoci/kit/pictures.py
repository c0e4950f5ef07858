"""Pictures that cost time to draw are drawn once for each version of what they show, and kept on the disk."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings


def kept_picture(folder: str, key: str, version: str, draw: Callable[[], bytes]) -> bytes:
    """The JPEG drawn before for this version, otherwise drawn now and kept in place of its older version."""
    home = Path(settings.HOME) / "cards" / folder
    path = home / f"{key}-{version}.jpg"
    with contextlib.suppress(OSError):
        return path.read_bytes()
    picture = draw()
    with contextlib.suppress(OSError):  # a full disk costs time, not the picture
        home.mkdir(parents=True, exist_ok=True)
        number, fresh = tempfile.mkstemp(dir=home, prefix=".new-")
        with os.fdopen(number, "wb") as file:
            file.write(picture)
        for older in home.glob(f"{key}-*.jpg"):
            older.unlink(missing_ok=True)
        Path(fresh).replace(path)
    return picture
