"""Whether every payment, refund and rupiah in doubt stands in the books once, for `sekoci verify`."""

from sekoci.books.queries import Checked
from sekoci.books.rules import SALE_UNDONE
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch

MOST_NAMED = 50
BOOKED = """
with entry as (
    select e.id, e.business_id, e.source, coalesce(sum(l.amount) filter (where {side}), 0) as amount
    from books_entry e left join books_entryline l on l.entry_id = e.id
    where e.kind = any(string_to_array(%(kinds)s, ' ')) group by e.id
), thing as ({things})
select coalesce(thing.id::text, entry.source) || ': ' || case
    when entry.id is null then 'not in the books'
    when thing.id is null then 'in the books without a cause (entry ' || entry.id::text || ')'
    else 'in the books with ' || entry.amount || ' instead of ' || thing.amount end
from thing full join entry on entry.source = thing.id::text and entry.business_id = thing.business_id
where entry.id is null or thing.id is null or entry.amount <> thing.amount
limit %(most)s
"""
PAID = "select id, business_id, amount from payments_payment where status in ('settled', 'refunded') and amount > 0"
GIVEN_BACK = "select id, business_id, amount from payments_refund"
UNCLEAR = "select id, business_id, suspense as amount from payments_notice where suspense > 0"
PAID_OUT = "l.credit_id in ('1-1100', '1-1200')"
RESOLVED = f"{UNCLEAR} and resolution in ('returned', 'kept')"
OVERPAID = """
select p.id::text || ': ' || p.status || ' with ' || coalesce(sum(r.amount), 0) || ' of ' || coalesce(p.came, p.amount)
    || ' given back'
from payments_payment p left join payments_refund r on r.payment_id = p.id
group by p.id
having coalesce(sum(r.amount), 0) > coalesce(p.came, p.amount)
    or (p.status = 'refunded') <> (p.amount > 0 and coalesce(sum(r.amount), 0) = coalesce(p.came, p.amount))
    or (p.status in ('waiting', 'cancelled') and count(r.id) > 0)
limit %(most)s
"""
SAID_BY_NOBODY = """
select p.id::text || ': settled without a notice or a word of the owner (' || p.settled_by || ')' from payments_payment p
where p.status = 'settled' and (p.settled_at is null or p.settled_by = '' or p.settled_by like 'notice:%%' and not exists (
    select 1 from payments_notice n where n.payment_id = p.id and (n.outcome = 'settled' or n.resolution = 'accepted')
)) limit %(most)s
"""
IN_DOUBT = """
select coalesce(book.business_id, notice.business_id) || ': ' || coalesce(book.amount, 0) || ' in the books, '
       || coalesce(notice.amount, 0) || ' waiting for review'
from (
    select business_id, sum(amount * ((credit_id = '2-1300')::int - (debit_id = '2-1300')::int)) as amount
    from books_entryline where '2-1300' in (credit_id, debit_id) group by business_id
) book full join (
    select business_id, sum(suspense) as amount from payments_notice
    where suspense > 0 and resolution = '' group by business_id
) notice using (business_id)
where coalesce(book.amount, 0) <> coalesce(notice.amount, 0) limit %(most)s
"""
COUNTS = f"""
select (select count(*) from payments_payment), (select count(*) from ({PAID}) x), (select count(*) from payments_refund),
       (select count(*) from ({UNCLEAR}) y), (select count(*) from ({RESOLVED}) z)
"""  # noqa: S608  words are ours


def problems() -> list[Checked]:
    """Every settled payment, refund and doubtful sum has exactly its entry, of its amount, and the other way round."""
    deposits = "l.credit_id in ('2-1200', '1-2100')"
    with across_businesses():
        [(payments, paid, refunds, unclear, resolved)] = fetch(COUNTS)
        return [
            Checked("settled payments are in the books once", paid, _booked("payment", PAID, deposits)),
            Checked("refunds are in the books once", refunds, _booked(f"refund {SALE_UNDONE}", GIVEN_BACK, PAID_OUT)),
            Checked("doubtful money is in the books once", unclear, _booked("unclear", UNCLEAR, "l.credit_id = '2-1300'")),
            Checked("resolved money is in the books once", resolved, _booked("resolved", RESOLVED, "l.debit_id = '2-1300'")),
            Checked("doubtful money in the books is what waits for review", unclear, _wrong(IN_DOUBT)),
            Checked("never more was given back than paid", payments, _wrong(OVERPAID)),
            Checked("paid is said by a notice or the owner", paid, _wrong(SAID_BY_NOBODY)),
        ]


def _booked(kinds: str, things: str, side: str) -> list[str]:
    return _wrong(BOOKED.format(things=things, side=side), kinds=kinds)


def _wrong(statement: str, **more: str) -> list[str]:
    return [text for (text,) in fetch(statement, {"most": MOST_NAMED, **more})]
