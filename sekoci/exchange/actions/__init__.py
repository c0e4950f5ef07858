"""What is agreed with organisations, how their work here ends, and the names by which their DHIS2 knows our areas and numbers."""

from sekoci.exchange.actions.agreements import end_agreement, note_agreement
from sekoci.exchange.actions.closing import StillRuns, close_office, end_connection_as_staff
from sekoci.exchange.actions.dhis2 import NotUnits, name_elements, name_units, read_units

__all__ = [
    "NotUnits",
    "StillRuns",
    "close_office",
    "end_agreement",
    "end_connection_as_staff",
    "name_elements",
    "name_units",
    "note_agreement",
    "read_units",
]
