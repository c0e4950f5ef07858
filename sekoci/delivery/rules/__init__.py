"""What a round costs, how it is driven, how it is proven. No Django, no clock, no database."""

from sekoci.delivery.rules.addresses import Gazetteer
from sekoci.delivery.rules.fees import (
    NAMES,
    AreaPrice,
    OutOfReach,
    SayWhere,
    Step,
    Terms,
    TooLittle,
    Where,
    fee_of,
    km_to,
    place_fee,
    reached,
)
from sekoci.delivery.rules.proof import TRIES, TRIES_WITHIN, SayWhoTook, WrongCode, four_digits, is_code
from sekoci.delivery.rules.tour import Drop, Point, driving_order, km_between, tour, way_km

__all__ = [
    "NAMES",
    "TRIES",
    "TRIES_WITHIN",
    "AreaPrice",
    "Drop",
    "Gazetteer",
    "OutOfReach",
    "Point",
    "SayWhere",
    "SayWhoTook",
    "Step",
    "Terms",
    "TooLittle",
    "Where",
    "WrongCode",
    "driving_order",
    "fee_of",
    "four_digits",
    "is_code",
    "km_between",
    "km_to",
    "place_fee",
    "reached",
    "tour",
    "way_km",
]
