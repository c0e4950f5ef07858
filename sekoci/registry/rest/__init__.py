"""JSON: the search for a place, and organisations' lists."""

from sekoci.registry.rest.areas import router as areas
from sekoci.registry.rest.lists import router as lists

__all__ = ["areas", "lists"]
