"""What those read of a programme's numbers who may not see its businesses: partners, and everybody outside.

Every number is rounded down to a multiple of five. So a small number, what is left beside it, the difference of two days, of two
tables, or of a total and what an officer counts inside their own areas is never known better than to four businesses.
"""

STEP = 5


def told(count: int) -> int:
    """The number as it is told; 0 says "fewer than five", be it none or four."""
    return count - count % STEP
