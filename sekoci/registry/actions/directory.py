"""Keys that arrive from outside without a business, and whose they are."""

from collections.abc import Iterable, Mapping

from sekoci.kit.errors import Refusal
from sekoci.kit.sql import Rows, fetch

DIRECTORY = Rows("registry_directoryentry", {"kind": "text", "key": "text", "business_id": "bigint"})


class DirectoryKeyTaken(Refusal):
    code, status = "key_taken", 409
    id = "Kode ini sudah dipakai usaha lain."
    en = "This code already belongs to another business."


def enter_directory(kind: str, keys: Iterable[str], business_id: int) -> None:
    """Write down that these keys are this business's; again changes nothing; another's key raises DirectoryKeyTaken."""
    enter_directory_keys(kind, dict.fromkeys(keys, business_id))


def enter_directory_keys(kind: str, owners: Mapping[str, int]) -> None:
    """The same for keys of many businesses (key -> business id), in one statement. A key never changes its owner."""
    rows = [(kind, key, owners[key]) for key in sorted(owners)]
    new = DIRECTORY.insert(rows, then="on conflict (kind, key) do nothing returning key")
    if len(new) == len(rows):
        return
    known = fetch(
        "select key, business_id from registry_directoryentry where kind = %s and key = any(%s)", (kind, sorted(owners))
    )
    if any(owners[key] != business_id for key, business_id in known):
        raise DirectoryKeyTaken()
