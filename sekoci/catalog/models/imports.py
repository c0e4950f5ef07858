"""Lists of products that came as files."""

from django.db import models
from django.db.models import Q

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class ProductImport(models.Model):
    """A list of products that came as a file: read, shown, and written once the owner says so. The file is kept for a week."""

    class State(models.TextChoices):
        CHECKING = "checking", "Diperiksa"
        READY = "ready", "Siap"
        WRITING = "writing", "Disimpan"
        DONE = "done", "Selesai"
        CANCELLED = "cancelled", "Dibatalkan"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=120)
    content = models.BinaryField(null=True)
    """The file as it came; None once it is forgotten."""
    sheet = models.IntegerField(default=0)
    sheets = models.JSONField(default=list)
    header = models.IntegerField(default=-1)
    columns = models.JSONField(default=dict)
    """Which column is what: field -> number, as the owner left it."""
    fingerprint = models.BinaryField()
    """A hash of the file and of how it is read: what was written once is not written again."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    rows = models.IntegerField(default=0)
    written = models.IntegerField(default=0)
    """How many rows were written so far, while it lasts."""
    counts = models.JSONField(default=dict)
    """How many rows of each kind; before they are written, of each doubt too."""
    titles = models.JSONField(default=list)
    examples = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    """Every row that cannot be used: number, name, column, reason, what fills its sentence."""
    by = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "fingerprint"], condition=Q(state="done"), name="catalog_import_once")
        ]
        indexes = [models.Index(fields=["business", "id"], name="catalog_import_latest")]

    def __str__(self) -> str:
        return self.file_name
