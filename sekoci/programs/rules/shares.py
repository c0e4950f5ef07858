"""Parts of a whole in percent. Pure."""


def percent_of(part: int, whole: int) -> int:
    """To the nearest percent; 0 is said of nobody alone and 100 of all alone: 0.4 is 1, and 99.6 is 99."""
    if part <= 0 or whole <= 0:
        return 0
    return 100 if part >= whole else min(99, max(1, (200 * part + whole) // (2 * whole)))
