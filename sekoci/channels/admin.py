"""What staff see of the addresses at which catalogues are fetched: not the addresses."""

from sekoci.channels.models import Feed
from sekoci.kit.backoffice import Shown, shows


@shows(Feed)
class Feeds(Shown):
    list_display = ("business", "made_at", "fetched_at")
    list_filter = ("fetched_at",)
    search_fields = ("business__slug__exact",)
