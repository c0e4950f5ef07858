"""What staff see of payments, refunds, notices and stickers."""

from django.contrib.admin import EmptyFieldListFilter

from sekoci.kit.backoffice import Part, Shown, shows
from sekoci.payments.models import Notice, Payment, QrisSticker, Refund


@shows(Payment)
class Payments(Shown):
    list_display = ("order_code", "business", "method", "amount", "status", "asked_at", "settled_at")
    list_filter = ("status", "method", "asked_at")
    search_fields = ("reference__exact", "order_code__iexact", "business__slug__exact")
    more = ("order_id", "provider", "reference", "came", "settled_by", "goods_delivered")
    money = ("amount", "came")
    parts = (Part(Refund, "payment", ("at", "amount", "paid_from", "reason", "by")),)


@shows(Refund)
class Refunds(Shown):
    list_display = ("at", "business", "payment__order_code", "amount", "paid_from", "by")
    list_filter = ("at",)
    search_fields = ("business__slug__exact", "payment__order_code__iexact")
    more = ("payment_id", "reason")
    money = ("amount",)


@shows(Notice)
class Notices(Shown):
    list_display = ("received_at", "provider", "reference", "amount", "outcome", "business_id", "reviewed_at")
    list_filter = ("outcome", ("reviewed_at", EmptyFieldListFilter), "received_at")
    search_fields = ("reference__exact", "event_id__exact")
    more = ("event_id", "payment_id", "suspense", "reviewed_by", "resolution", "body")
    money = ("amount", "suspense")


@shows(QrisSticker)
class Stickers(Shown):
    list_display = ("business", "merchant_name", "city", "nmid", "added_at")
    list_filter = ("added_at",)
    search_fields = ("business__slug__exact", "nmid__exact", "merchant_name__icontains")
