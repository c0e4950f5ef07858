"""What staff see of the shops' own deliveries."""

from django.contrib.admin import EmptyFieldListFilter

from sekoci.delivery.models import Proof, Terms
from sekoci.kit.backoffice import Shown, shows


@shows(Terms)
class DeliveryTerms(Shown):
    list_display = ("business", "way", "free_from", "minimum", "since", "until")
    list_filter = ("way", ("until", EmptyFieldListFilter), "since")
    search_fields = ("business__slug__exact",)
    more = ("prices", "by")
    money = ("free_from", "minimum")


@shows(Proof)
class Proofs(Shown):
    list_display = ("at", "business", "order_id", "how", "cash", "by")
    list_filter = ("how", "at")
    search_fields = ("business__slug__exact",)
    money = ("cash",)
