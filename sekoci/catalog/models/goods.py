"""Products, their variants with price and cost, photos, stock and its moves."""

from django.db import models
from django.db.models import F, Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class Product(models.Model):
    """What a shop lists. It always has at least one variant; a plain product's only variant has no name."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    made_in = models.ForeignKey("registry.Area", on_delete=models.PROTECT, null=True, related_name="+")
    """Where it was made, for buyers to see; null: the owner said nothing."""
    maker = models.CharField(max_length=60, blank=True, db_default="")
    """Who made it, shown to everybody: written only with that person's consent."""
    description = models.TextField(max_length=2000, blank=True)
    unit = models.CharField(max_length=20, default="pcs")
    category = models.CharField(max_length=40, blank=True, db_default="")
    """The heading of the shelf it stands on, in the owner's words; empty: none."""
    photo = models.CharField(max_length=64, blank=True)
    """The photo's name, a hash of its content; three sizes of it lie in the media store. Empty: none yet."""
    low_stock_at = models.PositiveIntegerField(default=3)
    position = models.IntegerField(default=0)
    is_listed = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)
    deleted_at = models.DateTimeField(null=True)
    source_key = models.CharField(max_length=80, null=True)
    """The key an integrator gave it (`Idempotency-Key`): the second time adds nothing."""
    fingerprint = models.BinaryField(null=True)
    """A hash of what was said of it when it was added, so that its key cannot mean another product."""

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "source_key"], name="catalog_product_once")]
        indexes = [
            models.Index(fields=["business", "position", "id"], condition=Q(deleted_at=None), name="catalog_product_shelf")
        ]

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """A paper of the shop (`product` null) or of one product, in the owner's words: nobody asked the issuer about it."""

    class Kind(models.TextChoices):
        PIRT = "pirt", "P-IRT"
        BPOM = "bpom", "BPOM"
        HALAL = "halal", "Halal"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.CharField(max_length=40)
    holder = models.CharField(max_length=80, blank=True)
    valid_until = models.DateField(null=True)
    """The last day it holds; null: without end."""
    told_at = models.SmallIntegerField(null=True)
    """How many days before its end the owner was told last: 60, 30, 7, 0 (it has ended)."""
    created_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "product", "kind", "number"],
                condition=Q(removed_at=None),
                nulls_distinct=False,
                name="catalog_certificate_once",
            )
        ]
        indexes = [models.Index(fields=["valid_until"], condition=Q(removed_at=None), name="catalog_certificate_ends")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Variant(models.Model):
    """What is sold and counted: a size, a taste. Price in rupiah; `stock` shown to anyone is on_hand - reserved.

    `value` is what the pieces on hand cost in all, in rupiah: the moving average is value / on_hand, and it never drifts.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, related_name="variants")
    name = models.CharField(max_length=60, blank=True)
    price = models.BigIntegerField()
    position = models.IntegerField(default=0)
    deleted_at = models.DateTimeField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(price__gte=0), name="catalog_price_not_negative")]

    def __str__(self) -> str:
        return self.name


class Stock(models.Model):
    """How many pieces there are and how many are promised: a row a variant, its own table because it changes all day."""

    variant = models.OneToOneField("catalog.Variant", on_delete=models.CASCADE, primary_key=True, related_name="stock")
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    on_hand = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    value = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(default=now)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="catalog_on_hand_not_negative"),
            models.CheckConstraint(condition=Q(reserved__gte=0), name="catalog_reserved_not_negative"),
            models.CheckConstraint(condition=Q(reserved__lte=F("on_hand")), name="catalog_reserved_is_on_hand"),
            models.CheckConstraint(condition=Q(value__gte=0), name="catalog_value_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.on_hand} ({self.reserved})"


class StockMove(models.Model):
    """Why a stock changed: written once, never changed. A correction is a move."""

    class Kind(models.TextChoices):
        OPENING = "opening", "Stok awal"
        PURCHASE = "purchase", "Beli stok"
        CORRECTION = "correction", "Koreksi"
        RESERVE = "reserve", "Dipesan"
        RELEASE = "release", "Batal dipesan"
        SALE = "sale", "Terjual"
        RETURN = "return", "Dikembalikan"
        UNDO = "undo", "Beli stok dibatalkan"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    variant = models.ForeignKey("catalog.Variant", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on_hand = models.BigIntegerField()
    """Change of the pieces on hand; may be 0 or negative, like the next one."""
    reserved = models.BigIntegerField()
    value = models.BigIntegerField()
    """Change of what the pieces on hand cost in all, rupiah."""
    unit_cost = models.BigIntegerField()
    """The cost of one piece at the time, rupiah, rounded half to even; 0 where nobody said."""
    reference = models.UUIDField(null=True)
    """The order (or count, or purchase) that moved it."""
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    objects = ScopedManager(business="business_id")

    class Meta:
        indexes = [
            models.Index(fields=["business", "variant", "id"], name="catalog_move_variant"),
            models.Index(fields=["business", "reference"], condition=Q(kind__in=["purchase", "undo"]), name="catalog_purchase"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on_hand:+}"
