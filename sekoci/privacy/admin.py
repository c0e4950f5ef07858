"""What staff see of the rules about how long things are kept."""

from sekoci.kit.backoffice import Shown, shows
from sekoci.privacy.models import Run


@shows(Run)
class Runs(Shown):
    ordering = ("rule",)
    list_display = ("rule", "at", "gone")
    search_fields = ("rule__icontains",)
