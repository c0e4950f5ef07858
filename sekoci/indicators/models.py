"""Numbers of areas: flows by day, stocks by month, what was counted of each shop, and what others published."""

from django.db import models

from sekoci.kit.clock import now
from sekoci.kit.scope import ScopedManager


class ShopDay(models.Model):
    """What a shop sold on a day of its zone by one way of selling: what the flows of its area hold of it."""

    pk = models.CompositePrimaryKey("business_id", "day", "way")
    business = models.ForeignKey(
        "registry.Business", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    """Not asked of the database row by row: it is an order's, whose business is; that was a fifth of a day's fold."""
    day = models.DateField()
    way = models.CharField(max_length=8, db_collation="C")
    """One of `rules.WAYS`."""
    orders = models.IntegerField()
    sales = models.BigIntegerField()
    """Rupiah, less what was given back."""
    cashless = models.IntegerField()
    """Orders of these that were paid by QRIS or transfer."""

    objects = ScopedManager(business="business_id")

    def __str__(self) -> str:
        return f"{self.business_id} {self.day} {self.way}"


class ShopSeen(models.Model):
    """Under which area a shop was counted, and its first and last day with an order from afar."""

    business = models.OneToOneField("registry.Business", on_delete=models.CASCADE, primary_key=True, related_name="+")
    area_code = models.CharField(max_length=8, db_collation="C")
    first_digital = models.DateField(null=True)
    last_digital = models.DateField(null=True)

    objects = ScopedManager(business="business_id")

    def __str__(self) -> str:
        return f"{self.business_id} {self.area_code}"


class Flow(models.Model):
    """What the shops of an area sold on a day, at every level from the country ("") to the district; `way` empty: in all."""

    pk = models.CompositePrimaryKey("level", "way", "area_code", "day")
    level = models.SmallIntegerField()
    way = models.CharField(max_length=8, db_collation="C")
    area_code = models.CharField(max_length=8, blank=True, db_collation="C")
    day = models.DateField()
    orders = models.IntegerField()
    sales = models.BigIntegerField()
    cashless = models.IntegerField()
    shops = models.IntegerField()
    """Different shops that sold."""
    firsts = models.IntegerField(default=0)
    """Shops whose first order from afar came that day; in the row of all ways."""

    def __str__(self) -> str:
        return f"{self.area_code} {self.day} {self.way}"


class Stock(models.Model):
    """How many outlets an area has and what is known of them, by month; the current month's row says how it stands now.

    `slice` is "" for all, one dimension (`scale:micro`, `sector:tani`, `sex:f`), or, from the regency up, all three
    (`x:micro/tani/f`).
    """

    pk = models.CompositePrimaryKey("month", "slice", "level", "area_code")
    month = models.DateField()
    slice = models.CharField(max_length=40, db_collation="C")
    level = models.SmallIntegerField()
    area_code = models.CharField(max_length=8, blank=True, db_collation="C")
    definition = models.SmallIntegerField()
    counted_on = models.DateField()
    counted_at = models.DateTimeField()
    outlets = models.IntegerField()
    owners = models.IntegerField(default=0)
    """Different owners, told in the slice of all only."""
    named = models.IntegerField()
    """Rows of lists and shops here that are these outlets: the naive sum."""
    listed = models.IntegerField()
    pays = models.IntegerField()
    sells = models.IntegerField()
    digital = models.IntegerField()
    sellers = models.IntegerField()
    """Outlets that sold here in the month."""
    sales = models.BigIntegerField()
    orders = models.BigIntegerField(default=0, db_default=0)
    cashless = models.BigIntegerField(default=0, db_default=0)
    afar = models.BigIntegerField(default=0, db_default=0)
    """Orders that were not placed at the counter."""
    firsts = models.IntegerField(default=0, db_default=0)
    """Outlets whose first order from afar came in the month."""
    workers = models.BigIntegerField()
    workers_known = models.IntegerField()
    """Outlets of which somebody said how many work there."""
    jobs_kept = models.BigIntegerField()
    jobs_added = models.BigIntegerField()
    jobs_lost = models.BigIntegerField()
    """Against the end of the month before, where both are known."""
    yearly = models.BigIntegerField(db_default=0)
    yearly_known = models.IntegerField(db_default=0)
    """Rupiah that outlets say they sell in a year, and how many say so."""
    online_yearly = models.BigIntegerField(db_default=0)
    online_yearly_known = models.IntegerField(db_default=0)
    online_workers = models.BigIntegerField(db_default=0)
    online_workers_known = models.IntegerField(db_default=0)
    """The same of those `listed`: with a shop online."""
    unbanked = models.IntegerField(db_default=0)
    """Sellers here in the month that named no bank account."""
    unbanked_paid = models.IntegerField(db_default=0)
    """Those of them that were paid by QRIS or transfer in the month."""
    women = models.IntegerField(default=0, db_default=0)
    men = models.IntegerField(default=0, db_default=0)
    """Outlets whose owner's sex is known."""
    oldest = models.DateField(null=True)
    newest = models.DateField(null=True)
    """The days of the oldest and the newest source."""
    told_on = models.DateField(null=True)
    """Of which day those are told who may not see the businesses (of all, and of slices of the country): the first count since
    Monday, of a month that is over its last one; null: nothing yet."""
    told_outlets = models.IntegerField(default=0, db_default=0)
    told_digital = models.IntegerField(default=0, db_default=0)
    told_named = models.IntegerField(default=0, db_default=0)
    told_sellers = models.IntegerField(default=0, db_default=0)
    told_sales = models.BigIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.area_code} {self.month} {self.slice}"


class Standing(models.Model):
    """How an outlet stood when it was last told: what the stocks of its areas hold of it this month.

    `id` is the outlet's; of a shop here that no outlet names, the negative of the shop's.
    """

    id = models.BigIntegerField(primary_key=True)
    area_code = models.CharField(max_length=13, blank=True, db_collation="C")
    shop_id = models.BigIntegerField(null=True)
    sector = models.CharField(max_length=24, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    scale = models.CharField(max_length=8, blank=True)
    owner = models.BigIntegerField()
    """By which owners are told apart, a hash."""
    named = models.IntegerField()
    listed = models.BooleanField()
    pays = models.BooleanField()
    sells = models.BooleanField()
    digital = models.BooleanField()
    orders = models.BigIntegerField()
    sales = models.BigIntegerField()
    cashless = models.BigIntegerField()
    afar = models.BigIntegerField()
    is_first = models.BooleanField()
    workers = models.BigIntegerField(null=True)
    workers_here = models.BigIntegerField(null=True)
    workers_before = models.BigIntegerField(null=True)
    yearly_sales = models.BigIntegerField(null=True)
    is_unbanked = models.BooleanField()
    """A shop here that told no bank account."""
    oldest = models.DateField(null=True)
    newest = models.DateField(null=True)
    last_sale = models.CharField(max_length=10, null=True)
    """The last day of a sale from afar."""
    kind = models.CharField(max_length=24, blank=True, default="", db_default="")
    has_phone = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(fields=["area_code", "id"], name="indicators_standing_area"),
            models.Index(
                fields=["digital", "sex", "scale", "has_phone", "id"],
                include=["area_code", "kind", "last_sale"],
                condition=models.Q(id__gt=0),
                name="indicators_standing_alike",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.id}"


class Waiting(models.Model):
    """A shop that was touched since its outlet was last told."""

    id = models.BigAutoField(primary_key=True)
    shop_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.shop_id)


class Series(models.Model):
    """Counts that somebody published, shown beside ours."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    publisher = models.CharField(max_length=120)
    loaded_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.name


class SeriesPoint(models.Model):
    """A published count of an area in a year; `part` names a sector or a kind, empty: the whole."""

    id = models.BigAutoField(primary_key=True)
    series = models.ForeignKey("indicators.Series", on_delete=models.CASCADE, related_name="+", db_index=False)
    area_code = models.CharField(max_length=8, blank=True, db_collation="C")
    year = models.SmallIntegerField()
    part = models.CharField(max_length=80, blank=True, default="")
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "area_code", "year", "part"], name="indicators_one_point"),
        ]
        indexes = [models.Index(fields=["area_code", "part", "year"], name="indicators_point_area")]

    def __str__(self) -> str:
        return f"{self.area_code} {self.year}: {self.value}"
