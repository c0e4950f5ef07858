"""Businesses counted once: an outlet joins the rows that several lists have of it, and the shop it may have here."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id


class Outlet(models.Model):
    """One place of business, its golden record made from its rows by stated rules (`rules/golden.py`)."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=120)
    owner = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=200, blank=True)
    area_code = models.CharField(max_length=13, blank=True, db_collation="C")
    nib = models.CharField(max_length=13, blank=True)
    kbli = models.CharField(max_length=5, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    rows = models.IntegerField(default=0)
    lists = models.IntegerField(default=0)
    organisations = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    """Whose lists have it, ascending."""
    golden = models.JSONField(default=dict, blank=True)
    """Field -> the id of the row it was taken from."""
    shop = models.ForeignKey("registry.Business", on_delete=models.SET_NULL, null=True, related_name="+")
    """The business here that it is; one outlet at most."""
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    """Since when no row belongs to it: merged into another, or gone from every list."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="registry_one_outlet_a_shop")]
        indexes = [
            models.Index(fields=["area_code", "id"], condition=models.Q(ended_at=None), name="registry_outlet_area"),
            models.Index(fields=["phone"], condition=~models.Q(phone=""), name="registry_outlet_phone"),
        ]

    def __str__(self) -> str:
        return self.name


class LinkRun(models.Model):
    """One linking of what was new (or of everything), with the model it used and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Menunggu"
        RUNNING = "running", "Berjalan"
        DONE = "done", "Selesai"
        FAILED = "failed", "Gagal"

    id = models.UUIDField(primary_key=True, default=new_id)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    is_whole = models.BooleanField(default=False)
    """Everything anew, not only what is new."""
    engine = models.CharField(max_length=8, default="duckdb")
    model = models.JSONField(default=dict, blank=True)
    """The trained weights and the version of the settings, as the engine reads them back."""
    progress = models.SmallIntegerField(default=0, db_default=0)
    """Of a hundred."""
    rows = models.IntegerField(default=0)
    pairs = models.IntegerField(default=0)
    doubtful = models.IntegerField(default=0)
    outlets = models.IntegerField(default=0)
    outlets_low = models.IntegerField(default=0)
    outlets_high = models.IntegerField(default=0)
    """The count of distinct outlets, and the range that the linkage's uncertainty leaves."""
    problem = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at}"


class DoubtfulPair(models.Model):
    """Two rows of which the model cannot say whether they are one business; people decide."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey("registry.LinkRun", on_delete=models.CASCADE, related_name="+")
    left_row_id = models.BigIntegerField()
    right_row_id = models.BigIntegerField()
    left_area = models.CharField(max_length=13, blank=True, db_collation="C")
    right_area = models.CharField(max_length=13, blank=True, db_collation="C")
    probability = models.FloatField()
    why = models.JSONField()
    """What the model weighed: `[{"field", "says", "weight"}, …]`, weights in bits."""
    linked = models.BooleanField()
    """Whether the two stand in one outlet now."""
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_row_id__lt=models.F("right_row_id")), name="registry_pair_left_is_smaller"
            ),
            models.UniqueConstraint(fields=["left_row_id", "right_row_id"], name="registry_one_doubt_a_pair"),
        ]
        indexes = [models.Index(fields=["left_area"], condition=models.Q(is_open=True), name="registry_pair_open")]

    def __str__(self) -> str:
        return f"{self.left_row_id} ~ {self.right_row_id}"


class PairDecision(models.Model):
    """What somebody said of two rows; the newest of a pair that `holds` is obeyed. Written once."""

    class Verdict(models.TextChoices):
        SAME = "same", "Sama"
        DIFFERENT = "different", "Beda"
        LATER = "later", "Nanti"

    id = models.BigAutoField(primary_key=True)
    left_row_id = models.BigIntegerField()
    right_row_id = models.BigIntegerField()
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    person_id = models.BigIntegerField()
    probability = models.FloatField(null=True)
    """What the model had said then."""
    note = models.CharField(max_length=300, blank=True)
    holds = models.BooleanField(default=True, db_default=True)
    """False: a second person's answer to what was decided, for the agreement of the two alone."""
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_row_id__lt=models.F("right_row_id")), name="registry_decision_left_is_smaller"
            )
        ]
        indexes = [
            models.Index(fields=["left_row_id", "right_row_id", "id"], name="registry_decision_pair"),
            models.Index(fields=["right_row_id"], name="registry_decision_right"),
        ]

    def __str__(self) -> str:
        return f"{self.left_row_id} ~ {self.right_row_id}: {self.verdict}"


class OutletMove(models.Model):
    """A row that went from one outlet to another, and what moved it: by it a merge is undone. Written once."""

    id = models.BigAutoField(primary_key=True)
    row_id = models.BigIntegerField()
    from_outlet_id = models.BigIntegerField(null=True)
    to_outlet_id = models.BigIntegerField(null=True)
    run_id = models.UUIDField(null=True)
    decision_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [
            models.Index(fields=["row_id"], name="registry_move_row"),
            models.Index(fields=["to_outlet_id"], name="registry_move_outlet"),
            models.Index(fields=["from_outlet_id"], name="registry_move_from", condition=~models.Q(from_outlet_id=None)),
            models.Index(fields=["decision_id"], name="registry_move_decision", condition=~models.Q(decision_id=None)),
        ]

    def __str__(self) -> str:
        return f"{self.row_id}: {self.from_outlet_id} -> {self.to_outlet_id}"
