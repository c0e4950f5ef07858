"""What a new installation starts with: reference data, and outside production a lively demo. While it runs, we already serve."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from sekoci.kit.sql import fetch
from sekoci.operations.demo import load_demo
from sekoci.operations.demo.offices import load_offices
from sekoci.registry.actions import load_areas

logger = logging.getLogger(__name__)


def load_demo_for_a_start() -> None:
    """Something to look at; an operator who serves real people asks for it by `sekoci demo`, if at all."""
    if settings.DEVELOPMENT:
        load_demo()
        load_offices()


FIRST_LOAD: list[Callable[[], object]] = [load_areas, load_demo_for_a_start]
"""In this order. Each may have run before, wholly or half: it does what is missing, and nothing twice."""


def first_load() -> bool:
    """Load what a new database lacks and say so in it (/healthz is 200 from then on); whether there was anything to do."""
    if is_loaded():
        return False
    for load in FIRST_LOAD:
        logger.info("first load", extra={"step": load.__qualname__})
        load()
    with transaction.atomic():
        fetch("update kit_first_load set done = true")
    return True


def is_loaded() -> bool:
    return fetch("select done from kit_first_load") == [(True,)]
