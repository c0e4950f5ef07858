"""What staff see of customers: not what the shop noted of them."""

from django.contrib.admin import EmptyFieldListFilter

from sekoci.customers.models import Consent, Customer, Promo
from sekoci.kit.backoffice import Shown, shows


@shows(Customer)
class Customers(Shown):
    list_display = ("name", "phone", "business", "orders", "spent", "last_at")
    list_filter = ("last_at",)
    search_fields = ("phone__exact", "business__slug__exact")
    more = ("first_at", "bought", "told_at")
    phones = ("phone",)
    money = ("spent",)


@shows(Consent)
class PromoConsents(Shown):
    list_display = ("phone", "business", "version", "given_at", "withdrawn_at")
    list_filter = (("withdrawn_at", EmptyFieldListFilter), "given_at")
    search_fields = ("phone__exact", "business__slug__exact")
    more = ("language", "wording", "how", "withdrawn_how")
    phones = ("phone",)


@shows(Promo)
class Promos(Shown):
    list_display = ("at", "business", "text", "group", "sent")
    list_filter = ("at",)
    search_fields = ("business__slug__exact",)
    more = ("person_id",)
