"""Money over JSON, the owner's side: a bearer key stands for one business."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from sekoci.books import rules
from sekoci.books.queries import money_between, report_of
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.registry.pages import KeyRequest, OwnerKey
from sekoci.registry.queries import shop_of

router = Router(tags=["my shop"], auth=OwnerKey())
LONGEST = 3660
"""Days in one question."""


class AccountOut(BaseModel):
    name: str
    kind: Literal["asset", "liability", "equity", "income", "expense"]


class MoneyOut(BaseModel):
    """Rupiah. `balances`: account code -> balance at the end of `to`, signed as the account's kind is."""

    shop: str
    from_: Annotated[date, Field(alias="from")]
    to: date
    currency: Literal["IDR"] = "IDR"
    cash_in: int
    cash_out: int
    profit: int
    balances: dict[str, int]
    accounts: dict[str, AccountOut]


@router.get(
    "/my/money",
    response={200: MoneyOut, 401: Problem, 404: Problem, 422: Problem},
    by_alias=True,
    summary="Money in, out, profit and balances",
    auth=OwnerKey("money:read"),
)
def get_money(
    request: KeyRequest,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> HttpResponse:
    """From `from` to `to`, both days inclusive, in the business's own calendar; today where they are left out."""
    shop = shop_of(request.auth)
    if shop is None:
        raise NotFound()
    today = clock.day_in(shop.zone)
    last = last or max(today, first or today)
    first = first or min(today, last)
    if not rules.is_span(first, last, most=LONGEST):
        raise Invalid(
            field="from",
            why_id="Tanggal awal harus sebelum tanggal akhir, paling lama sepuluh tahun.",
            why_en="The first day must come before the last, at most ten years apart.",
        )
    return json_response(report_of(money_between(shop.id, first, last), shop=shop.slug))
