"""What accounts do every so often."""

from sekoci.accounts import actions
from sekoci.kit.jobs import every


@every(600)
def forget_passers_by() -> None:
    actions.forget_passers_by()
