"""A process that calls `place_orders` again and again, as a marketplace pull does. `python -m bench.caller`, a plan on stdin."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from bench import processes
from bench.shops import Stall

PIPE = subprocess.PIPE


@dataclass(frozen=True)
class Plan:
    """`calls` calls of `drafts` drafts each, two lines a draft, in these shops: (business, its products)."""

    name: str
    drafts: int
    calls: int
    shops: Sequence[tuple[int, list[str]]]


@dataclass(frozen=True)
class Told:
    """What one caller saw. `spent_ms`: its own CPU inside the calls; `began`, `ended`: monotonic seconds, the same for all."""

    placed: int
    refused: int
    began: float
    ended: float
    spent_ms: float
    peak_mb: float


def call(plans: Sequence[Plan]) -> list[Told]:
    """Run each plan in a process of its own; they begin together, once all of them are ready."""
    started = [
        subprocess.Popen([sys.executable, "-m", "bench.caller"], stdin=PIPE, stdout=PIPE, text=True, env=os.environ)
        for _ in plans
    ]
    for plan, process in zip(plans, started, strict=True):
        assert process.stdin
        process.stdin.write(json.dumps(asdict(plan)) + "\n")
        process.stdin.flush()
    for process in started:
        assert process.stdout
        process.stdout.readline()
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    return [Told(**json.loads(process.communicate(timeout=300)[0])) for process in started]


def plan_for(name: str, stalls: Sequence[Stall], *, drafts: int, calls: int) -> Plan:
    return Plan(name, drafts, calls, [(stall.business_id, [str(each) for each in stall.products]) for stall in stalls])


def main() -> None:
    plan = Plan(**json.loads(sys.stdin.readline()))
    import django

    django.setup()
    from sekoci.orders.actions import place_orders

    place_orders(_drafts(plan, 1, f"{plan.name}-warm"))
    rounds = [_drafts(plan, plan.drafts, f"{plan.name}-{number}") for number in range(plan.calls)]
    print("ready", flush=True)
    sys.stdin.readline()
    began, spent = time.monotonic(), time.process_time()
    answers = [type(answer).__name__ for drafts in rounds for answer in place_orders(drafts)]
    told = Told(
        placed=answers.count("Placed"),
        refused=answers.count("Refused"),
        began=began,
        ended=time.monotonic(),
        spent_ms=(time.process_time() - spent) * 1000,
        peak_mb=processes.own_peak_mb(),
    )
    print(json.dumps(asdict(told)))


def _drafts(plan: Plan, count: int, name: str) -> list[Any]:
    from sekoci.orders.rules import LineDraft, OrderDraft

    lots = random.Random(name)
    drafts = []
    for number in range(count):
        business_id, products = lots.choice(plan.shops)
        lines = tuple(LineDraft(1, product_id=UUID(product)) for product in lots.sample(products, 2))
        drafts.append(
            OrderDraft(business_id, "channel", f"{name}-{number}", lines, buyer_name="Sri", buyer_phone="+6281234567899")
        )
    return drafts


if __name__ == "__main__":
    main()
