"""An organisation's work here ends: its people, keys and connections at once. What it brought stays counted."""

from uuid import UUID

from django.db import transaction

from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.staff import note_act, reason_in
from sekoci.programs.queries import programs_of
from sekoci.registry.actions import close_organisation
from sekoci.registry.queries import KnownOrganisation, organisation_by_slug
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.rules import Reach
from sekoci.webhooks.actions import switch_off_for_organisation


class StillRuns(Refusal):
    code, status = "organisation_still_runs", 409
    id = "Kantor ini masih menjalankan {programs}. Minta petugasnya menutup program itu dulu."
    en = "This organisation still runs {programs}. Ask its officers to close that first."


@transaction.atomic
def close_office(slug: str, *, named: str, by: int, reason: str) -> None:
    """Close an organisation, with a reason. StillRuns while it owns a programme that is open, NotItsName, NotFound."""
    why, known = reason_in(reason), organisation_by_slug(slug)
    if known is None:
        raise NotFound()
    if running := programs_run_by(known):
        raise StillRuns(programs=", ".join(running))
    close_organisation(slug, named=named)
    switch_off_for_organisation(known.id)
    note_act(by, "office.close", about=known.name, reason=why)


@transaction.atomic
def end_connection_as_staff(slug: str, target_id: UUID, *, by: int, reason: str) -> None:
    """Nothing is told to this system any more; officers may switch it on again. NotFound where it is not told."""
    why, known = reason_in(reason), organisation_by_slug(slug)
    if known is None or not (names := switch_off_for_organisation(known.id, target_id)):
        raise NotFound()
    note_act(by, "office.connection", about=f"{known.name}: {names[0]}", reason=why)


def programs_run_by(known: KnownOrganisation) -> list[str]:
    """The names of the open programmes that it owns."""
    reach = Reach(0, known.id, known.slug, known.name, "partner", ())
    with within_reach(reach):
        return [each.name for each in programs_of(reach) if each.is_owner and each.state == "open"]
