"""A programme, who carries it, the help that it has, what it aims at, and who goes through it together."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now


class Program(models.Model):
    """What an organisation sets out to do for businesses of some kind, in some areas, between two days."""

    class State(models.TextChoices):
        DRAFT = "draft", "Rancangan"
        OPEN = "open", "Berjalan"
        CLOSED = "closed", "Ditutup"

    id = models.BigAutoField(primary_key=True)
    slug = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    template = models.CharField(max_length=12, blank=True)
    """Which of `rules.TEMPLATES` filled it first; empty: none."""
    about = models.CharField(max_length=600)
    joining = models.CharField(max_length=600, blank=True)
    contact = models.CharField(max_length=120, blank=True, default="", db_default="")
    """How owners reach whoever answers them: an office's phone, its door. Everybody may read it."""
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    begins_on = models.DateField()
    ends_on = models.DateField()
    decides_on = models.DateField(null=True)
    """By when whoever applied is told; null: nobody said."""
    budget = models.BigIntegerField(default=0)
    places = models.IntegerField(null=True)
    """Room for so many businesses; null: as many as come."""
    areas = ArrayField(models.CharField(max_length=13, blank=True))
    """Codes, "inside" being a prefix; the empty code is the whole country."""
    eligibility = models.JSONField(default=dict, blank=True)
    """As `rules.Eligibility` reads it."""
    weights = models.JSONField(default=dict, db_default={}, blank=True)
    """What counts when places are few: reason -> points, as `rules.weights_of` reads it."""
    stages = ArrayField(models.CharField(max_length=16))
    """Those of `rules.STAGES` that it watches, in their order."""
    created_at = models.DateTimeField(default=now)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    followed_at = models.DateTimeField(null=True)
    """When the stages of all its businesses were last told anew."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(begins_on__lte=models.F("ends_on")), name="programs_begins_before_it_ends"),
            models.CheckConstraint(condition=Q(budget__gte=0), name="programs_budget_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class Carrier(models.Model):
    """An organisation that carries a programme: its owner, or a partner (a mother ship)."""

    id = models.BigAutoField(primary_key=True)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    is_owner = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "organisation"], name="programs_carries_once"),
            models.UniqueConstraint(fields=["program"], condition=Q(is_owner=True), name="programs_one_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.program_id}"


class SupportKind(models.Model):
    """A kind of help that a programme gives, and what one of it costs."""

    class What(models.TextChoices):
        VISIT = "visit", "Kunjungan"
        TRAINING = "training", "Pelatihan"
        VOUCHER = "voucher", "Voucher"
        DEVICE = "device", "Alat"
        PHOTOS = "photos", "Foto produk"
        LOAN = "loan", "Rujukan pinjaman"

    id = models.BigAutoField(primary_key=True)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    name = models.CharField(max_length=80)
    unit_cost = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "name"], name="programs_one_support_a_name"),
            models.CheckConstraint(condition=Q(unit_cost__gte=0), name="programs_unit_cost_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """How many businesses are to be at a stage by a day, in an area of the programme (empty: in all of them); or, where it names
    an indicator, how many of all businesses of that area are to be what it counts, whether they take part or not."""

    id = models.BigAutoField(primary_key=True)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=16, blank=True)
    indicator = models.CharField(max_length=16, blank=True, default="", db_default="")
    """One of `indicators.rules.AIMS`."""
    area_code = models.CharField(max_length=13, blank=True, db_collation="C")
    by_day = models.DateField()
    wanted = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "stage", "indicator", "area_code", "by_day"], name="programs_one_target"),
            models.CheckConstraint(
                condition=Q(stage="", indicator__gt="") | Q(stage__gt="", indicator=""), name="programs_target_of_one_thing"
            ),
            models.CheckConstraint(condition=Q(wanted__gt=0), name="programs_target_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.wanted} {self.stage}{self.indicator} {self.by_day}"


class Cohort(models.Model):
    """Businesses that go through a programme together."""

    id = models.BigAutoField(primary_key=True)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "name"], name="programs_one_cohort_a_name"),
            models.CheckConstraint(condition=Q(begins_on__lte=models.F("ends_on")), name="programs_cohort_begins_before_it_ends"),
        ]

    def __str__(self) -> str:
        return self.name
