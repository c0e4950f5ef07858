"""What is owed, by the shop and to the shop: the books say what orders and payments say."""

from sekoci.books.rules import DEPOSITS, RECEIVABLE
from sekoci.operations.verify.promise import Promise

DEPOSITED = Promise(
    "Uang muka pelanggan is what was paid for goods that are still here",
    "select count(*) from payments_payment where status = 'settled' and not goods_delivered",
    """
    select format('business %%s: Uang muka pelanggan is Rp%%s in the books, Rp%%s by the payments',
        coalesce(booked.business_id, held.business_id), coalesce(booked.amount, 0), coalesce(held.amount, 0))
    from (
        select business_id, sum(case credit_id when %(account)s then amount else -amount end) amount
        from books_entryline where debit_id = %(account)s or credit_id = %(account)s group by 1
    ) booked
    full join (
        select payment.business_id, sum(greatest(payment.amount - coalesce(back.amount, 0), 0)) amount
        from payments_payment payment
        left join (select payment_id, sum(amount) amount from payments_refund group by 1) back on back.payment_id = payment.id
        where payment.status = 'settled' and not payment.goods_delivered group by 1
    ) held on held.business_id = booked.business_id
    where coalesce(booked.amount, 0) <> coalesce(held.amount, 0)
    """,
    {"account": DEPOSITS},
)
OWED = Promise(
    "Utang pelanggan is what is unpaid for goods that are gone",
    "select count(*) from payments_payment where status = 'waiting' and goods_delivered",
    """
    select format('business %%s: Utang pelanggan is Rp%%s in the books, Rp%%s by the payments',
        coalesce(booked.business_id, owed.business_id), coalesce(booked.amount, 0), coalesce(owed.amount, 0))
    from (
        select business_id, sum(case debit_id when %(account)s then amount else -amount end) amount
        from books_entryline where debit_id = %(account)s or credit_id = %(account)s group by 1
    ) booked
    full join (
        select business_id, sum(amount) amount from payments_payment where status = 'waiting' and goods_delivered group by 1
    ) owed on owed.business_id = booked.business_id
    where coalesce(booked.amount, 0) <> coalesce(owed.amount, 0)
    """,
    {"account": RECEIVABLE},
)

PROMISES = (DEPOSITED, OWED)
