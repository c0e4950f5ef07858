"""What the registry keeps."""

from sekoci.registry.models.bases import LegalBasis, RowIdentity
from sekoci.registry.models.counts import AreaDoubt, OutletCount, OutletDifference, OutletWeek
from sekoci.registry.models.lists import ListEdition, ListRow, PartnerList, QuarantinedRow
from sekoci.registry.models.maps import AreaShape
from sekoci.registry.models.organisations import Officer, Organisation, OrganisationKey
from sekoci.registry.models.outlets import DoubtfulPair, LinkRun, Outlet, OutletMove, PairDecision
from sekoci.registry.models.shops import (
    ApiKey,
    Area,
    Business,
    DirectoryEntry,
    Identity,
    Invitation,
    KbliCode,
    KbliEdition,
    Membership,
    ScaleThreshold,
    WorkerCount,
)

__all__ = [
    "ApiKey",
    "Area",
    "AreaDoubt",
    "AreaShape",
    "Business",
    "DirectoryEntry",
    "DoubtfulPair",
    "Identity",
    "Invitation",
    "KbliCode",
    "KbliEdition",
    "LegalBasis",
    "LinkRun",
    "ListEdition",
    "ListRow",
    "Membership",
    "Officer",
    "Organisation",
    "OrganisationKey",
    "Outlet",
    "OutletCount",
    "OutletDifference",
    "OutletMove",
    "OutletWeek",
    "PairDecision",
    "PartnerList",
    "QuarantinedRow",
    "RowIdentity",
    "ScaleThreshold",
    "WorkerCount",
]
