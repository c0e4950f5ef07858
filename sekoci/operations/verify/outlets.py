"""Businesses counted once: outlets, their rows, and what people decided."""

from sekoci.operations.verify.promise import Promise
from sekoci.registry.queries import OUTLET_PROMISES

PROMISES = tuple(Promise(*each) for each in OUTLET_PROMISES)
