"""Names, owners, streets, phones and NIB as lists write them, made comparable: one rule, written in DuckDB's SQL.

`standardised(relation, Fields(…), keep=…)` is a SELECT over any table or parquet file; `standardise(rows)` runs the same SQL over
a few rows of Python's. Out of both come, every one null where nothing is left:

- `name_std`: the name as people read it, lower case, `pak` and `bu` in one spelling, forms of law (UD, CV, PT) left out
- `name_key`: its own words, folded (see `words.FOLDS`), sorted, each once, without warung, toko, pak, bu and without trades
  (of a name that has only those, these)
- `trade_key`: the words for what is sold: `bakso`, `ayam goreng`
- `owner_key`: the owner's words, folded, sorted, without honorifics and degrees
- `street_key`: the street's own words in their order; `house_no` (`12a`, or block and number `c3/12`); `rt_rw` (`9/8`)
- `phone`: E.164 where `kit.phone` would take it for an Indonesian number, else null with `phone_fault`: scientific, not_a_number,
  foreign, short, long, made_up, unassigned. Of several in a cell the first mobile one, else the first
- `phone_key`: the digits at home (`812…`), of unassigned prefixes too: lists hold old numbers, and two of them agree
- `nib`: thirteen digits (a lost 0 in front put back), else null with `nib_fault`: scientific, not_13_digits, made_up

Standardising what is standard changes nothing. A million rows take seconds. No Django here.
"""

from sekoci.registry.standard.rows import FIELDS, Fields, Raw, Standard, standardise, standardised
from sekoci.registry.standard.words import fold

__all__ = ["FIELDS", "Fields", "Raw", "Standard", "fold", "standardise", "standardised"]
