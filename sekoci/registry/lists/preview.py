"""What people are shown of a file before it is stored: counts, places and how sure they are, samples, what is put aside."""

from typing import Any

import duckdb

from sekoci.registry.lists.cells import is_kbli_padded
from sekoci.registry.lists.comparing import counted
from sekoci.registry.standard.numbers import SEVERAL, nib_digits

SHOWN, WRONG_SHOWN, PLACES_SHOWN = 8, 8, 8
UNSURE = 0.5
"""A place scored below this is shown as doubtful."""
COUNTS = f"""
    select (select count(*) from told) as total, count(*) as good, (select count(*) from bad) as bad,
        count(*) filter (phone <> '') as phones, count(*) filter (nib <> '') as nibs,
        count(*) filter (area_code = '') as nowhere, count(*) filter (area_score < {UNSURE}) as unsure
    from good
"""  # noqa: S608  ours
LEVELS = """
    select case when area_code = '' then 0 else len(area_code) - len(replace(area_code, '.', '')) + 1 end, count(*)
    from good group by 1
"""
FAULTS = f"""
    select 'phone_' || phone_fault, count(*) from good where phone = '' and phone_fault is not null group by 1
    union all select 'phone_several', count(*) from good join told using (number)
    where good.phone <> '' and regexp_matches(lower(told.phone), '{SEVERAL}') having count(*) > 0
    union all select 'nib_' || nib_fault, count(*) from good where nib_fault is not null group by 1
    union all select 'nib_zero_lost', count(*) from good join told using (number)
    where good.nib <> '' and len({nib_digits("told.nib")}) = 12 having count(*) > 0
    union all select 'kbli_' || kbli_fault, count(*) from good where kbli_fault is not null group by 1
    union all select 'kbli_zero_lost', count(*) from good join told using (number)
    where {is_kbli_padded("told.kbli", "good.kbli")} having count(*) > 0
"""  # noqa: S608  ours
REASONS = "select reason, count(*) from (select unnest(reasons) as reason from bad) group by 1"
REGENCIES = f"""
    select left(area_code, 5), count(*), round(avg(area_score), 2) from good where area_code <> ''
    group by 1 order by 2 desc, 1 limit {PLACES_SHOWN}
"""  # noqa: S608  ours
DOUBTFUL = f"""
    select concat_ws(', ', village, district, regency, province, place) as said, area_code, round(area_score, 2), count(*)
    from told join good using (number) where area_score < {UNSURE} and said <> ''
    group by 1, 2, 3 order by 4 desc, 1 limit {PLACES_SHOWN}
"""  # noqa: S608  ours
SAMPLES = f"""
    select name, owner, phone, area_code, round(area_score, 2), kind, number from good order by number limit {SHOWN}
"""  # noqa: S608  ours
WRONG = f"""
    select number, left(coalesce(name, ''), 60), reasons from bad join told using (number) order by number limit {WRONG_SHOWN}
"""  # noqa: S608  ours


def preview_of(database: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Out of the tables that `judge` made, and `stands`, what the list has."""
    found = database.execute(COUNTS)
    counts = dict(zip([column[0] for column in found.description or ()], found.fetchone() or (), strict=True))
    pairs = {"levels": LEVELS, "faults": FAULTS, "reasons": REASONS}
    lists = {"regencies": REGENCIES, "unsure": DOUBTFUL, "samples": SAMPLES, "wrong": WRONG}
    return {
        "counts": counts | counted(database),
        **{name: {str(key): count for key, count in database.execute(sql).fetchall()} for name, sql in pairs.items()},
        **{name: [list(row) for row in database.execute(sql).fetchall()] for name, sql in lists.items()},
    }
