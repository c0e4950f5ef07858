"""JSON: the search for a place, and organisations' lists, in parts and as files."""

from sekoci.registry.rest.areas import router as areas
from sekoci.registry.rest.files import router as files
from sekoci.registry.rest.lists import router as lists

__all__ = ["areas", "files", "lists"]
