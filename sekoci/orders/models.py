"""Orders, their lines, their timeline, and the keys their sources gave them."""

from django.db import models
from django.db.models import F, Q

from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class Order(models.Model):
    """What a buyer asked for, at the prices of that moment."""

    class State(models.TextChoices):
        PLACED = "placed", "Baru"
        ACCEPTED = "accepted", "Diterima"
        PACKED = "packed", "Dikemas"
        HANDED_OVER = "handed_over", "Diserahkan"
        SENT = "sent", "Dikirim"
        COMPLETED = "completed", "Selesai"
        CANCELLED = "cancelled", "Dibatalkan"
        EXPIRED = "expired", "Kedaluwarsa"

    class Fulfilment(models.TextChoices):
        PICKUP = "pickup", "Ambil sendiri"
        DELIVERY = "delivery", "Diantar"
        COUNTER = "counter", "Di tempat"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8)
    token = models.CharField(max_length=40)
    """The buyer's key to this order: unguessable, part of its address; begins with the business (see rules.token_of)."""
    source = models.CharField(max_length=12)
    source_key = models.CharField(max_length=80)
    fingerprint = models.BinaryField(max_length=16)
    """A hash of what was asked: the same key with another body is told apart."""
    buyer_name = models.CharField(max_length=80, blank=True)
    buyer_phone = models.CharField(max_length=20, blank=True)
    fulfilment = models.CharField(max_length=8, choices=Fulfilment.choices)
    address = models.CharField(max_length=300, blank=True)
    area_code = models.CharField(max_length=13, blank=True, default="", db_default="")
    """Where it is delivered to, in a shop that asks for the village or the district; empty: nobody was asked."""
    note = models.CharField(max_length=500, blank=True)
    delivery_fee = models.BigIntegerField(default=0)
    total = models.BigIntegerField()
    """Lines less the discount, and the delivery fee, rupiah."""
    discount = models.BigIntegerField(db_default=0)
    """What is taken off the lines in all, rupiah: the sum of theirs."""
    discounts = models.JSONField(null=True)
    """Why the price is what it is (`rules.Grant.said`), with the names and sums of that moment; null: the ordinary one."""
    state = models.CharField(max_length=11, choices=State.choices)
    placed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    """Until when the pieces are kept for an order nobody accepted or paid."""
    way_in = models.CharField(max_length=12, blank=True, default="", db_default="")
    """By which of the shop's links the buyer came, one of `pages.WAYS_IN`; empty: by none that we know."""
    needs_attention = models.CharField(max_length=24, blank=True)
    """Why a person should look: `short_stock`, `paid_after_end`; empty: all is well."""

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "source", "source_key"], name="orders_once_per_source"),
            models.CheckConstraint(condition=Q(total__gte=0), name="orders_total_not_negative"),
            models.CheckConstraint(condition=Q(discount__gte=0), name="orders_discount_not_negative"),
        ]
        indexes = [
            models.Index(fields=["business", "placed_at"], name="orders_by_time"),
            models.Index(fields=["business", "buyer_phone"], condition=~Q(buyer_phone=""), name="orders_by_buyer"),
            models.Index(fields=["expires_at"], condition=Q(state="placed"), name="orders_to_expire"),
        ]

    def __str__(self) -> str:
        return self.code


class OrderLine(models.Model):
    """So many of one thing at one price: name and price as they were. A free amount at the counter has no variant."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="lines")
    position = models.SmallIntegerField()
    product_id = models.UUIDField(null=True)
    variant_id = models.UUIDField(null=True)
    name = models.CharField(max_length=190)
    unit = models.CharField(max_length=20)
    unit_price = models.BigIntegerField()
    quantity = models.BigIntegerField()
    shortage = models.BigIntegerField(default=0)
    """Pieces sold elsewhere that we did not have: no stock was taken for them."""
    discount = models.BigIntegerField(db_default=0)
    """What is taken off the whole line, rupiah."""

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="orders_quantity_above_zero"),
            models.CheckConstraint(
                condition=Q(discount__gte=0, discount__lte=F("unit_price") * F("quantity")), name="orders_line_discount_in_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.name}"


class OrderStep(models.Model):
    """The timeline: which state, when, by whom. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=11, choices=Order.State.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    """`buyer`, `owner:12`, `api:…`, `clock`."""
    note = models.CharField(max_length=200, blank=True)

    objects = ScopedManager(business="business_id")

    def __str__(self) -> str:
        return self.state
