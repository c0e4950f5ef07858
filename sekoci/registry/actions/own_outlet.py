"""A shop here as the registry counts it."""

from sekoci.kit.errors import NotFound
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.actions.outlets import OutletsBusy


def outlet_of_shop(business_id: int) -> int:
    """The outlet that this business is, made where no linking has made it yet. Any number of times.

    OutletsBusy while a linking writes, NotFound for a business that is closed.
    """
    with in_business(business_id):
        [(outlet_id,)] = fetch("select registry_own_outlet()")
    if outlet_id is None:
        raise NotFound()
    if outlet_id < 0:
        raise OutletsBusy()
    return int(outlet_id)
