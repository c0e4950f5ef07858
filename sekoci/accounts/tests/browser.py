"""What a browser does on the way in."""

from time import sleep

from django.test import Client

from sekoci.accounts.queries import waiting_code
from sekoci.messaging.actions import deliver_waiting

BUDI = "+6281234567890"


def ask(client: Client, phone: str = "0812 3456 7890", **more: str):
    return client.post("/masuk", {"phone": phone, **more})


def code_for(phone: str = BUDI) -> str:
    """A site that runs beside may have taken the message to deliver it a moment ago: then it is waited for."""
    for _ in range(50):
        deliver_waiting()
        if code := waiting_code(phone):
            return code
        sleep(0.1)
    raise AssertionError(f"no code for {phone}")


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")
