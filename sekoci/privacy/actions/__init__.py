"""The verbs of privacy."""

from sekoci.privacy.actions.copying import as_json, as_pdf
from sekoci.privacy.actions.erasing import Erased, ErasedAgain, StillNeeded, erase_again, erase_person, erase_rows
from sekoci.privacy.actions.keeping import follow_rules

__all__ = [
    "Erased",
    "ErasedAgain",
    "StillNeeded",
    "as_json",
    "as_pdf",
    "erase_again",
    "erase_person",
    "erase_rows",
    "follow_rules",
]
