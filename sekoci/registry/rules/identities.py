"""Identity numbers as people write them: what they look like when they are right. Nobody publishes a check digit."""

import re
from typing import Literal

from sekoci.kit.errors import Invalid

Kind = Literal["nik", "npwp"]


def identity(kind: Kind, text: str) -> str:
    """The bare digits of a NIK (16) or an NPWP (16, or 15 of the old form); Invalid where it cannot be one."""
    digits = re.sub(r"[\s.\-/]", "", text)
    if kind == "nik" and not (re.fullmatch(r"[0-9]{16}", digits) and _is_person(digits)):
        raise Invalid(
            field="nik",
            why_id="NIK belum benar. Tulis 16 angka seperti di KTP.",
            why_en="That is no NIK. Write the 16 digits on the identity card.",
        )
    if kind == "npwp" and not re.fullmatch(r"[0-9]{15,16}", digits):
        raise Invalid(
            field="npwp",
            why_id="NPWP belum benar. Tulis 16 angka, atau 15 angka yang lama.",
            why_en="That is no NPWP. Write its 16 digits, or the former 15.",
        )
    return digits


def _is_person(digits: str) -> bool:
    """A province from 11 to 97, a birthday (women: day and 40), a serial that is not 0000. The area may be one of long ago."""
    province, day, month = int(digits[:2]), int(digits[6:8]) % 40, int(digits[8:10])
    is_day = 1 <= day <= 31 and int(digits[6:8]) <= 71
    return 11 <= province <= 97 and is_day and 1 <= month <= 12 and digits[12:] != "0000"
