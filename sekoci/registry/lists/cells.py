"""What a cell means, as expressions of DuckDB: dates in four styles, sums, yes and no, the owner's sex, a place on the map."""

from collections.abc import Iterable

MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "agt": 8, "ags": 8,
    "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nop": 11, "nov": 11, "des": 12, "dec": 12,
}  # fmt: skip
NOTHING = (
    "-",
    "--",
    "\N{EN DASH}",
    "\N{EM DASH}",
    ".",
    "n/a",
    "na",
    "null",
    "none",
    "#n/a",
    "nan",
    "tidak ada",
    "kosong",
    "x",
    "?",
)
LONGEST_NOTHING = max(map(len, NOTHING))
TOTALS = "total|jumlah|sub ?total|grand total|jumlah total|total keseluruhan|jumlah keseluruhan|total usaha|rekapitulasi"
FIRST_YEAR, LAST_YEAR = 1900, 2100


def line(cell: str) -> str:
    """One line without spaces about it, nor the apostrophe that makes a text of a formula or a number. Most cells need none of
    it."""
    odd = r"[^!-~ ]|  |^[ '']| $"
    spaces = rf"regexp_replace({cell}, '[\s\x{{a0}}\x{{200b}}\x{{feff}}]+', ' ', 'g')"
    plain = rf"trim(regexp_replace({spaces}, '^''(\s*[=+@0-9-])', '\1'))"
    return f"case when regexp_matches({cell}, '{odd}') then {plain} else {cell} end"


def said(line: str) -> str:
    """A line, or null where it says nothing."""
    nothing = ", ".join(f"'{word}'" for word in NOTHING)
    return f"case when length({line}) > {LONGEST_NOTHING} or lower({line}) not in ('', {nothing}) then {line} end"


def day(cell: str) -> str:
    """A date: 2026-11-22, 22/11/2026, 22-11-26, 22 November 2026, or the number that a spreadsheet keeps for it."""
    text = f"lower({cell})"
    for name, month in MONTHS.items():
        text = rf"regexp_replace({text}, '([0-9])[ ./-]*{name}[a-z]*[ ./-]*([0-9])', '\1/{month}/\2')"
    plain = rf"regexp_replace(regexp_replace({text}, '[ t][0-9]{{1,2}}[:.].*$', ''), '[.-]', '/', 'g')"
    styles = "['%d/%m/%y', '%Y/%m/%d', '%d/%m/%Y', '%m/%d/%Y', '%Y%m%d']"
    serial = f"try_cast({cell} as double)"
    return f"""coalesce(
        case when regexp_matches({cell}, '^[0-9]{{5}}([.][0-9]+)?$') and {serial} between 15000 and 75000
            then date '1899-12-30' + cast(floor({serial}) as integer) end,
        case when not regexp_matches({cell}, '^[0-9]{{1,7}}([.][0-9]+)?$') then try_cast(try_strptime({plain}, {styles}) as date)
        end)"""


def in_our_time(day: str) -> str:
    """A column of dates without those that are slips."""
    return f"case when year({day}) between {FIRST_YEAR} and {LAST_YEAR} then {day} end"


def year(cell: str) -> str:
    """A date, or a year alone as its first day."""
    alone = f"case when regexp_matches({cell}, '^(19|20)[0-9]{{2}}$') then make_date(cast({cell} as integer), 1, 1) end"
    return f"coalesce({alone}, {day(cell)})"


def whole(cell: str) -> str:
    """A whole number as people write it: 1.250.000, Rp 1,250,000.00, 15rb, 2,5 jt, 12 orang. Null where it is none."""
    beside = "^(rp|idr)[. ]*|[ ]*(orang|org|order|transaksi|pesanan|trx|,-|/bulan|per bulan)$"
    text = f"regexp_replace(lower({cell}), '{beside}', '', 'g')"
    plain = rf"regexp_replace({text}, '[ ]', '', 'g')"
    thousands = rf"regexp_matches({plain}, '^[0-9]{{1,3}}([.,][0-9]{{3}})+([.,][0-9]{{1,2}})?$')"
    bare = rf"regexp_replace(regexp_replace({plain}, '[.,][0-9]{{1,2}}$', ''), '[.,]', '', 'g')"
    short = rf"regexp_extract({plain}, '^([0-9]+([.,][0-9]+)?)(rb|ribu|k|jt|juta|m|miliar)$', ['n', 'f', 'unit'])"
    factor = f"case when {short}.unit in ('rb', 'ribu', 'k') then 1e3 when {short}.unit in ('jt', 'juta') then 1e6 else 1e9 end"
    return f"""case when {thousands} then try_cast({bare} as bigint)
        when regexp_matches({plain}, '^[0-9]+([.,]0+)?$') then try_cast(regexp_replace({plain}, '[.,]0+$', '') as bigint)
        when {short}.unit <> '' then cast(round(try_cast(replace({short}.n, ',', '.') as double) * {factor}) as bigint) end"""


def yes(cell: str) -> str:
    """Yes, no, or null; a link is a yes."""
    return f"""case when regexp_matches(lower({cell}), '^(ya|y|yes|ada|punya|sudah|aktif|active|true|t|1|v|ok|terima|menerima)$')
        or regexp_matches(lower({cell}), '^(https?://|www[.]|[a-z0-9-]+[.](com|id|co))') then true
        when regexp_matches(lower({cell}), '^(tidak|tdk|tidak ada|no|n|belum|tidak aktif|nonaktif|inactive|false|f|0)$')
            then false end"""


def sex(cell: str) -> str:
    """`f`, `m`, or empty."""
    return f"""case when regexp_matches(lower({cell}), '^(p|pr|perempuan|wanita|cewek|female|f|w|woman|prp)[.]?$') then 'f'
        when regexp_matches(lower({cell}), '^(l|lk|laki|laki[ -]*laki|pria|male|m|man|lakilaki)[.]?$') then 'm' else '' end"""


def degrees(cell: str) -> str:
    """A number of degrees, with a point or a comma."""
    return f"try_cast(replace(replace({cell}, ',', '.'), '\u00b0', '') as double)"


def is_total(cell: str) -> str:
    return rf"regexp_matches(lower({cell}), '^({TOTALS})\b[ :.]*[0-9.,]*$')"


def kbli(cell: str, zero_lost: Iterable[str]) -> str:
    """A KBLI code of five digits: 47111, "47111 - Toko"; empty for another, null for no cell. `zero_lost`:
    four digits that are a code without its 0."""
    five = rf"regexp_extract(replace({_no_point(cell)}, '.', ''), '\b[0-9]{{5}}\b')"
    listed = ", ".join(f"'{each}'" for each in zero_lost) or "''"
    return f"case when {_no_point(cell)} in ({listed}) then '0' || {_no_point(cell)} else {five} end"


def is_kbli_padded(cell: str, found: str) -> str:
    """Whether the code that was found in a cell had lost its 0."""
    return f"{found} <> '' and len({_no_point(cell)}) = 4"


def _no_point(cell: str) -> str:
    """A code that a spreadsheet took for a number: `1111.0`."""
    return rf"regexp_replace({cell}, '^([0-9]{{4,5}})[.,]0+$', '\1')"
