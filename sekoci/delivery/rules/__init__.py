"""What a round costs, how it is driven, how it is proven. No Django, no clock, no database."""

from sekoci.delivery.rules.addresses import Gazetteer
from sekoci.delivery.rules.proof import TRIES, TRIES_WITHIN, SayWhoTook, WrongCode, four_digits, is_code
from sekoci.delivery.rules.tour import Drop, driving_order, km_between, tour, way_km

__all__ = [
    "TRIES",
    "TRIES_WITHIN",
    "Drop",
    "Gazetteer",
    "SayWhoTook",
    "WrongCode",
    "driving_order",
    "four_digits",
    "is_code",
    "km_between",
    "tour",
    "way_km",
]
