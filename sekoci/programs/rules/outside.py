"""What those read of a programme's numbers who may not see its businesses: partners, and everybody outside.

Every number is taken less a secret number of 0 to 4, one for each programme, area and stage (`queries/outside.py`), and rounded
down to a multiple of five: whoever crosses a five knows the rest no better than to four. So a small number, what is left beside
it, the difference of two days, of two tables, or of a total and what an officer counts inside their own areas is never known
better than to four businesses. No part is told as more than its whole: the lesser of two told numbers tells no more than both.

What this alone does not hold: somebody who can move one row at will and reads at once. A partner that pushes lists could bring
its own number to just below a multiple of five, add one business, and see whether it is crossed: then that one takes part. So
what partners read of their own lists is counted once a week and kept (`actions/publishing`): a try tells of one business and
costs a week, and is written down as a push. Left: what lists say of stages moves the totals of all once a night, so a business
that takes part and whose stage only that list tells can be tried each night. Noise would not hold either: tries are averaged.
"""

from collections.abc import Callable

from sekoci.registry.rules.suppression import LEAST as STEP
from sekoci.registry.rules.suppression import told

EVERYBODY, ELSEWHERE = "all", "?"
"""Of whom a count is that is of no stage; and of what lies in none of a programme's parts."""
Said = Callable[[int, str, str], int]
"""A count of a programme as a reader reads it: of which of its areas ("": the whole), at which stage (or of EVERYBODY)."""


def exactly(count: int, area: str, stage: str) -> int:
    """As those read it who may see the businesses."""
    return count


__all__ = ["ELSEWHERE", "EVERYBODY", "STEP", "Said", "exactly", "told"]
