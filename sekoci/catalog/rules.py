"""Calculations about stock: no database, no clock."""


def cost_of(quantity: int, *, on_hand: int, value: int) -> int:
    """What `quantity` of `on_hand` pieces cost, of `value` rupiah in all: the moving average, rounded half to even.

    The last pieces take what is left, so that an empty shelf is worth nothing and nothing drifts. 0 where nothing is on hand.
    """
    if quantity >= on_hand:
        return value
    whole, rest = divmod(value * quantity, on_hand)
    twice = rest * 2
    return whole + (1 if twice > on_hand or (twice == on_hand and whole % 2) else 0)


def unit_cost(*, on_hand: int, value: int) -> int:
    """The cost of one piece now, rupiah, rounded half to even."""
    return cost_of(1, on_hand=on_hand, value=value) if on_hand else 0
