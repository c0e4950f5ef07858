"""Payments, refunds, the notices that providers send, and the owner's own QRIS sticker."""

from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class Payment(models.Model):
    """What a buyer is to pay for one order, and whether it came. "LUNAS" is said of `settled` only."""

    class Method(models.TextChoices):
        CASH = "cash", "Tunai"
        TRANSFER = "transfer", "Transfer bank"
        QRIS = "qris", "QRIS"

    class Status(models.TextChoices):
        WAITING = "waiting", "Belum dibayar"
        SETTLED = "settled", "Lunas"
        CANCELLED = "cancelled", "Batal"
        REFUNDED = "refunded", "Dikembalikan"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    order_id = models.UUIDField()
    """The order above; its rows are known by nobody here."""
    order_code = models.CharField(max_length=8, blank=True)
    """What people call the order: it stands in the owner's list of money, too."""
    method = models.CharField(max_length=8, choices=Method.choices)
    provider = models.CharField(max_length=16)
    """Who tells us that it came: `cash`, `transfer` and `own_qris` the owner, `pretend` a signed notice."""
    amount = models.BigIntegerField()
    came = models.BigIntegerField(null=True)
    """Rupiah that really came, where the owner accepted another sum than was asked; null: what was asked."""
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    reference = models.CharField(max_length=40, blank=True)
    """Our reference at the provider; empty where none is asked."""
    qris = models.CharField(max_length=512, blank=True)
    asked_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=40, blank=True)
    """`owner:12` or `notice:pretend`."""
    goods_delivered = models.BooleanField(default=False)
    """Whether the buyer has the goods: money that comes before is a deposit, money that comes after pays a debt."""

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="payments_amount_not_negative"),
            models.UniqueConstraint(fields=["business", "order_id"], name="payments_one_for_an_order"),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(provider="pretend", status__in=["waiting", "cancelled"]),
                name="payments_to_ask_about",
            ),
            models.Index(fields=["business"], condition=Q(status="waiting", goods_delivered=True), name="payments_owed"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.amount} {self.status}"


class Refund(models.Model):
    """Money given back, wholly or in part: written once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="refunds")
    source_key = models.CharField(max_length=64)
    amount = models.BigIntegerField()
    paid_from = models.CharField(max_length=8)
    """`cash` or `bank`: where the money was taken from."""
    reason = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_refund_above_zero"),
            models.UniqueConstraint(fields=["business", "source_key"], name="payments_refund_once"),
        ]

    def __str__(self) -> str:
        return f"-{self.amount}"


class Notice(models.Model):
    """What a provider said, as it came: kept whatever it said, shown for review where it does not fit."""

    class Outcome(models.TextChoices):
        SETTLED = "settled", "Lunas"
        REPEATED = "repeated", "Sudah lunas sebelumnya"
        UNKNOWN = "unknown", "Pesanan tidak dikenal"
        CANCELLED = "cancelled", "Pesanan sudah batal"
        DIFFERENT = "different", "Jumlahnya berbeda"
        FORGED = "forged", "Tanda tangan salah"
        NOTED = "noted", "Hanya kabar"

    id = models.UUIDField(primary_key=True, default=new_id)
    business_id = models.BigIntegerField(null=True)
    """Null where the reference names nobody we know: seen by the operator only."""
    provider = models.CharField(max_length=16)
    event_id = models.CharField(max_length=80)
    reference = models.CharField(max_length=80)
    amount = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    payment_id = models.UUIDField(null=True)
    suspense = models.BigIntegerField(default=0)
    """Rupiah that came and fit nothing: booked under *uang belum jelas* until the owner says what it was."""
    body = models.TextField()
    received_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=40, blank=True)
    resolution = models.CharField(max_length=8, blank=True)
    """`returned` to the buyer, `kept` as income, `accepted` as the payment; `seen` where no money was in doubt."""

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="payments_notice_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.reference} {self.outcome}"


class QrisSticker(models.Model):
    """The owner's own static QRIS, checked and taken apart."""

    business = models.OneToOneField("registry.Business", on_delete=models.CASCADE, primary_key=True, related_name="+")
    payload = models.CharField(max_length=512)
    merchant_name = models.CharField(max_length=99)
    city = models.CharField(max_length=99)
    nmid = models.CharField(max_length=15, blank=True)
    added_at = models.DateTimeField(default=now)

    objects = ScopedManager(business="business_id")

    def __str__(self) -> str:
        return self.merchant_name
