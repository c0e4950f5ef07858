"""What a delivery costs, where the stops of a round stand, and what proves that an order arrived."""

from django.db import models

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class Terms(models.Model):
    """How a shop prices its own delivery from one moment to another; a change ends these and writes new ones."""

    class Way(models.TextChoices):
        PRICE = "price", "Satu harga"
        AREA = "area", "Menurut wilayah"
        DISTANCE = "distance", "Menurut jarak"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    prices = models.JSONField()
    """As `rules.Terms` reads them: `[["33.72.01", "Laweyan", 5000]]` or `[[3, "", 5000], [7, "", 10000]]`, rupiah last."""
    free_from = models.BigIntegerField(null=True)
    minimum = models.BigIntegerField(default=0)
    by = models.CharField(max_length=40)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business"], condition=models.Q(until=None), name="delivery_one_terms_at_a_time")
        ]

    def __str__(self) -> str:
        return self.way


class Stop(models.Model):
    """What somebody decided about one order of a round; a round itself is told anew from the open orders."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    order_id = models.UUIDField()
    position = models.IntegerField(null=True)
    """Its place in the round, where somebody moved a stop by hand."""
    driver_id = models.BigIntegerField(null=True)
    """Who of the shop's people drives it."""

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "order_id"], name="delivery_one_stop_an_order")]

    def __str__(self) -> str:
        return str(self.order_id)


class Proof(models.Model):
    """That an order arrived: by the buyer's code, or on the word of whoever brought it. Written once."""

    class How(models.TextChoices):
        CODE = "code", "Kode pembeli"
        WORD = "word", "Tanpa kode"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    order_id = models.UUIDField()
    how = models.CharField(max_length=4, choices=How.choices)
    said = models.CharField(max_length=120, blank=True)
    """Without a code: who took it, or why there is none. Empty once the buyer is forgotten."""
    cash = models.BigIntegerField(default=0)
    """Rupiah taken at the door."""
    by = models.CharField(max_length=40)
    at = models.DateTimeField(default=now)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "order_id"], name="delivery_one_proof_an_order"),
            models.CheckConstraint(condition=models.Q(cash__gte=0), name="delivery_cash_not_negative"),
        ]
        indexes = [models.Index(fields=["business", "at"], name="delivery_proof_by_time")]

    def __str__(self) -> str:
        return f"{self.how} {self.order_id}"
