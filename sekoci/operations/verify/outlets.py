"""Businesses counted once: lists, outlets, their rows, and what people decided."""

from sekoci.operations.verify.promise import Promise
from sekoci.registry.queries import LIST_PROMISES, OUTLET_PROMISES

PROMISES = tuple(Promise(*each) for each in (*LIST_PROMISES, *OUTLET_PROMISES))
