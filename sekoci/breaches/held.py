"""What the register of breaches holds on a person: that a breach concerned them."""

from sekoci.kit.persons import Part

HELD = (
    Part(
        "breaches",
        ("breaches_concerned",),
        "select b.title as what, b.data as text, b.noticed_at as date, c.asked_at as told_at from breaches_concerned c"
        " join breaches_breach b on b.id = c.breach_id where c.phone = %(phone)s and %(phone)s <> '' order by b.noticed_at desc",
        ("update breaches_concerned set phone = '' where phone = %(phone)s",),
        # whoever is listed after they were forgotten did nothing themselves: it is no new start of theirs
        phones="select distinct phone, timestamptz '2000-01-01 00:00+00' from breaches_concerned where phone <> ''",
    ),
)
