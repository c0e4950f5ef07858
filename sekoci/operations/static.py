"""Static files, collected, named by their content and compressed; only when they have changed."""

import hashlib
from pathlib import Path

UNUSED = ["redoc*", "htmax*", "htmx-2*", "htmx-4.js", "ext"]
"""Brought by libraries, used by no page of ours; compressing them would take longer than all the rest."""


def collect() -> bool:
    """Collect static files unless those that are there are the same; whether it was done."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / "collected-from"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=UNUSED)
    stamp.write_text(wanted)
    return True


def _fingerprint() -> str:
    """Every file's name, size and time of change."""
    from django.contrib.staticfiles.finders import get_finders

    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = Path(storage.path(name)).stat()
            seen.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seen.hexdigest()
