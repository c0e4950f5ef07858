"""How areas are drawn on maps."""

from django.db import models


class AreaShape(models.Model):
    """The outline of an area on the map of what it lies in, as a path of SVG in a frame of `width` by `height` units."""

    parent = models.CharField(max_length=8, blank=True, db_collation="C")
    """The area whose map it is; empty: the country's."""
    code = models.CharField(max_length=8, db_collation="C")
    width = models.IntegerField()
    height = models.IntegerField()
    path = models.TextField()
    is_given = models.BooleanField(default=False)
    """From a file of boundaries; else made by us from the places inside."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "code"], name="registry_one_shape_an_area")]

    def __str__(self) -> str:
        return f"{self.code} in {self.parent or 'Indonesia'}"
