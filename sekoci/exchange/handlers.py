"""Organisations are told of stages that were reached or lost in the programmes that they carry."""

from sekoci.exchange.queries.results import outlet_name
from sekoci.kit.events import on
from sekoci.programs.events import StagesChanged
from sekoci.programs.queries.changes import StageChange, stage_changes
from sekoci.webhooks.actions import News, OfOrganisation, tell
from sekoci.webhooks.queries import anybody_listens

KIND = "program.stage"


@on(StagesChanged, consumer="exchange")
def tell_of_stages(event: StagesChanged) -> None:
    if anybody_listens([KIND]):
        changes = stage_changes(event.event_ids)
        tell(KIND, [News(OfOrganisation(each.organisation_id), str(each.id), data_of(each)) for each in changes])


def data_of(each: StageChange) -> dict[str, object]:
    """What is told of one change: no name, no phone."""
    return {
        "program": each.program,
        "enrolment": each.enrolment,
        "outlet": outlet_name(each.organisation_id, each.outlet),
        "area": each.area,
        "stage": each.stage,
        "reached": each.is_reached,
        "source": each.source,
        "since": each.since.isoformat(),
        "stages": each.stages,
        "rows": each.rows,
    }
