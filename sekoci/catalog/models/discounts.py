"""Discounts, and which orders took a voucher."""

from django.db import models
from django.db.models import F, Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager

WORTH = Q(amount__isnull=False, amount__gte=0, percent=None)
PERCENT = Q(amount=None, percent__isnull=False, percent__gt=0, percent__lte=10_000)
BUNDLE = Q(kind="bundle", product__isnull=False, pay__isnull=False, pay__gt=0, buy__isnull=False, buy__gt=F("pay"))


class Discount(models.Model):
    """A price for a time, buy n pay m, or a voucher. What an order was given stays with the order when this changes."""

    class Kind(models.TextChoices):
        PRICE = "price", "Harga promo"
        BUNDLE = "bundle", "Beli n bayar m"
        VOUCHER = "voucher", "Voucher"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, null=True, related_name="+")
    """Empty: the whole shop."""
    variant = models.ForeignKey("catalog.Variant", on_delete=models.CASCADE, null=True, related_name="+")
    amount = models.BigIntegerField(null=True)
    """Rupiah: the new price, or what a voucher takes off."""
    percent = models.IntegerField(null=True)
    """What is taken off in basis points, instead of an amount."""
    ceiling = models.BigIntegerField(null=True)
    buy = models.IntegerField(null=True)
    pay = models.IntegerField(null=True)
    code = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=20, blank=True)
    """What of the code counts (`rules.code_key`)."""
    minimum = models.BigIntegerField(default=0)
    most_uses = models.IntegerField(null=True)
    per_phone = models.IntegerField(null=True)
    used = models.IntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    """The first moment at which it is over; empty: until it is stopped."""
    created_at = models.DateTimeField(default=now)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "key"], condition=Q(kind="voucher"), name="catalog_voucher_code"),
            models.CheckConstraint(
                condition=(BUNDLE | (Q(kind="price") & (WORTH | PERCENT))) | (Q(kind="voucher") & ~Q(key="") & (WORTH | PERCENT)),
                name="catalog_discount_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(used__gte=0) & (Q(most_uses=None) | Q(used__lte=F("most_uses"))), name="catalog_voucher_not_overused"
            ),
            models.CheckConstraint(condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="catalog_discount_span"),
        ]

    def __str__(self) -> str:
        return self.code or self.kind


class VoucherUse(models.Model):
    """A voucher that an order took; given back when the order ends before its goods leave."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    voucher = models.ForeignKey("catalog.Discount", on_delete=models.PROTECT, related_name="+")
    order_id = models.UUIDField()
    phone = models.CharField(max_length=20, blank=True)
    amount = models.BigIntegerField()
    at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "order_id"], name="catalog_one_voucher_an_order")]
        indexes = [models.Index(fields=["business", "voucher", "phone"], name="catalog_voucher_phone")]

    def __str__(self) -> str:
        return f"{self.order_id} -{self.amount}"
