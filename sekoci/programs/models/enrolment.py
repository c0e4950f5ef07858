"""A business in a programme: how it came, what was decided, what its owner agreed to, how far it has come."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id


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
    referral = models.ForeignKey("programs.Referral", on_delete=models.PROTECT, null=True, related_name="+")
    """Who told its owner of the programme, with the owner's consent."""
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
    forgotten_at = models.DateTimeField(null=True)
    """When name, words and notes went out of what officers read, long after it ended; what was reached still counts."""

    untold_step_id = models.BigIntegerField(null=True)
    """The newest decision that its owner, who has a shop here, is still to be told of."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "outlet"], name="programs_once_a_program")]
        indexes = [
            models.Index(fields=["program", "area_code"], name="programs_enrolment_area"),
            models.Index(fields=["shop_id"], condition=~Q(shop_id=None), name="programs_enrolment_shop"),
            models.Index(fields=["id"], condition=~Q(untold_step_id=None), name="programs_enrolment_untold"),
        ]

    def __str__(self) -> str:
        return f"{self.outlet_id} · {self.get_state_display()}"


class EnrolmentStep(models.Model):
    """What was decided on an enrolment, when, by whom and why. Written once; its words may go (`programs_only_words_go`)."""

    id = models.BigAutoField(primary_key=True)
    enrolment = models.ForeignKey("programs.Enrolment", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=Enrolment.State.choices)
    reason = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=40)
    """`owner:12`, `officer:5`."""
    at = models.DateTimeField(default=now)
    redacted_at = models.DateTimeField(null=True)
    """When the words of the reason went, because their person was forgotten or the time for them was over."""

    class Meta:
        indexes = [models.Index(fields=["enrolment", "id"], name="programs_step_enrolment")]

    def __str__(self) -> str:
        return self.state


class Consent(models.Model):
    """That an owner agreed to take part: the words that were on the screen, from when until when."""

    id = models.UUIDField(primary_key=True, default=new_id)
    enrolment = models.ForeignKey("programs.Enrolment", on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField(null=True)
    """The owner's account; null: agreed on paper or in words, and an officer wrote it down."""
    how = models.CharField(max_length=6, default="page", db_default="page")
    """One of `rules.consent.HOWS`."""
    by = models.CharField(max_length=40, blank=True, default="", db_default="")
    """The officer who wrote it down (`officer:5`); empty: the owner agreed themselves."""
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
    """The day the evidence tells of; of a loss, when it was seen, or the day that an officer noted for it."""
    noted_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["enrolment", "stage", "-id"], name="programs_event_enrolment")]

    def __str__(self) -> str:
        return f"{self.stage} {self.is_reached}"


class Mark(models.Model):
    """What an officer says of a stage, with the evidence; the newest holds. Written once, but for its words, which may go."""

    id = models.BigAutoField(primary_key=True)
    enrolment = models.ForeignKey("programs.Enrolment", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16)
    holds = models.BooleanField()
    on_day = models.DateField()
    evidence = models.CharField(max_length=300)
    by = models.CharField(max_length=40)
    at = models.DateTimeField(default=now)
    redacted_at = models.DateTimeField(null=True)
    """When the words of the evidence went."""

    class Meta:
        indexes = [models.Index(fields=["enrolment", "stage", "-id"], name="programs_mark_enrolment")]

    def __str__(self) -> str:
        return f"{self.stage} {self.holds}"
