"""Tables that no module's `held.py` says, and why: a test finds every column that looks like a person's here or there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ELSEWHERE: Mapping[str, str] = {
    "account_emailaddress": "allauth's, never used: nobody logs in by e-mail",
    "accounts_erasure": "a keyed hash; it is how the erasure lasts",
    "accounts_quota": "the phone in its key is dropped a day after it was counted",
    "accounts_viewing": "a keyed hash; in the copy under `views`",
    "auth_group": "names of rights, not of people",
    "auth_permission": "names of rights, not of people",
    "books_account": "names of accounts in the books",
    "books_entry": "books are kept ten years; a memo names goods and order codes",
    "breaches_breach": "what happened to data, in staff's words; whom it concerns stands apart",
    "breaches_step": "what was done about it, in staff's words: ids of people only; written once",
    "catalog_certificate": "a holder printed on a public paper, written by the shop; nobody's phone leads to it",
    "catalog_product": "a maker shown in public with consent, written by the shop; nobody's phone leads to it",
    "catalog_importchange": "prices and words of goods; dropped after a week",
    "catalog_productimport": "a file of goods; it is dropped after a week",
    "catalog_stockmove": "written once; a note about goods",
    "catalog_variant": "names of goods",
    "customers_promo": "what a shop told many",
    "django_content_type": "names of tables",
    "django_migrations": "names of migrations",
    "django_session": "ends with the login, which an erasure ends",
    "exchange_agreement": "names of papers between organisations and the operator",
    "indicators_standing": "how a business stands, by its number; its owner as a hash, told anew within minutes of an erasure",
    "indicators_series": "names of published tables and who published them",
    "kit_event": "ids only",
    "kit_staffact": "what staff did and why: ids of people only; written once",
    "kit_switch": "names of parts of Sekoci",
    "market_shop": "words of public shops",
    "market_product": "words of public goods",
    "operations_keyprobe": "a word of ours, sealed",
    "payments_qrissticker": "a merchant's name printed on a public sticker",
    "programs_cohort": "names of groups of businesses",
    "programs_program": "what programmes are",
    "programs_reading": "sums over the businesses of a programme",
    "programs_supportkind": "names of kinds of help",
    "registry_area": "places",
    "registry_areashape": "outlines of places",
    "registry_kblicode": "the state's list of activities",
    "registry_kbliedition": "the state's list of activities",
    "registry_doubtfulpair": "how alike two rows of lists are; their fields by name, not what they say",
    "registry_legalbasis": "laws and agreements, and who wrote them down, by id",
    "registry_listedition": "a file of a partner's; what it holds is dropped when it is stored or given up",
    "registry_organisation": "names of organisations",
    "registry_pairdecision": "what officers said of two rows, by id; written once",
    "registry_partnerlist": "names of lists",
    "reviews_decision": "why staff hid or kept a review",
    "webhooks_target": "names of programs",
}


@dataclass(frozen=True)
class Keeping:
    """How long something is kept and why; `by` who drops it: our own nightly round, or the module whose it is."""

    name: str
    days: int | None
    """None: for ever, or until its person is forgotten."""
    why: str
    by: str = "privacy"


EVERY = timedelta(hours=20)
"""A rule is followed again so long after the last time, at the worker's next half hour."""


def next_round(at: datetime) -> datetime:
    """When a rule that was followed at `at` is due again."""
    return at + EVERY


BUYERS = frozenset({"buyers who order no more", "names on counter orders"})
"""Rules whose days the operator may set (SEKOCI_KEEP_BUYERS_DAYS)."""
RETENTION: Sequence[Keeping] = (
    Keeping("login codes", 1, "of no use after ten minutes", by="accounts"),
    Keeping("sessions that ended, devices unused for so long", 400, "new devices are told of", by="accounts"),
    Keeping("message texts", 90, "to answer what we told somebody"),
    Keeping("invitations that ended", 90, "to answer who was asked"),
    Keeping("notes about customers that were removed", 30, "to bring one back"),
    Keeping("buyers who order no more", 730, "complaints and warranty; the books need no names"),
    Keeping("names on counter orders", 730, "complaints and warranty; the books need no names"),
    Keeping("who looked at whose data", 730, "to answer the person and the authority"),
    Keeping("persons of breaches that were closed", 730, "to answer the person and the authority"),
    Keeping("businesses in programmes that ended", 730, "to answer owners and auditors; results need no names"),
    Keeping("identity numbers of partners' lists", None, "until the last day of the legal basis written down", by="registry"),
    Keeping("news to other systems", 30, "replayed by hand", by="webhooks"),
    Keeping("amounts, goods and dates of orders, entries, payments and their notices", 3650, "UU 8/1997: ten years", by="law"),
    Keeping("consents", None, "UU 27/2022 article 24: proof of consent", by="law"),
    Keeping("keyed hashes of the forgotten", None, "so that no backup brings them back", by="law"),
)
