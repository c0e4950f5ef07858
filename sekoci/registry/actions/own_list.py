"""The businesses that are open here, as one more list among the partners': so that they are linked, never counted twice."""

from sekoci.kit.clock import day_in
from sekoci.kit.events import in_silence
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import Rows, fetch
from sekoci.registry.actions.officers import found_organisation
from sekoci.registry.models import ListEdition, Organisation, PartnerList

NAME = "Toko di Sekoci"
COUNTRYS_CLOCK = "Asia/Jakarta"
FOUND = ("name", "owner", "phone", "street", "area_code", "nib", "kbli", "kind", "name_key", "owner_key", "street_key")
WRITTEN = (
    "list_id",
    "organisation_id",
    "key",
    "first_edition_id",
    "edition_id",
    "as_of",
    *FOUND,
    "sex",
    "area_score",
    "facts",
    "said",
)
TYPES = {"list_id": "bigint", "organisation_id": "bigint", "first_edition_id": "uuid", "edition_id": "uuid", "as_of": "date"}
ROWS = Rows(
    "registry_listrow",
    {name: TYPES.get(name, "text") for name in WRITTEN} | {"area_score": "int", "facts": "jsonb", "said": "jsonb"},
)
OPEN = """
    select b.id::text, b.name, coalesce(o.name, ''), coalesce(nullif(b.phone, ''), o.phone, ''), b.address, b.area_id, b.nib,
        coalesce(nullif(b.kbli_2025, ''), b.kbli_2020), b.kind
    from registry_business b left join lateral (
        select p.name, p.phone from registry_membership m join accounts_person p on p.id = m.person_id
        where m.business_id = b.id and m.role = 'owner' and m.until is null order by m.since, m.id limit 1
    ) o on true
    where b.closed_at is null order by b.id
"""
ANEW = f"""
    on conflict (list_id, key) do update set edition_id = excluded.edition_id, as_of = excluded.as_of, gone_at = null,
        {", ".join(f"{name} = excluded.{name}" for name in FOUND)}
    where registry_listrow.gone_at is not null
       or ({", ".join(f"registry_listrow.{name}" for name in FOUND)}) is distinct from
            ({", ".join(f"excluded.{name}" for name in FOUND)})
"""
BATCH = 5_000


def renew_own_list() -> int:
    """Bring the list of the businesses here up to date, in one transaction; how many stand in it."""
    from sekoci.registry.standard import Raw, standardise  # DuckDB, which the web server never loads

    with in_silence(), across_businesses():
        own = _own_list()
        today = day_in(COUNTRYS_CLOCK)
        edition, _ = ListEdition.objects.get_or_create(
            list=own, defaults={"file_name": NAME, "sha256": "", "as_of": today, "state": ListEdition.State.STORED}
        )
        shops = fetch(OPEN)
        for start in range(0, len(shops), BATCH):
            some = shops[start : start + BATCH]
            standard = standardise([Raw(name=shop[1], owner=shop[2], address=shop[4]) for shop in some])
            ROWS.insert(
                [
                    (
                        own.pk, own.organisation_id, shop[0], edition.pk, edition.pk, today, *shop[1:],
                        *(key or "" for key in (keys.name_key, keys.owner_key, keys.street_key)), "", 1, "{}", "{}",
                    )
                    for shop, keys in zip(some, standard, strict=True)
                ],
                then=ANEW,
            )  # fmt: skip
        fetch(
            "update registry_listrow set gone_at = %s where list_id = %s and gone_at is null and key <> all(%s)",
            (today, own.pk, [shop[0] for shop in shops]),
        )
        ListEdition.objects.filter(pk=edition.pk).update(as_of=today, rows_total=len(shops), rows_done=len(shops))
    return len(shops)


def _own_list() -> PartnerList:
    known = PartnerList.objects.filter(is_own=True).first()
    if known:
        return known
    organisation = Organisation.objects.get(slug=found_organisation(f"{NAME} {str(new_id())[-4:]}", kind="other"))
    Organisation.objects.filter(pk=organisation.pk).update(name=NAME)
    return PartnerList.objects.create(organisation=organisation, name=NAME, is_own=True)
