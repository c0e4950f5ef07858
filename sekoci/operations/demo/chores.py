"""What an owner does beside selling: buys in, pays what is to be paid, takes some home, counts the shelf."""

from datetime import date, timedelta
from random import Random

from sekoci.books.actions import owner_takes_out, record_expense, transfer_between
from sekoci.books.queries import money_between
from sekoci.books.rules import BANK, CASH, PACKAGING, QRIS_CLEARING, TRANSPORT, UTILITIES, WAGES
from sekoci.catalog.actions import BoughtLine, PaidFrom, buy_in, correct_stock
from sekoci.operations.demo.baskets import Baskets, Shelved
from sekoci.operations.demo.opening import Opened
from sekoci.operations.demo.plans import ShopPlan

TILL = 250_000
"""Rupiah that stay in the till for change."""
LAST_DAYS = 3
"""Days before today in which what shall be low or sold out is not bought any more."""


class Chores:
    """The owner's mornings. Everything carries the day in its key and the day of the shop's zone in its books."""

    def __init__(self, opened: Opened, baskets: Baskets, dice: Random, *, today: date) -> None:
        self.shop, self.baskets, self.dice, self.today = opened, baskets, dice, today

    def morning(self, day: date) -> None:
        """See the shelf, buy what runs out, bring money where it belongs, pay the day's bills; in the clock of that morning."""
        self.baskets.look()
        balances = money_between(self.shop.business_id, day, day).balances
        purses = {"cash": balances[CASH], "bank": balances[BANK]}
        if balances[QRIS_CLEARING] > 0:
            self._move("qris", "bank", balances[QRIS_CLEARING], purses, day, "Pencairan QRIS")
        if purses["cash"] > 1_500_000:
            self._move("cash", "bank", round_down(purses["cash"] - 600_000, 50_000), purses, day, "Setor ke bank")
        self._buy(day, purses)
        self._pay_bills(day, purses)
        if day.weekday() == 6:
            self._take_home(day, purses)
        if self.dice.random() < 0.12:
            self._count()

    def _buy(self, day: date, purses: dict[str, int]) -> None:
        wanted = [each for each in self.baskets.shelf if self._runs_out(each, day)]
        lines = [BoughtLine(each.variant_id, max(1, each.size.stock - each.left), self._cost(each.size.cost)) for each in wanted]
        if not lines:
            return
        total = sum(line.quantity * line.unit_cost for line in lines)
        paid_from: PaidFrom = "owner"
        if purses["cash"] - TILL >= total:
            paid_from = "cash"
        elif purses["bank"] >= total:
            paid_from = "bank"
        buy_in(self.shop.business_id, lines, paid_from=paid_from, by=self.shop.by)
        if paid_from != "owner":
            purses[paid_from] -= total
        for each, line in zip(wanted, lines, strict=True):
            each.left += line.quantity
            each.on_hand += line.quantity

    def _runs_out(self, each: Shelved, day: date) -> bool:
        if each.good.mood and day > self.today - timedelta(days=LAST_DAYS):
            return False
        return each.left * 5 <= each.size.stock * 2

    def _cost(self, usual: int) -> int:
        """Prices at the market go up and down by a few percent."""
        return round_down(round(usual * self.dice.uniform(0.96, 1.05)), 100 if usual >= 2_000 else 10)

    def _pay_bills(self, day: date, purses: dict[str, int]) -> None:
        for category, amount, note in bills(self.shop.plan, day):
            purse = "cash" if purses["cash"] - TILL >= amount else "bank"
            if purses[purse] < amount:
                continue
            key = f"demo:{day}:{category}"
            record_expense(self.shop.business_id, category=category, amount=amount, paid_from=purse, day=day, key=key, note=note)
            purses[purse] -= amount

    def _take_home(self, day: date, purses: dict[str, int]) -> None:
        spare = round_down((purses["cash"] - TILL) // 2, 50_000)
        if spare > 0:
            key = f"demo:{day}:home"
            owner_takes_out(
                self.shop.business_id, amount=spare, out_of="cash", day=day, key=key, note="Belanja rumah dan uang sekolah"
            )
            purses["cash"] -= spare

    def _move(self, out_of: str, into: str, amount: int, purses: dict[str, int], day: date, note: str) -> None:
        key = f"demo:{day}:{out_of}"
        transfer_between(self.shop.business_id, amount=amount, out_of=out_of, into=into, day=day, key=key, note=note)
        purses[into] += amount
        if out_of in purses:
            purses[out_of] -= amount

    def _count(self) -> None:
        """Now and then a piece is broken or eaten by the children."""
        there = [each for each in self.baskets.shelf if each.left > 3]
        if not there:
            return
        chosen = self.dice.choice(there)
        reason = self.dice.choice(("Kemasan rusak", "Untuk contoh", "Dimakan sendiri"))
        correct_stock(self.shop.business_id, chosen.variant_id, chosen.on_hand - 1, reason=reason, by=self.shop.by)
        chosen.left -= 1


def bills(plan: ShopPlan, day: date) -> list[tuple[str, int, str]]:
    """What is to be paid on a day: account, rupiah, what for."""
    due = []
    if day.weekday() == 0:
        due.append((PACKAGING, round_down(plan.capital // 70, 500), "Plastik, kertas, stiker"))
    if day.weekday() == 3:
        due.append((TRANSPORT, round_down(plan.capital // 100, 500), "Bensin ke pasar"))
    if day.weekday() == 5 and plan.helper:
        due.append((WAGES, plan.helper * 6, "Upah Mbak Sari seminggu"))
    if day.day == 20:
        due.append((UTILITIES, round_down(plan.capital // 12, 1_000), "Token listrik dan pulsa"))
    return due


def round_down(amount: int, step: int) -> int:
    return amount // step * step
