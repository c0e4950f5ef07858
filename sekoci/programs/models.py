"""Programmes, who carries them, who is in them, how far each business has come, and what it was given.

What is counted is an outlet of the registry. `shop_id` and `area_code` beside it are the outlet's, for the walls: an owner sees
the rows of their own shop, an officer those inside their areas of programmes that their organisation carries.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id


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
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    begins_on = models.DateField()
    ends_on = models.DateField()
    budget = models.BigIntegerField(default=0)
    places = models.IntegerField(null=True)
    """Room for so many businesses; null: as many as come."""
    areas = ArrayField(models.CharField(max_length=13, blank=True))
    """Codes, "inside" being a prefix; the empty code is the whole country."""
    eligibility = models.JSONField(default=dict, blank=True)
    """As `rules.Eligibility` reads it."""
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
    """How many businesses are to be at a stage by a day, in an area of the programme (empty: in all of them)."""

    id = models.BigAutoField(primary_key=True)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=16)
    area_code = models.CharField(max_length=13, blank=True, db_collation="C")
    by_day = models.DateField()
    wanted = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "stage", "area_code", "by_day"], name="programs_one_target"),
            models.CheckConstraint(condition=Q(wanted__gt=0), name="programs_target_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.wanted} {self.stage} {self.by_day}"


class Cohort(models.Model):
    """Businesses that go through a programme together."""

    id = models.BigAutoField(primary_key=True)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "name"], name="programs_one_cohort_a_name")]

    def __str__(self) -> str:
        return self.name


class Enrolment(models.Model):
    """An outlet in a programme: how it came, where it stands in the choosing, which stages it has reached."""

    class State(models.TextChoices):
        APPLIED = "applied", "Mendaftar"
        WAITING = "waiting", "Daftar tunggu"
        CHOSEN = "chosen", "Peserta"
        REFUSED = "refused", "Belum terpilih"
        WITHDRAWN = "withdrawn", "Mundur"

    class Way(models.TextChoices):
        OWNER = "owner", "Pemilik mendaftar"
        LIST = "list", "Dari daftar usaha"
        HAND = "hand", "Ditambah petugas"

    id = models.UUIDField(primary_key=True, default=new_id)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    outlet = models.ForeignKey("registry.Outlet", on_delete=models.PROTECT, related_name="+")
    shop_id = models.BigIntegerField(null=True)
    area_code = models.CharField(max_length=13, blank=True, db_collation="C")
    cohort = models.ForeignKey("programs.Cohort", on_delete=models.PROTECT, null=True, related_name="+")
    organisation_id = models.BigIntegerField(null=True)
    """Whose officer brought it; null: the owner came."""
    way = models.CharField(max_length=5, choices=Way.choices)
    state = models.CharField(max_length=9, choices=State.choices)
    score = models.IntegerField(default=0)
    points = models.JSONField(default=dict, blank=True)
    """What the score is made of: reason -> points."""
    reached = ArrayField(models.CharField(max_length=16), default=list)
    """Stages where it stands now; the newest `StageEvent`s say the same."""
    lost = ArrayField(models.CharField(max_length=16), default=list)
    """Stages it had reached, and has not now."""
    came_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "outlet"], name="programs_once_a_program")]
        indexes = [
            models.Index(fields=["program", "area_code"], name="programs_enrolment_area"),
            models.Index(fields=["shop_id"], condition=~Q(shop_id=None), name="programs_enrolment_shop"),
        ]

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.program_id} {self.state}"


class EnrolmentStep(models.Model):
    """What was decided on an enrolment, when, by whom and why. Written once."""

    id = models.BigAutoField(primary_key=True)
    enrolment = models.ForeignKey("programs.Enrolment", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=Enrolment.State.choices)
    reason = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=40)
    """`owner:12`, `officer:5`."""
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["enrolment", "id"], name="programs_step_enrolment")]

    def __str__(self) -> str:
        return self.state


class Consent(models.Model):
    """That an owner agreed to take part: the words that were on the screen, from when until when."""

    id = models.UUIDField(primary_key=True, default=new_id)
    enrolment = models.ForeignKey("programs.Enrolment", on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    version = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    wording = models.TextField()
    given_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment"], condition=Q(withdrawn_at=None), name="programs_one_consent")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.version}"


class StageEvent(models.Model):
    """A stage that was reached, or is no more: since when, and by what evidence. Written once."""

    id = models.BigAutoField(primary_key=True)
    enrolment = models.ForeignKey("programs.Enrolment", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16)
    is_reached = models.BooleanField()
    source = models.CharField(max_length=8)
    """One of `rules.SOURCES`; of a loss, what had held it."""
    since = models.DateTimeField()
    """The day the evidence tells of; of a loss, when it was seen."""
    noted_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["enrolment", "stage", "-id"], name="programs_event_enrolment")]

    def __str__(self) -> str:
        return f"{self.stage} {self.is_reached}"


class Mark(models.Model):
    """What an officer says of a stage, with the evidence; the newest holds. Written once."""

    id = models.BigAutoField(primary_key=True)
    enrolment = models.ForeignKey("programs.Enrolment", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16)
    holds = models.BooleanField()
    on_day = models.DateField()
    evidence = models.CharField(max_length=300)
    by = models.CharField(max_length=40)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["enrolment", "stage", "-id"], name="programs_mark_enrolment")]

    def __str__(self) -> str:
        return f"{self.stage} {self.holds}"


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
    """A voucher: an owner gets it once, whichever partner gives it and however many outlets are theirs."""
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
                fields=["kind", "owner_key"],
                condition=Q(is_once=True) & ~Q(state="cancelled"),
                name="programs_same_voucher_once",
            ),
            models.CheckConstraint(condition=Q(cost__gte=0), name="programs_cost_not_negative"),
        ]
        indexes = [models.Index(fields=["enrolment"], name="programs_support_enrolment")]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.state}"
