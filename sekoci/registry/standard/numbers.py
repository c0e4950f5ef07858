"""Phones and NIB, as expressions of DuckDB; which mobile numbers are valid comes from where `kit.phone` takes it."""

from typing import Any

import phonenumbers

_HOME: Any = phonenumbers.PhoneMetadata.metadata_for_region("ID")
_GIVEN = r"^[a-z .:]*"
_SCIENTIFIC = r"^[+-]?[0-9]+([.,][0-9]+)?e[+]?[0-9]+$"
_HOME_CODE = "^(00)?(62)?0*"
_BETWEEN = r"[/;|,&]| dan | atau "
_NEXT = r"([0-9]{9,})\s+((?:\+?62|0)8[0-9]{7,})"
SEVERAL = rf"[0-9]([-. ()]*[0-9]){{6,}}[^0-9]*({_BETWEEN})[^0-9]*[0-9]|{_NEXT}"
"""A cell, in small letters, with more than one number in it."""
_MADE_UP = r"^8?(0{7,}|1{7,}|2{7,}|3{7,}|4{7,}|5{7,}|6{7,}|7{7,}|8{7,}|9{7,}|1234567[0-9]*)$|^8[0-9]{2,}0{6}$"


def phone_stages(phone: str) -> list[str]:
    """phone (E.164 or null), phone_key (the digits at home, of numbers not assigned (any more) too), phone_fault."""
    mobile, fixed, home = (_whole(each) for each in (_HOME.mobile, _HOME.fixed_line, _HOME.general_desc))
    said = rf"regexp_replace(lower(trim({phone})), '{_NEXT}', '\1/\2', 'g')"
    pieces = f"string_split_regex({said}, '{_BETWEEN}')"
    at_home = f"regexp_replace(regexp_replace(piece, '[^0-9]', '', 'g'), '{_HOME_CODE}', '')"
    valid = f"regexp_matches({at_home}, '{mobile}') and not regexp_matches({at_home}, '{_MADE_UP}')"
    first = (
        f"case when regexp_matches(lower({phone}), '{_BETWEEN}|{_NEXT}')"
        f" then coalesce(list_filter({pieces}, lambda piece: {valid})[1], {pieces}[1])"
        f" else lower(trim({phone})) end"
    )
    return [
        f"lower(trim({phone})) as p_said, regexp_matches(lower(trim({phone})), '{_SCIENTIFIC}') as p_scientific,"
        rf" regexp_replace(regexp_replace({first}, '{_GIVEN}', ''), '\.0+$', '') as p0",
        "p0[1] = '+' as p_plus, regexp_replace(p0, '[^0-9]', '', 'g') as p_digits,"
        r" regexp_matches(p0, '^[0-9+().\-\s]+$') as p_clean",
        "case when p_plus and p_digits[1:2] != '62' or p_digits[1:2] = '00' and p_digits[1:4] != '0062' then null"
        f" else regexp_replace(p_digits, '{_HOME_CODE}', '') end as p_home",
        f"{_faults()} as phone_fault_0",
        f"case when phone_fault_0 is null and (regexp_matches(p_home, '{mobile}') or regexp_matches(p_home, '{fixed}'))"
        f" and regexp_matches(p_home, '{home}') then '+62' || p_home end as phone,"
        f" case when p_said is not null and phone_fault_0 is null and not regexp_matches(p_home, '{_MADE_UP}') then p_home end"
        " as phone_key",
        "case when p_said is null or p_said = '' then null when phone_fault_0 is not null then phone_fault_0"
        " when phone_key is null then 'made_up'"
        " when phone is null then 'unassigned' end as phone_fault",
    ]


def nib_digits(nib: str) -> str:
    """The digits of a NIB as a list wrote it."""
    return rf"regexp_replace(regexp_replace(trim({nib}), '\.0+$', ''), '[^0-9]', '', 'g')"


def nib_stages(nib: str) -> list[str]:
    """nib (thirteen digits or null) and nib_fault. A NIB may begin with 0, which a spreadsheet takes away: it is put back."""
    return [
        f"lower(trim({nib})) as n_said, {nib_digits(nib)} as n_written",
        "case when len(n_written) = 12 then '0' || n_written else n_written end as n_digits",
        "case when len(n_digits) = 13 and not regexp_matches(n_digits, '^0?(0+|1+|9+|1234567890123|123456789012)$')"
        f" and not regexp_matches(n_said, '{_SCIENTIFIC}') then n_digits end as nib",
        f"case when n_said is null or n_said = '' or nib is not null then null when regexp_matches(n_said, '{_SCIENTIFIC}')"
        " then 'scientific' when len(n_digits) = 13 then 'made_up' else 'not_13_digits' end as nib_fault",
    ]


def _faults() -> str:
    return (
        "case when p_said is null then null when p_scientific then 'scientific' when p_clean is not true then 'not_a_number'"
        " when p_home is null then 'foreign' when len(p_home) < 7 then 'short' when len(p_home) > 13 then 'long'"
        " end"
    )


def _whole(description: Any) -> str:
    return f"^(?:{description.national_number_pattern})$"
