"""Partners' lists as they came: a list, its editions, its rows, and what could not be used.

A row holds what the list said (`said`, `facts`) and the same in standard form, by which rows are linked.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id


class PartnerList(models.Model):
    """A list that an organisation brings again and again: "GoFood Surakarta"."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    columns = models.JSONField(default=dict, blank=True)
    """The saved mapping: our field -> the heading it is read from."""
    area_code = models.CharField(max_length=13, blank=True, db_default="", default="")
    """Where its businesses are unless a row says otherwise: what decides between places of one name."""
    as_of = models.DateField(null=True)
    """The day of the newest edition stored: every row that is not gone stands in that one."""
    records_wait = models.BooleanField(default=False, db_default=False)
    """That day moved since golden records were made: which list is the most recent one on an outlet may have changed."""
    is_own = models.BooleanField(default=False)
    """This installation's own businesses, which take part in linkage like any other list."""
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="registry_one_list_a_name"),
            models.UniqueConstraint(fields=["is_own"], condition=models.Q(is_own=True), name="registry_one_own_list"),
        ]

    def __str__(self) -> str:
        return self.name


class ListEdition(models.Model):
    """One file of a list, from upload to stored; all of it or nothing of it counts."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Diunggah"
        READING = "reading", "Dibaca"
        READY = "ready", "Siap diperiksa"
        STORING = "storing", "Disimpan"
        STORED = "stored", "Tersimpan"
        CANCELLED = "cancelled", "Dibatalkan"
        FAILED = "failed", "Gagal"

    id = models.UUIDField(primary_key=True, default=new_id)
    list = models.ForeignKey("registry.PartnerList", on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    as_of = models.DateField()
    """The day the list tells of, which is not the day it was loaded."""
    state = models.CharField(max_length=9, choices=State.choices, default=State.UPLOADED)
    columns = models.JSONField(default=dict, blank=True)
    """The mapping this file is read with: our field -> heading."""
    preview = models.JSONField(default=dict, blank=True)
    """What is shown before it is stored: headings, guesses, samples, counts."""
    rows_total = models.IntegerField(default=0)
    rows_done = models.IntegerField(default=0)
    came = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    same = models.IntegerField(default=0)
    went = models.IntegerField(default=0)
    quarantined = models.IntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    push_key = models.CharField(max_length=80, blank=True, db_default="", default="")
    """Of an edition that a program pushes: the key it gave it. Such a one is stored as soon as it is read; empty: a file."""
    accepts_loss = models.BooleanField(default=False, db_default=False)
    """Its program says that businesses that it has no more are really gone, however many."""
    loaded_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    stored_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "sha256"], condition=models.Q(state="stored"), name="registry_one_edition_a_file"
            ),
            models.UniqueConstraint(
                fields=["list", "push_key"], condition=~models.Q(push_key=""), name="registry_one_push_a_key"
            ),
        ]
        indexes = [models.Index(fields=["list", "created_at"], name="registry_edition_list")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.as_of})"


class ListRow(models.Model):
    """A business as one list has it. Empty text: the list does not say."""

    class Waits(models.IntegerChoices):
        NOTHING = 0
        RECORD = 1
        """Its outlet's golden record is to be made anew."""
        LINK = 2

    id = models.BigAutoField(primary_key=True)
    list = models.ForeignKey("registry.PartnerList", on_delete=models.CASCADE, related_name="+", db_index=False)
    organisation_id = models.BigIntegerField()
    """The list's, beside each row for the wall."""
    key = models.CharField(max_length=80, db_collation="C")
    """The list's own key; where it has none, a hash of what the row says."""
    first_edition_id = models.UUIDField()
    edition_id = models.UUIDField()
    """The one that brought what it says: since then it came again the same."""
    as_of = models.DateField()
    """Of that edition; `rules.seen_on` is the day on which the list last had it."""
    gone_at = models.DateField(null=True)
    """The day of the edition that no longer had it."""
    name = models.CharField(max_length=120)
    owner = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=200, blank=True)
    area_code = models.CharField(max_length=13, blank=True, db_collation="C")
    area_score = models.FloatField(default=0)
    """How sure the match of the area is, 0 to 1."""
    nib = models.CharField(max_length=13, blank=True)
    kbli = models.CharField(max_length=5, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    """The owner's: `f`, `m`, empty where nobody said."""
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    name_key = models.CharField(max_length=120, blank=True)
    owner_key = models.CharField(max_length=80, blank=True)
    street_key = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    """What it says beside: `listing`, `qris`, `last_order` (day), `orders_90d`, `workers`, `sales_month`, `since`."""
    mark = models.UUIDField(null=True)
    """A hash of what is stored of it: by it an edition knows what changed."""
    said = models.JSONField(default=dict, blank=True)
    """Provenance: field -> what the cell said, and `row`, its number in the edition that brought it."""
    outlet_id = models.BigIntegerField(null=True)
    waits = models.SmallIntegerField(choices=Waits.choices, default=Waits.LINK, db_default=Waits.LINK)
    """What is to be done since it came or changed; a trigger says so."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "key"], name="registry_one_row_a_key")]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(waits__gt=0), name="registry_row_waits"),
            models.Index(fields=["outlet_id"], name="registry_row_outlet"),
            models.Index(fields=["area_code"], name="registry_row_area"),
            models.Index(fields=["phone"], condition=~models.Q(phone=""), name="registry_row_phone"),
        ]

    def __str__(self) -> str:
        return self.name


class QuarantinedRow(models.Model):
    """A row that cannot be used, with the reasons; it waits for somebody to mend it in the list."""

    id = models.BigAutoField(primary_key=True)
    edition = models.ForeignKey("registry.ListEdition", on_delete=models.CASCADE, related_name="+")
    organisation_id = models.BigIntegerField()
    number = models.IntegerField()
    """The row's number in the file, from 1, headings counted."""
    reasons = ArrayField(models.CharField(max_length=24))
    cells = models.JSONField()
    """Our field -> what the cell said."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="registry_one_quarantine_a_row")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.number}"
