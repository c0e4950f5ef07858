"""What accounts hold on a person, for the copy they ask for and for forgetting them."""

from sekoci.kit.persons import Part

HELD = (
    Part(
        "account",
        ("accounts_person",),
        "select phone, name, email, language, joined_at, is_active as active from accounts_person where id = %(person)s",
        (
            "update accounts_person set phone = null, name = '', email = '', is_active = false, is_staff = false"
            " where id = %(person)s",
            "select kit_forget_changes('accounts_person', array[%(person)s::text], array['phone', 'name'])",
        ),
        phones="select phone, joined_at from accounts_person where phone is not null",
    ),
    Part(
        "changes",
        ("kit_change",),
        "select at as date, by as viewer, before::text as before, after::text as after from kit_change"
        " where about = 'accounts_person' and key = %(person)s::text order by id desc",
    ),
    Part(
        "consents",
        ("accounts_consent",),
        "select purpose, version, wording, given_at, how, withdrawn_at, withdrawn_how from accounts_consent"
        " where person_id = %(person)s order by given_at desc",
        (
            "update accounts_consent set withdrawn_at = now(), withdrawn_how = 'erased'"
            " where person_id = %(person)s and withdrawn_at is null",
        ),
        kept="proof",
    ),
    Part(
        "devices",
        ("accounts_device",),
        "select browser, system, since, last_seen_at from accounts_device where person_id = %(person)s order by since desc",
        ("delete from accounts_device where person_id = %(person)s",),
    ),
    Part(
        "passkeys",
        ("mfa_authenticator",),
        "select coalesce(data->>'name', '') as name, created_at as since, last_used_at as last_seen_at from mfa_authenticator"
        " where user_id = %(person)s order by id desc",
        ("delete from mfa_authenticator where user_id = %(person)s",),
    ),
    Part(
        "codes",
        ("accounts_logincode",),
        "select made_at as sent_at, used_at from accounts_logincode"
        " where phone = %(phone)s and %(phone)s <> '' order by made_at desc",
        ("delete from accounts_logincode where phone = %(phone)s",),
    ),
    Part(
        "looks",
        ("accounts_look",),
        "select place, reason as note, since from accounts_look where seen_id = %(person)s order by since desc",
        ("delete from accounts_look where seen_id = %(person)s",),
    ),
    Part(
        "numbers",
        ("accounts_phonechange",),
        "select old_phone, new_phone, asked_at, vouched_at, vouched_why as note, ended_at, ended_how as state"
        " from accounts_phonechange where person_id = %(person)s"
        " union all select '', new_phone, asked_at, vouched_at, '', ended_at, ended_how from accounts_phonechange"
        " where new_phone = %(phone)s and %(phone)s <> '' and person_id is distinct from %(person)s order by asked_at desc",
        (
            "delete from accounts_phonechange where person_id = %(person)s or (person_id is null and old_phone = %(phone)s)"
            " or (new_phone = %(phone)s and ended_at is null)",
            "update accounts_phonechange set new_phone = '' where new_phone = %(phone)s",
        ),
    ),
)
