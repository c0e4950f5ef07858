"""What of an area somebody can set a target for: counts that add up over areas."""

from collections.abc import Mapping
from typing import Literal

AIMS: Mapping[str, Literal["stock", "flow"]] = {
    "digital": "stock",
    "listed": "stock",
    "pays": "stock",
    "sells": "stock",
    "firsts": "flow",
}
"""Figure -> whether it says how many there are, or how many came since a day."""
LOWEST_LEVEL = 3
"""Of villages no numbers are stored."""
