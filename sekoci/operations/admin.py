"""What staff see of the recomputings."""

from sekoci.kit.backoffice import Shown, shows
from sekoci.operations.models import Check


@shows(Check)
class Checks(Shown):
    list_display = ("asked_at", "ended_at", "is_clean", "seconds", "things")
    list_filter = ("is_clean", "asked_at")
    more = ("asked_by", "wrong")
