"""Somebody who runs this Sekoci, for tests."""

from django.test import Client

from sekoci.accounts.actions import add_staff
from sekoci.accounts.models import Person
from sekoci.kit import clock

NASTY = "<script>alert(1)</script>"
PHONE = "+6281299990009"


def log_in(client: Client) -> Person:
    """Logged in and confirmed a moment ago."""
    add_staff(PHONE)
    Person.objects.filter(phone=PHONE).update(name="Petugas Ani")
    person = Person.objects.get(phone=PHONE)
    client.force_login(person)
    confirm(client, person)
    return person


def confirm(client: Client, person: Person) -> None:
    kept = client.session
    kept["account_authentication_methods"] = [{"method": "code", "at": clock.now().timestamp()}]
    kept["account_authentication_methods_user"] = str(person.pk)
    kept.save()
