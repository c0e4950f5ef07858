"""Reads, stores or links a list and stops in the middle: `python -m tests.faults.slow_list WHERE [EDITION]`. Not a test.

WHERE is where it stops the first time: `file`, `read`, `aside`, `store`, `link`. With an EDITION (`-`: none is needed) it
does that step alone; without, it is a worker that takes jobs. MARK names a file that says that it stands there; once it
exists nobody stops. It goes on when there is a file of that name with `.go` behind.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main(where: str, edition: str = "") -> None:
    import django

    django.setup()
    from sekoci.registry.actions import linking, reading_lists, storing_lists, writing_links
    from sekoci.registry.lists import judging
    from sekoci.registry.tests.linked import by_phone

    module, name = {
        "file": (reading_lists, "open_list"),
        "read": (judging, "_kinds"),
        "aside": (reading_lists, "_keep_aside"),
        "store": (storing_lists, "_finish"),
        "link": (writing_links, "_counts"),
    }[where]
    setattr(module, name, _stopped(getattr(module, name), opening=where == "file"))
    if not edition:
        from sekoci.operations.worker import work

        work()
    elif where == "link":
        linking.link_waiting(by_phone)
    elif where == "store":
        storing_lists.write_edition(UUID(edition))
    else:
        reading_lists.read_edition(UUID(edition))


def _stopped(do: Any, *, opening: bool) -> Any:
    """The same, but the first time it says where it stands and stops; of a file that is opened, once rows are there."""
    mark = Path(os.environ["MARK"])

    def stop() -> None:
        if not mark.exists():
            mark.write_text(str(os.getpid()))
            until = time.monotonic() + 600
            while not mark.with_suffix(".go").exists() and time.monotonic() < until:
                time.sleep(0.05)

    def once(*parts: Any, **named: Any) -> Any:
        if not opening:
            stop()
        elif not mark.exists():
            named["tell"] = lambda rows: stop()
        return do(*parts, **named)

    return once


if __name__ == "__main__":
    main(*sys.argv[1:])
