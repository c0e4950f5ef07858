"""What the registry holds on a person, for the copy they ask for and for forgetting them."""

from collections.abc import Mapping
from typing import Any

from sekoci.kit.persons import Part
from sekoci.kit.sealing import CannotUnseal, unseal
from sekoci.registry.queries.legal_bases import about
from sekoci.registry.queries.lists import seen_on


def _masked(row: dict[str, Any]) -> Mapping[str, Any]:
    del row["key"], row["sealed"]
    return row


def _opened(row: dict[str, Any]) -> Mapping[str, Any]:
    """With the whole number; masked where its key was lost."""
    try:
        row["code"] = unseal(row["sealed"], about=f"registry.identity:{row['key']}")
    except CannotUnseal:
        pass
    return _masked(row)


def _row_masked(row: dict[str, Any]) -> Mapping[str, Any]:
    del row["row"]
    return _masked(row)


def _row_opened(row: dict[str, Any]) -> Mapping[str, Any]:
    try:
        row["code"] = unseal(row["sealed"], about=about(row["key"], row["row"]))
    except CannotUnseal:
        pass
    return _row_masked(row)


BY_PHONE = """
    from registry_rowidentity i join registry_listrow r on r.id = i.row_id and r.phone = %(phone)s and %(phone)s <> ''
"""
OF_A_RECORD = {
    **{name: f"{name} = ''" for name in ("name", "owner", "phone", "street", "nib")},
    "area_code": "area_code = left(o.area_code, 8)",
    "point": "latitude = null, longitude = null",
}
"""What an outlet's record may have of a person, by the field, and how it is emptied."""
THEIRS = """%(phone)s <> '' and (r.phone = %(phone)s or length(r.said ->> 'phone') > 20
    and strpos(regexp_replace(r.said ->> 'phone', '[^0-9]', '', 'g'), substr(%(phone)s, 4)) > 0)"""
"""Of a row of a list: its phone is theirs, or its cell names theirs beside another; so long a cell is found by an index."""
EMPTIED = """
    update registry_listrow r set name = '', name_key = '', owner = '', owner_key = '', phone = '', street = '', street_key = '',
        nib = '', latitude = null, longitude = null, said = '{{}}', area_code = left(area_code, 8)
    where {whose}
"""
"""What is left of a row can be counted, and nobody can be found by it; `whose`: a condition on the row r."""


def out_of_records(whose: str) -> list[str]:
    """What takes out of outlets' records what they have of these rows; it goes first, while the rows can be found."""
    return [
        f"update registry_outlet o set {emptied} from registry_listrow r where {whose}"  # noqa: S608  ours
        f" and o.id = r.outlet_id and o.golden->>'{name}' = r.id::text"
        for name, emptied in OF_A_RECORD.items()
    ]


OF_LISTS = f"""
    select org.name as source, l.name as what, {seen_on("r", "l")} as date, r.name as shop, r.owner as name, r.phone,
        r.street as address, a.path as place, r.nib
    from registry_listrow r join registry_partnerlist l on l.id = r.list_id
    join registry_organisation org on org.id = r.organisation_id left join registry_area a on a.code = r.area_code
    where r.phone = %(phone)s and %(phone)s <> '' order by date desc, r.id desc
"""  # noqa: S608  ours
HELD = (
    Part(
        "shops",
        ("registry_business",),
        """
        select b.name as shop, b.slug as link, b.sells, b.about, b.phone, b.address, b.nib, b.bank_account, b.created_at as since
        from registry_business b where exists (select from registry_membership m where m.business_id = b.id
            and m.person_id = %(person)s and m.role = 'owner' and m.until is null) order by b.id desc
        """,
        (
            "update registry_business b set phone = '' where b.phone = %(phone)s and exists (select from registry_membership m"
            " where m.business_id = b.id and m.person_id = %(person)s)",
            "select kit_forget_changes('registry_business', array("
            "select b.id::text from registry_business b join registry_membership m on m.business_id = b.id"
            " where b.closed_at is not null and m.person_id = %(person)s), array['phone', 'address', 'about', 'bank_account'])",
        ),
    ),
    Part(
        "memberships",
        ("registry_membership",),
        "select b.name as shop, m.role, m.since, m.until from registry_membership m"
        " join registry_business b on b.id = m.business_id where m.person_id = %(person)s order by m.since desc",
        ("update registry_membership set until = now() where person_id = %(person)s and until is null",),
        kept="role",
    ),
    Part(
        "invitations",
        ("registry_invitation",),
        "select b.name as shop, i.name, i.role, i.sent_at, i.ended_at, i.ended_how as state from registry_invitation i"
        " join registry_business b on b.id = i.business_id where i.phone = %(phone)s and %(phone)s <> '' order by i.sent_at desc",
        (
            "update registry_invitation set phone = '', name = '', ended_at = coalesce(ended_at, now()),"
            " ended_how = case when ended_at is null then 'declined' else ended_how end where phone = %(phone)s",
            "update registry_invitation set ended_at = now(), ended_how = 'withdrawn'"
            " where invited_by_id = %(person)s and ended_at is null",
        ),
        phones="select phone, max(sent_at) from registry_invitation where phone <> '' group by 1",
    ),
    Part(
        "identities",
        ("registry_identity",),
        "select b.name as shop, upper(i.kind) as what, '…' || i.last4 as code, i.at as date, i.id as key, i.sealed"
        " from registry_identity i"
        " join registry_business b on b.id = i.business_id where i.person_id = %(person)s order by i.at desc",
        ("delete from registry_identity where person_id = %(person)s",),
        shape=_masked,
        opened=_opened,
    ),
    Part(
        "keys",
        ("registry_apikey", "registry_organisationkey"),
        "select b.name as shop, k.label as name, k.created_at as since, k.last_used_at as last_seen_at, k.revoked_at as ended_at"
        " from registry_apikey k join registry_business b on b.id = k.business_id where k.made_by_id = %(person)s"
        " union all select org.name, k.label, k.created_at, k.last_used_at, k.revoked_at from registry_organisationkey k"
        " join registry_organisation org on org.id = k.organisation_id where k.made_by_id = %(person)s order by since desc",
        (
            "update registry_apikey set made_by_id = null where made_by_id = %(person)s",
            "update registry_organisationkey set made_by_id = null where made_by_id = %(person)s",
        ),
    ),
    Part(
        "offices",
        ("registry_officer",),
        "select org.name as source, o.role, o.since, o.until from registry_officer o"
        " join registry_organisation org on org.id = o.organisation_id where o.person_id = %(person)s order by o.since desc",
        ("update registry_officer set until = now() where person_id = %(person)s and until is null",),
        kept="role",
    ),
    Part(
        "list_identities",
        ("registry_rowidentity",),
        f"""
        select org.name as source, l.name as what, '…' || i.last4 as code, i.at as date, r.list_id as key, r.key as row, i.sealed
        {BY_PHONE} join registry_partnerlist l on l.id = r.list_id join registry_organisation org on org.id = r.organisation_id
        order by i.at desc
        """,
        (f"delete from registry_rowidentity where row_id in (select i.row_id {BY_PHONE})",),  # noqa: S608  ours
        shape=_row_masked,
        opened=_row_opened,
    ),
    Part(
        "lists",
        ("registry_listrow", "registry_quarantinedrow"),
        OF_LISTS,
        (
            *out_of_records(THEIRS),
            f"delete from registry_rowidentity where row_id in (select r.id from registry_listrow r where {THEIRS})",  # noqa: S608  ours
            EMPTIED.format(whose=THEIRS),
            "delete from registry_quarantinedrow where %(phone)s <> ''"
            " and strpos(regexp_replace(cells::text, '[^0-9]', '', 'g'), substr(%(phone)s, 4)) > 0",
        ),
        # a partner's list is no sign that somebody came back: its moment is before every erasure
        phones="select distinct phone, timestamptz '2000-01-01' from registry_listrow where phone <> ''",
    ),
    Part(
        "outlets",
        ("registry_outlet",),
        "select o.name as shop, o.owner as name, o.phone, o.street as address, a.path as place, o.nib, o.created_at as since"
        " from registry_outlet o left join registry_area a on a.code = o.area_code where %(phone)s <> '' and (o.phone = %(phone)s"
        " or o.id in (select r.outlet_id from registry_listrow r where r.phone = %(phone)s)) order by o.id desc",
        (
            "update registry_outlet set name = '', owner = '', phone = '', street = '', nib = '', latitude = null,"
            " longitude = null, area_code = left(area_code, 8) where phone = %(phone)s and %(phone)s <> ''",
        ),
        phones="select distinct phone, timestamptz '2000-01-01' from registry_outlet where phone <> ''",
    ),
)
