"""Products, stock and papers over JSON, the owner's side."""

from sekoci.catalog.rest.certificates import router as papers
from sekoci.catalog.rest.products import router as products

__all__ = ["papers", "products"]
