"""A programme's counts as they are told to those who may not see its businesses."""

from sekoci.kit.blurring import shifts
from sekoci.programs.queries.programs import Programme
from sekoci.programs.rules.outside import STEP, Said, told


def outside(program: Programme) -> Said:
    """Less the secret number of the programme, the area and the stage, rounded down to fives; the same wherever it stands."""
    whole = program.areas[0].code if len(program.areas) == 1 else ""

    def said(count: int, area: str, stage: str) -> int:
        about = f"program {program.slug} {'' if area == whole else area} {stage}"
        return told(count, *shifts(about, 1, below=STEP))

    return said
