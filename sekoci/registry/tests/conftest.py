import pytest


@pytest.fixture
def melati(client, owner):
    """Melati's phone, logged in."""
    client.force_login(owner.person)
    return client
