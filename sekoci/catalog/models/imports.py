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
        UNDOING = "undoing", "Sedang dikembalikan"
        UNDONE = "undone", "Dikembalikan"

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
    seen = models.BinaryField(null=True)
    """A hash of what its rows would change as the owner was shown it: where that is no longer so, it is shown anew."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    rows = models.IntegerField(default=0)
    written = models.IntegerField(default=0)
    """How many rows were written so far, while it lasts."""
    counts = models.JSONField(default=dict)
    """How many rows of each kind; before they are written, what there is to say of them; once taken back, what became of them."""
    titles = models.JSONField(default=list)
    examples = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    """Every row that cannot be used: number, name, column, reason, what fills its sentence."""
    by = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    """Until when what it wrote can be taken back: so long its changes are kept."""

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "fingerprint"], condition=Q(state="done"), name="catalog_import_once")
        ]
        indexes = [models.Index(fields=["business", "id"], name="catalog_import_latest")]

    def __str__(self) -> str:
        return self.file_name


class ImportChange(models.Model):
    """What an import made of one variant that was there, or a choice that it added to a product: kept for taking it back.

    The moves by which it set the stock have the `id` as their reference. Products that it made are known by their `source_key`.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+", db_index=False)
    imported = models.ForeignKey("catalog.ProductImport", on_delete=models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey("catalog.Variant", on_delete=models.CASCADE, related_name="+", db_index=False)
    is_new = models.BooleanField(default=False)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    """Of `price`, `unit`, `description` and `category`, those that the import changed."""

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "imported", "variant"], name="catalog_import_change")]

    def __str__(self) -> str:
        return f"{self.before} \N{RIGHTWARDS ARROW} {self.after}"
