"""What buyers say of what they bought, what was decided about it, and the sums that pages show."""

from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class Review(models.Model):
    """Stars and words of one order's buyer about one of its products. Never deleted: what is hidden stays as a row."""

    class State(models.TextChoices):
        SHOWN = "shown", "Tampil"
        REPORTED = "reported", "Dilaporkan"
        KEPT = "kept", "Tetap tampil"
        HIDDEN = "hidden", "Disembunyikan"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    product_id = models.UUIDField()
    product_name = models.CharField(max_length=190)
    stars = models.SmallIntegerField()
    text = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=40, blank=True)
    """First name and an initial; empty: somebody."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.SHOWN)
    written_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "order", "product_id"], name="reviews_one_a_bought_product"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="reviews_one_to_five_stars"),
        ]
        indexes = [
            models.Index(fields=["business", "written_at"], name="reviews_by_time"),
            models.Index(fields=["business", "product_id"], name="reviews_by_product"),
            models.Index(fields=["written_at"], condition=Q(state="reported"), name="reviews_reported"),
        ]

    def __str__(self) -> str:
        return f"{self.stars} {self.product_name}"


class Decision(models.Model):
    """What was done about a review, by whom, and why. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8)
    """`reported`, `kept` or `hidden`."""
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
    person_id = models.BigIntegerField()
    at = models.DateTimeField(default=now)

    objects = ScopedManager(business="business_id")

    class Meta:
        indexes = [models.Index(fields=["review"], name="reviews_decisions_of")]

    def __str__(self) -> str:
        return f"{self.what} ({self.reason})"


class Rating(models.Model):
    """How many reviews of a product are shown, and their stars together: counted anew whenever one of them changes."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    product_id = models.UUIDField()
    count = models.IntegerField()
    stars = models.BigIntegerField()

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "product_id"], name="reviews_one_rating_a_product")]

    def __str__(self) -> str:
        return f"{self.stars} / {self.count}"
