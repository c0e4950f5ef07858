"""Whether the books are whole, recomputed from the rows, for `sekoci verify`."""

from dataclasses import dataclass

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class Checked:
    """One promise: how many rows were looked at, and the ones that break it, each in words."""

    what: str
    counted: int
    wrong: list[str]


MOST_NAMED = 50
"""Rows named of one kind of damage: enough to start looking."""
LINES = """
select l.id::text || ': ' || concat_ws(', ',
    case when e.id is null then 'no entry' end,
    case when e.business_id <> l.business_id then 'another business than its entry' end,
    case when e.day <> l.day then 'another day than its entry' end,
    case when l.amount is null or l.amount <= 0 then 'amount not above zero' end,
    case when d.code is null or c.code is null then 'no such account' end,
    case when l.debit_id = l.credit_id then 'one account on both sides' end)
from books_entryline l
left join books_entry e on e.id = l.entry_id
left join books_account d on d.code = l.debit_id
left join books_account c on c.code = l.credit_id
where e.id is null or e.business_id <> l.business_id or e.day <> l.day or l.amount is null or l.amount <= 0
   or d.code is null or c.code is null or l.debit_id = l.credit_id
limit %s
"""
EMPTY = """
select e.id::text || ': ' || e.kind || ' ' || e.source || ' has no lines' from books_entry e
where not exists (select 1 from books_entryline l where l.entry_id = e.id) limit %s
"""
REVERSALS = """
with pair as (
    select r.id, r.business_id, r.source,
           case when r.source ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then r.source::uuid end as undone
    from books_entry r where r.kind = 'reversal'
)
select pair.id::text || ': does not undo ' || pair.source || ' to the rupiah' from pair
left join books_entry o on o.id = pair.undone and o.business_id = pair.business_id
where o.id is null or exists (
    select 1 from books_entryline l
    cross join lateral (values (l.debit_id, l.amount), (l.credit_id, -l.amount)) as side (account, amount)
    where l.entry_id in (pair.id, pair.undone) group by side.account having sum(side.amount) <> 0
)
limit %s
"""


def problems() -> list[Checked]:
    """Every entry line names two accounts, an amount above zero and its entry's business and day; no entry is empty; whatever
    undoes an entry undoes all of it."""
    with across_businesses():
        [(entries, lines, reversals)] = fetch(
            "select count(*), (select count(*) from books_entryline), count(*) filter (where kind = 'reversal') from books_entry"
        )
        return [
            Checked("entry lines balance and belong to their entry", lines, _wrong(LINES)),
            Checked("entries have lines", entries, _wrong(EMPTY)),
            Checked("reversals undo their entry wholly", reversals, _wrong(REVERSALS)),
        ]


def _wrong(statement: str) -> list[str]:
    return [text for (text,) in fetch(statement, (MOST_NAMED,))]
