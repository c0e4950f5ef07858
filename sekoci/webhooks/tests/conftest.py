"""A receiver on loopback that can be told to misbehave, and a target of Melati's that leads to it."""

import threading
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from sekoci.kit import outside
from sekoci.webhooks.actions import connect_target
from sekoci.webhooks.rules import KINDS
from sekoci.webhooks.sandbox import State, make_server


@dataclass
class Receiver:
    url: str
    state: State

    @property
    def ids(self) -> list[str]:
        """Of what it took, in order."""
        return [each["id"] for each in self.state.received if each["answer"] == 204]


@pytest.fixture
def receiver(settings):
    settings.DEVELOPMENT = True
    server, state = make_server(secrets=[])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield Receiver(f"http://127.0.0.1:{server.server_port}", state)
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def target(shop, receiver):
    """Connected, its secret known to the receiver."""
    made = connect_target(shop.id, url=f"{receiver.url}/ok", kinds=KINDS, name="ERP")
    receiver.state.secrets.append(made.secret)
    return made


@pytest.fixture
def answering(monkeypatch):
    """Nothing is called: each call is answered with `status` (None: nobody there) and noted; for tests that move the clock."""
    here = SimpleNamespace(status=204, called=[])

    def post(url, *, content, headers):
        here.called.append((url, content, headers))
        if here.status is None:
            raise outside.ProviderDown("no connection: refused")
        return outside.Answer(here.status, "said")

    monkeypatch.setattr(outside, "post", post)
    return here
