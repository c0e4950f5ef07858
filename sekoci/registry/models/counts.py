"""How many outlets an area has and whose lists have them: counted as they change, so that no page counts them itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class OutletCount(models.Model):
    """Outlets of an area, from the country ("") to the district, that lists of exactly these organisations have.

    A trigger on outlets writes `OutletDifference`; a job adds them in here. Both together are what stands.
    """

    pk = models.CompositePrimaryKey("level", "area_code", "organisations")
    level = models.SmallIntegerField()
    area_code = models.CharField(max_length=8, blank=True, db_collation="C")
    organisations = ArrayField(models.BigIntegerField())
    """Ascending."""
    outlets = models.IntegerField()
    rows = models.BigIntegerField()
    """Of all lists."""
    shops = models.IntegerField()
    """Those that have a shop here."""

    def __str__(self) -> str:
        return f"{self.area_code} {self.organisations}: {self.outlets}"


class OutletDifference(models.Model):
    """What a statement changed in an area's count, or in what is known of no area more exactly; not added in yet."""

    id = models.BigAutoField(primary_key=True)
    area_code = models.CharField(max_length=8, blank=True, db_collation="C")
    organisations = ArrayField(models.BigIntegerField())
    outlets = models.IntegerField()
    rows = models.BigIntegerField()
    shops = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["area_code"], name="registry_difference_area")]

    def __str__(self) -> str:
        return f"{self.area_code} {self.organisations}: {self.outlets:+}"


class OutletWeek(models.Model):
    """`OutletCount` as it stood on a Monday, which is all that partners read: who changes a list does not see at once what that
    moves. The next Monday's takes its place."""

    pk = models.CompositePrimaryKey("level", "area_code", "organisations")
    level = models.SmallIntegerField()
    area_code = models.CharField(max_length=8, blank=True, db_collation="C")
    organisations = ArrayField(models.BigIntegerField())
    outlets = models.IntegerField()
    rows = models.BigIntegerField()
    shops = models.IntegerField()
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.area_code} {self.organisations}: {self.outlets} ({self.counted_at})"


class AreaDoubt(models.Model):
    """How many merges of outlets may be missing in an area (`below`: so many fewer there may be) and how many may be wrong
    (`above`): of where the range of a linking comes from. By district; by what is known of a place that is known less exactly."""

    area_code = models.CharField(max_length=8, blank=True, db_collation="C", primary_key=True)
    below = models.IntegerField()
    above = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.area_code}: -{self.below} +{self.above}"
