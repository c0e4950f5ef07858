"""Help that a business is to get, or got."""

from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id


class Support(models.Model):
    """Help for a business: planned, then given, or called off."""

    class State(models.TextChoices):
        PLANNED = "planned", "Direncanakan"
        GIVEN = "given", "Diberikan"
        CANCELLED = "cancelled", "Dibatalkan"

    id = models.UUIDField(primary_key=True, default=new_id)
    enrolment = models.ForeignKey("programs.Enrolment", on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey("programs.SupportKind", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    is_once = models.BooleanField()
    """A voucher: an owner gets it once, whoever gives it, in whichever programme, however many outlets are theirs."""
    voucher = models.CharField(max_length=120, blank=True, default="", db_default="")
    """By which the same voucher is known in all programmes (`rules.vouchers`); empty: none."""
    outlet_id = models.BigIntegerField(null=True)
    """The outlet that got it then, whatever it was merged into since."""
    owner_key = models.CharField(max_length=80)
    """The owner by a keyed hash of the phone; where none is known, the outlet."""
    organisation_id = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=State.choices)
    on_day = models.DateField()
    cost = models.BigIntegerField()
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "key"], name="programs_one_support_a_key"),
            models.UniqueConstraint(
                fields=["voucher", "owner_key"],
                condition=Q(is_once=True) & ~Q(state="cancelled"),
                name="programs_same_voucher_once",
            ),
            models.UniqueConstraint(
                fields=["voucher", "outlet_id"],
                condition=Q(is_once=True) & ~Q(state="cancelled"),
                name="programs_same_voucher_once_here",
            ),
            models.CheckConstraint(condition=Q(cost__gte=0), name="programs_cost_not_negative"),
        ]
        indexes = [models.Index(fields=["enrolment"], name="programs_support_enrolment")]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.state}"
