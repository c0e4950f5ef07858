"""The chart of accounts and the entries: written once, balanced by construction."""

from django.db import models
from django.db.models import F, Q

from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class Account(models.Model):
    """An account of the chart every small business shares (SAK EMKM's headings). Codes are what reports go by."""

    class Kind(models.TextChoices):
        ASSET = "asset", "Harta"
        LIABILITY = "liability", "Utang"
        EQUITY = "equity", "Modal"
        INCOME = "income", "Pendapatan"
        EXPENSE = "expense", "Beban"

    code = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    is_money = models.BooleanField(default=False)
    """Cash, bank and what the payment provider still owes us: what *uang masuk* and *uang keluar* are about."""

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Entry(models.Model):
    """One thing that happened, as the books see it. `source` names it once and for all: the second posting changes nothing."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    source = models.CharField(max_length=80)
    """What it books, such as `payment:0192…`: unique per business and kind."""
    memo = models.CharField(max_length=200)
    day = models.DateField()
    """The business's own calendar day."""
    at = models.DateTimeField()

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "kind", "source"], name="books_entry_once")]
        indexes = [models.Index(fields=["business", "day"], name="books_entry_day")]

    def __str__(self) -> str:
        return self.memo


class EntryLine(models.Model):
    """So much from one account to another: a debit, a credit and an amount above zero, so that it always balances."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("books.Entry", on_delete=models.PROTECT, related_name="lines")
    debit = models.ForeignKey("books.Account", on_delete=models.PROTECT, related_name="+")
    credit = models.ForeignKey("books.Account", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    day = models.DateField()

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="books_amount_above_zero"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="books_two_accounts"),
        ]
        indexes = [models.Index(fields=["business", "day"], name="books_line_day")]

    def __str__(self) -> str:
        return f"{self.debit_id} <- {self.credit_id} {self.amount}"
