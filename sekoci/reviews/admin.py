"""What staff see of reviews and of what was decided about them."""

from sekoci.kit.backoffice import Part, Shown, shows
from sekoci.reviews.models import Decision, Review


@shows(Review)
class Reviews(Shown):
    list_display = ("written_at", "business", "product_name", "stars", "text", "author", "state")
    list_filter = ("state", "stars", "written_at")
    search_fields = ("business__slug__exact",)
    more = ("order_id", "changed_at", "answer", "answered_at")
    parts = (Part(Decision, "review", ("at", "what", "reason", "note", "person_id")),)
