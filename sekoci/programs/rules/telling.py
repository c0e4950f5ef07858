"""What an owner is told of a decision, and when. Pure."""

from datetime import datetime

FROM_HOUR, UNTIL_HOUR = 8, 20
"""Nobody's phone rings at night for a list: what was decided then is told in the morning."""


def may_tell(local: datetime) -> bool:
    """Whether an owner is told at this moment of the shop's own clock."""
    return FROM_HOUR <= local.hour < UNTIL_HOUR


def told_by(state: str, reason: str, *, agreed: bool) -> str:
    """The template that tells it; "" for what nobody is told. Whoever was taken in from a list is asked first."""
    if state == "chosen" and reason.startswith("up:"):
        return "program_moved_up"
    if state == "chosen":
        return "program_chosen" if agreed else "program_listed"
    return {"waiting": "program_waiting", "refused": "program_refused"}.get(state, "")
