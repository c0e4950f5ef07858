"""Customers of a business by phone, what its people noted of them, what they agreed to, and the news they were sent."""

from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class Customer(models.Model):
    """A phone that ordered here. Sums and dates are those of its orders, told anew whenever one of them moves."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20)
    name = models.CharField(max_length=80, blank=True)
    """As it was last given."""
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    orders = models.IntegerField()
    """Orders that were not called off."""
    bought = models.IntegerField()
    """Orders whose goods left."""
    spent = models.BigIntegerField()
    """Rupiah of what was bought, less what came back."""
    told_at = models.DateTimeField(null=True)
    """When they were last sent news of offers."""

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "phone"], name="customers_one_a_phone")]
        indexes = [models.Index(fields=["business", "last_at"], name="customers_by_last")]

    def __str__(self) -> str:
        return self.name or self.phone


class Note(models.Model):
    """What somebody of the shop wrote down about a customer."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    person_id = models.BigIntegerField()
    at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(null=True)
    """When its text was last another one, and by whom; null: it stands as it was written."""
    changed_by = models.BigIntegerField(null=True)
    removed_at = models.DateTimeField(null=True)
    """Since when it is taken away, and by whom; it is kept a while, to be brought back."""
    removed_by = models.BigIntegerField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "key"], name="customers_one_note_a_key")]
        indexes = [models.Index(fields=["removed_at"], condition=~Q(removed_at=None), name="customers_removed_notes")]

    def __str__(self) -> str:
        return self.text[:40]


class Consent(models.Model):
    """That a phone may be sent news of offers: the words that were on the screen, from when until when."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20)
    version = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    wording = models.TextField()
    given_at = models.DateTimeField(default=now)
    how = models.CharField(max_length=60)
    """Where it was given: `order:<id>`."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=60, blank=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "phone"], condition=models.Q(withdrawn_at=None), name="customers_one_consent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.phone} {self.version}"


class Promo(models.Model):
    """News of an offer that was sent to some customers."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    group = models.CharField(max_length=20)
    """To whom: a choice of the list, or `satu` for one customer."""
    sent = models.IntegerField()
    person_id = models.BigIntegerField()
    at = models.DateTimeField(default=now)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "key"], name="customers_one_promo_a_key")]
        indexes = [models.Index(fields=["business", "at"], name="customers_promo_by_time")]

    def __str__(self) -> str:
        return self.text[:40]
