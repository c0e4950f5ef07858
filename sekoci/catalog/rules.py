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


def value_without(rest: int, *, value: int, came_for: int, said_cost: int) -> int:
    """What the `rest` of a stock worth `value` is worth once a purchase that came for `came_for` is taken out of it.

    An empty shelf is worth nothing. Where less is there than the purchase cost, the rest costs what was said before.
    """
    if not rest:
        return 0
    return value - came_for if value >= came_for else rest * said_cost
