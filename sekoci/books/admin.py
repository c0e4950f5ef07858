"""What staff see of the books: read, never written."""

from sekoci.books.models import Account, Entry, EntryLine
from sekoci.kit.backoffice import Part, Shown, shows


@shows(Entry)
class Entries(Shown):
    list_display = ("day", "business", "kind", "memo", "at")
    list_filter = ("at",)
    search_fields = ("source__exact", "business__slug__exact")
    more = ("source",)
    money = ("amount",)
    parts = (Part(EntryLine, "entry", ("debit", "credit", "amount")),)


@shows(Account)
class Accounts(Shown):
    ordering = ("code",)
    list_display = ("code", "name", "kind", "is_money")
    list_filter = ("kind",)
    search_fields = ("name__icontains", "code__exact")
