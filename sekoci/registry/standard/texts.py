"""Names and streets, as expressions of DuckDB."""

from sekoci.registry.standard.words import (
    ADMIN,
    FOLDS,
    GENERIC,
    HONORIFICS,
    LEGAL,
    RUNS,
    STREET_WORDS,
    SYNONYMS,
    TITLES,
    TRADES,
    fold,
    folded,
)

_RESPELLED = "oe|j|ch|kh|dh|th|x"
RT_RW = r"\b(?:rt|tr)\W*(?:rw\W*)?0*([0-9]{1,3})(?:\W*rw\W*|\W*/\W*|\W+)0*([0-9]{1,3})\b"
HOUSE_NO = r"\b(?:no|nomor|nmr|nr|on)\W*0*([0-9]{1,4}) ?([a-z])?\b"
"""Both `re` and DuckDB (RE2) read these alike."""
_DOUBLED = "|".join(2 * letter for letter in "abcdefghijklmnopqrstuvwxyz ")


def plain(text: str) -> str:
    """Lower case, no accents, a-z and digits with single spaces; `U.D.` is `ud`, `Mas'ud` is `masud`."""
    letters = f"regexp_replace(lower(strip_accents({text})), '[''`\u2019]', '', 'g')"
    initials = rf"regexp_replace({letters}, '\b([a-z])\.([a-z])\.', '\1\2 ', 'g')"
    return f"trim(regexp_replace({initials}, '[^a-z0-9]+', ' ', 'g'))"


def folding(text: str, into: str) -> list[str]:
    """What `words.fold` does to a column of plain text, in two stages; most words need none of it, so they are asked first."""
    respelled = text
    for pattern, by in FOLDS:
        respelled = f"regexp_replace({respelled}, '{pattern}', '{by}', 'g')"
    once = f"array_to_string(list_transform(regexp_extract_all({into}_0, '{RUNS}'), lambda run: run[1]), '')"
    return [
        f"case when regexp_matches({text}, '{_RESPELLED}') then {respelled} else {text} end as {into}_0",
        f"case when regexp_matches({into}_0, '{_DOUBLED}') then {once} else {into}_0 end as {into}",
    ]


def spelled(plain_text: str) -> str:
    """A name as people read it: `bapak`, `bpk` are `pak`, forms of law are left out."""
    for pattern, by in (("bapak|bpk|pk|bpa", "pak"), ("ibu|ibuk|buk", "bu"), ("|".join(sorted(LEGAL)), "")):
        plain_text = rf"regexp_replace({plain_text}, '\b({pattern})\b', '{by}', 'g')"
    return rf"nullif(trim(regexp_replace({plain_text}, ' +', ' ', 'g')), '')"


def without(tokens: str, words: frozenset[str]) -> str:
    return f"list_filter({tokens}, lambda t: t not in {_listed(folded(words))})"


def only(tokens: str, words: frozenset[str]) -> str:
    return f"list_filter({tokens}, lambda t: t in {_listed(folded(words))})"


def key(tokens: str) -> str:
    """Tokens in order of the alphabet, each once."""
    return f"nullif(array_to_string(list_sort(list_distinct({tokens})), ' '), '')"


def name_stages(name: str) -> list[str]:
    """Columns in stages, each of which may use those before: name_std; name_key and trade_key."""
    words = "string_split(name_folded, ' ')"
    cases = " ".join(f"when '{fold(said)}' then '{fold(meant)}'" for said, meant in SYNONYMS.items())
    own = without("name_words", GENERIC | LEGAL | TITLES | TRADES)
    sold = only("name_words", TRADES)
    return [
        f"{plain(name)} as name_plain",
        f"{spelled('name_plain')} as name_std",
        *folding("name_plain", "name_folded"),
        f"list_transform(list_filter({words}, lambda t: t != ''), lambda t: case t {cases} else t end) as name_words",
        f"{own} as name_own, {sold} as name_sold",
        "case when len(name_own) > 0 then name_own when len(name_sold) > 0 then name_sold else name_words end as name_left",
        f"{key('name_left')} as name_key, {key('name_sold')} as trade_key",
    ]


def owner_stages(owner: str) -> list[str]:
    undegreed = f"coalesce(nullif(regexp_replace({owner}, ',.*$', ''), ''), {owner})"
    return [
        f"{plain(undegreed)} as owner_plain",
        *folding("owner_plain", "owner_folded"),
        "list_filter(string_split(owner_folded, ' '), lambda t: t != '') as owner_words",
        f"{without('owner_words', HONORIFICS)} as owner_own",
        f"{key('case when len(owner_own) > 0 then owner_own else owner_words end')} as owner_key",
    ]


def street_stages(address: str) -> list[str]:
    """rt_rw, house_no, street_key: what is numbered is taken out first, then the areas, then the words for `street`. Areas
    are what follows a word for them, and, as most people write, what follows the house number behind a comma."""
    rt = r"\b(?:rt|rw)\W*[0-9]{1,3}\b"
    block = r"\b(?:blok|blk)\W*([a-z]{0,2})\W?0*([0-9]{0,3})\b"
    areas = r"^(.*[0-9][a-z]?\s*),([^0-9]*)(?:[0-9]{5}[^0-9]*)?$"
    road = r"\b(?:jl|jln|jalan|gg|gang|komplek|perum)\b"
    tail = r"[a-z]{2}[a-z0-9]* 0*([0-9]{1,4}[a-z]?)(?: [0-9]+[a-z]?)*$"
    return [
        f"lower(strip_accents({address})) as a0",
        f"nullif(regexp_extract(a0, '{RT_RW}', 1) || '/' || regexp_extract(a0, '{RT_RW}', 2), '/') as rt_rw,"
        f" regexp_replace(regexp_replace(a0, '{RT_RW}', ' ', 'g'), '{rt}', ' ', 'g') as a1",
        f"regexp_extract(a1, '{block}', 1) || regexp_extract(a1, '{block}', 2) as block_no,"
        f" regexp_extract(a1, '{HOUSE_NO}', 1) || regexp_extract(a1, '{HOUSE_NO}', 2) as said_no,"
        f" case when regexp_matches(regexp_extract(a1, '{areas}', 2), '{road}') then a1"
        rf" else regexp_replace(a1, '{areas}', '\1') end as a1_0",
        f"{plain(_taken_out('a1_0', block, HOUSE_NO))} as a2",
        r"trim(regexp_replace(a2, '\b[0-9]{5}\b', ' ', 'g')) as a2_0",
        rf"coalesce(nullif(trim(regexp_replace(a2_0, '\b(?:{ADMIN})\b.*', '')), ''), a2_0) as a3",
        r"regexp_replace(a3, '\b(?:gg|gang|lorong|lr) 0*([0-9]+)\b', 'g\1', 'g') as a4",
        f"coalesce(nullif(said_no, ''), nullif(regexp_extract(a4, '{tail}', 1), '')) as any_no",
        "nullif(concat_ws('/', nullif(block_no, ''), any_no), '') as house_no",
        *folding("a4", "street_folded"),
        "list_filter(string_split(street_folded, ' '), lambda t: t != '') as street_words",
        f"{without('street_words', STREET_WORDS | frozenset(ADMIN.split('|')))} as street_own",
        "array_to_string(case when len(street_own) > 0 then street_own else street_words end, ' ') as street_told",
        r"nullif(trim(regexp_replace(street_told, '(?:\b[0-9]+[a-z]?(?: |$))+$', '')), '') as street_key",
    ]


def _taken_out(text: str, *patterns: str) -> str:
    for pattern in patterns:
        text = f"regexp_replace({text}, '{pattern}', ' ', 'g')"
    return text


def _listed(words: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"
