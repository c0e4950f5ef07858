"""What a delivery costs from now on."""

import json
from dataclasses import replace

from sekoci.delivery.rules import NAMES, Terms
from sekoci.kit import clock
from sekoci.kit.errors import Invalid
from sekoci.kit.ids import new_id
from sekoci.kit.money import MOST
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.actions import change_business, check_fee
from sekoci.registry.queries import places, shop_of

MOST_KM = 500


def set_terms(business_id: int, terms: Terms, *, by: str) -> None:
    """Price deliveries so from now on; what was placed keeps its fee.

    Areas get the names they have; unknown ones are refused, and so are steps for a shop whose place is not on any map.
    """
    with in_business(business_id):
        terms = _checked(business_id, terms)
        change_business(business_id, delivery_fee=terms.least, delivery_way="" if terms.is_plain else terms.way)
        at = clock.now()
        fetch("update delivery_terms set until = %s where until is null", (at,))
        if not terms.is_plain:
            fetch(
                "insert into delivery_terms (id, business_id, way, prices, free_from, minimum, by, since)"
                " values (%s, %s, %s, %s, %s, %s, %s, %s)",
                (new_id(), business_id, terms.way, _written(terms), terms.free_from, terms.minimum, by, at),
            )


def _checked(business_id: int, terms: Terms) -> Terms:
    for fee in (terms.price, *terms.fees):
        check_fee(fee)
    if not (0 <= terms.minimum <= MOST and 0 <= (terms.free_from or 0) <= MOST):
        raise Invalid(field="price", why_id="Tulis jumlah 0 atau lebih.", why_en="Write an amount of 0 or more.")
    if terms.way == "area":
        return _with_names(terms)
    if terms.way == "distance":
        shop = shop_of(business_id)
        if shop is None or shop.latitude is None:
            raise Invalid(
                field="km",
                why_id="Pilih dulu desa toko di Pengaturan, Tempat.",
                why_en="Choose the village of the shop first, under Settings, Place.",
            )
        steps = sorted({step.km: step for step in terms.steps}.values(), key=lambda step: step.km)
        if not 1 <= len(steps) <= NAMES or not all(1 <= step.km <= MOST_KM for step in steps):
            raise Invalid(field="km", why_id="Isi jarak 1 sampai 500 km.", why_en="Fill in 1 to 500 km.")
        return replace(terms, steps=tuple(steps))
    return terms


def _with_names(terms: Terms) -> Terms:
    known = places([area.code for area in terms.areas])
    areas = {area.code: replace(area, name=known[area.code].name) for area in terms.areas if area.code in known}
    if not 1 <= len(areas) <= NAMES or len(known) < len({area.code for area in terms.areas}):
        raise Invalid(field="place", why_id="Pilih paling sedikit satu wilayah.", why_en="Choose at least one area.")
    return replace(terms, areas=tuple(sorted(areas.values(), key=lambda area: area.code)))


def _written(terms: Terms) -> str:
    if terms.way == "area":
        return json.dumps([[area.code, area.name, area.fee] for area in terms.areas])
    if terms.way == "distance":
        return json.dumps([[step.km, "", step.fee] for step in terms.steps])
    return json.dumps([["", "", terms.price]])
