"""JSON: what an organisation's program reads: results of its lists, numbers of areas, the same for DHIS2 and its names there."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sekoci.exchange.actions import name_units
from sekoci.exchange.queries import Result, mine_in, names_of, numbers_of, results
from sekoci.exchange.queries.results import ZONE
from sekoci.exchange.rules import MOST_UNITS, Exported
from sekoci.indicators.pages import FIRST_MONTH, Wish, board
from sekoci.kit.asked import not_known
from sekoci.kit.clock import day_in
from sekoci.kit.errors import Invalid
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.registry.pages import OfficeKey, OfficeKeyRequest
from sekoci.registry.queries.areas import places
from sekoci.registry.queries.officers import within_reach

router = Router(tags=["organisations: results"], auth=OfficeKey())
ERRORS = {401: Problem, 404: Problem, 422: Problem}
Code = Annotated[str, Query(pattern=r"^([0-9]{2}(\.[0-9]{2}){0,2})?$", description="An area's code; empty: the country")]
Month = Annotated[str | None, Query(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="2026-11; left out: this month")]
AreaCode = Annotated[str, StringConstraints(pattern=r"^(ID|[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?)$")]
Uid = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]{10}$")]
COUNTRY_UNIT = "ID"
SHOPS_BY_DAY = "shops"
"""A figure that is not told: summed over the days of a month it counts a shop as often as it sold; `sellers` counts it once."""
Level = Annotated[int, Query(ge=1, le=3, description="Down to provinces (1), regencies (2), districts (3)")]


class PlaceOut(BaseModel):
    """Where it stands in a programme that your organisation carries; outside a key's areas, and for partners, only while it takes
    part and where its owner agreed that your organisation sees this."""

    program: str
    state: str
    stages: list[str]


class ResultOut(BaseModel):
    """A row of your own list. `outlet`: the business that it is, the same text for all rows that are the same business, and
    another one for every organisation; null until it was linked. `listed`, `pays`, `sells`, `digital` are null where no agreement
    and no area of the key's allows them."""

    list_id: int
    key: str
    edition: UUID
    as_of: date
    area: str
    outlet: str | None
    listed: bool | None
    pays: bool | None
    sells: bool | None
    digital: bool | None
    programs: list[PlaceOut]


class ResultsOut(BaseModel):
    """`as_of`: the day that grades and stages are of. `agreed`: an agreement lets you read the grades of all your rows."""

    as_of: date
    agreed: bool
    items: list[ResultOut]
    next: int | None


class NumbersOut(BaseModel):
    """An area's figures: told smaller, in fives, by up to 12, where the key may not see the businesses, and left out where they
    or what is beside them would be small; money of fewer than five is left out for everybody. `mine`: those of your lists.
    `hidden`: how many businesses there are is not told: none, few, or some beside few."""

    area: str
    name: str
    figures: dict[str, int]
    mine: int
    hidden: bool


class AreaNumbersOut(BaseModel):
    """An area and its parts in a month; `counted_on` is the day they are of (for those outside the first count since Monday),
    `oldest` and `newest` those of the sources."""

    month: str
    counted_on: date | None
    oldest: date | None
    newest: date | None
    whole: NumbersOut
    parts: list[NumbersOut]


class ValueOut(BaseModel):
    dataElement: str
    period: str
    orgUnit: str
    value: str


class ValueSetsOut(BaseModel):
    """As DHIS2 takes it at `POST /api/dataValueSets`."""

    dataValues: list[ValueOut]


class UnitsIn(BaseModel):
    """An area's code -> the UID of its organisation unit; `ID` is the country."""

    model_config = ConfigDict(extra="forbid")

    units: Annotated[dict[AreaCode, Uid], Field(max_length=MOST_UNITS, examples=[{"33.72": "ImspTQPwCqd"}])]


class UnitsOut(BaseModel):
    """As `PUT` takes them."""

    units: dict[str, str]


class MissingOut(BaseModel):
    """`units`: areas with numbers that have no organisation unit (`ID` is the country). `elements`: numbers without an element.
    `values`: how many would be exported; `hidden`: some areas lie outside the key's, so small ones are left out; not how
    many, nor whether there are any."""

    units: list[str]
    elements: list[str]
    values: int
    hidden: bool


@router.get("/office/results", auth=OfficeKey("results:read"), response={200: ResultsOut, **ERRORS}, summary="Your own rows")
def list_results(
    request: OfficeKeyRequest,
    list_id: Annotated[int | None, Query(ge=1, le=2**62, description="One of your lists; left out: all")] = None,
    cursor: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 500,
) -> HttpResponse:
    """Which business each row of your own lists is, and what became of it. Never another organisation's row."""
    with within_reach(request.auth):
        page = results(request.auth, list_id=list_id, after=cursor, limit=limit)
    items = [_result(each) for each in page.items]
    return _json(ResultsOut(as_of=page.on, agreed=page.agreed, items=items, next=page.next))


@router.get(
    "/office/numbers", auth=OfficeKey("numbers:read"), response={200: AreaNumbersOut, **ERRORS}, summary="Numbers of an area"
)
def area_numbers(request: OfficeKeyRequest, area: Code = "", month: Month = None) -> HttpResponse:
    """The totals and your own part, for an area and those directly below it."""
    reach, first = request.auth, _month(month)
    with within_reach(reach):
        shown = board(Wish(area, first), reach)
        if shown is None:
            raise not_known("area", area)
        mine = mine_in(reach, [area, *(line.code for line in shown.lines if line.name)])

    def told(code: str, name: str, figures: Mapping[str, int], is_open: bool) -> NumbersOut:
        seen = {each: value for each, value in figures.items() if each != SHOPS_BY_DAY}
        is_hidden = not is_open and "outlets" not in figures
        return NumbersOut(area=code, name=name, figures=seen, mine=mine.get(code, 0), hidden=is_hidden)

    counted = shown.counted
    return _json(
        AreaNumbersOut(
            month=f"{first:%Y-%m}",
            counted_on=shown.days.get(first),
            oldest=counted.oldest if counted else None,
            newest=counted.newest if counted else None,
            whole=told(area, shown.name, shown.figures, shown.is_open),
            parts=[told(line.code, line.name, line.figures, line.is_within) for line in shown.lines if line.name],
        )
    )


@router.get(
    "/office/dhis2/dataValueSets",
    auth=OfficeKey("numbers:read"),
    response={200: ValueSetsOut, **ERRORS},
    summary="A month's numbers for DHIS2",
)
def dhis2_values(request: OfficeKeyRequest, area: Code = "", month: Month = None, level: Level = 2) -> HttpResponse:
    """Post the body as it is to your DHIS2. Only numbers whose area and element have a name there; `/office/dhis2/missing` says
    which have none. Small numbers are left out where the key may not see the businesses."""
    found = _numbers(request, month, area, level)
    return _json(ValueSetsOut(dataValues=[ValueOut(**each) for each in found.values]))


@router.get("/office/dhis2/units", auth=OfficeKey("numbers:read"), response={200: UnitsOut, 401: Problem}, summary="Units' names")
def dhis2_units(request: OfficeKeyRequest) -> HttpResponse:
    """By which UIDs your DHIS2 knows our areas."""
    return _units(request)


@router.put("/office/dhis2/units", auth=OfficeKey("dhis2:write"), response={200: UnitsOut, **ERRORS}, summary="Name the units")
def name_dhis2_units(request: OfficeKeyRequest, body: UnitsIn) -> HttpResponse:
    """These names in place of all there were, as the CSV on the office's page. The same again changes nothing."""
    with within_reach(request.auth):
        name_units(request.auth, {"" if code == COUNTRY_UNIT else code: uid for code, uid in body.units.items()})
    return _units(request)


@router.get(
    "/office/dhis2/missing",
    auth=OfficeKey("numbers:read"),
    response={200: MissingOut, **ERRORS},
    summary="What DHIS2 has no name for",
)
def dhis2_missing(request: OfficeKeyRequest, area: Code = "", month: Month = None, level: Level = 2) -> HttpResponse:
    found = _numbers(request, month, area, level)
    units = [code or COUNTRY_UNIT for code in found.missing_units]
    return _json(MissingOut(units=units, elements=[*found.missing_elements], values=len(found.values), hidden=found.is_outside))


def _numbers(request: OfficeKeyRequest, month: str | None, area: str, level: int) -> Exported:
    if area and not places([area]):
        raise not_known("area", area)
    return numbers_of(request.auth, month=_month(month), area=area, level=level)


def _units(request: OfficeKeyRequest) -> HttpResponse:
    with within_reach(request.auth):
        known = names_of(request.auth, "unit")
    return _json(UnitsOut(units={code or COUNTRY_UNIT: uid for code, uid in known.items()}))


def _result(each: Result) -> ResultOut:
    seen = each.grades
    return ResultOut(
        list_id=each.list_id,
        key=each.key,
        edition=each.edition,
        as_of=each.as_of,
        area=each.area,
        outlet=each.outlet,
        listed=seen.listed if seen else None,
        pays=seen.pays if seen else None,
        sells=seen.sells if seen else None,
        digital=seen.digital if seen else None,
        programs=[PlaceOut(program=at.program, state=at.state, stages=[*at.stages]) for at in each.programs],
    )


def _month(said: str | None) -> date:
    today = day_in(ZONE)
    month = date(int(said[:4]), int(said[5:]), 1) if said else today.replace(day=1)
    if not FIRST_MONTH <= month <= today:
        raise Invalid(field="month", why_id="Bulan itu tidak ada angkanya.", why_en="There are no numbers of that month.")
    return month


def _json(body: BaseModel) -> HttpResponse:
    answer = json_response(body.model_dump(mode="json"))
    answer["Cache-Control"] = "no-store"
    return answer
