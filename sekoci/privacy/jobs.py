"""What privacy does every so often."""

from sekoci.kit.jobs import every
from sekoci.privacy import actions


@every(1800)
def follow_rules() -> None:
    actions.follow_rules()
