"""Play the receiver of webhooks, for trying and for tests."""

import os

from sekoci.kit.errors import NotFound


def run_sandbox(name: str, *, port: int) -> None:
    """Serve the sandbox `webhooks` on 127.0.0.1 until interrupted; NotFound for any other name.

    It checks signatures with SEKOCI_WEBHOOK_SECRET, several with spaces between, or with those sent to it.
    """
    from sekoci.webhooks.sandbox import make_server

    if name != "webhooks":
        raise NotFound()
    server, state = make_server(secrets=(os.environ.get("SEKOCI_WEBHOOK_SECRET") or "").split(), port=port)
    with server:
        here = f"http://127.0.0.1:{server.server_port}"
        print(  # noqa: T201  a command's answer
            f"Receiver of webhooks on {here}; connect one of these, in development:\n"
            f"  {here}/ok   {here}/500   {here}/slow   {here}/redirect   {here}/gone   {here}/drip\n"
            f"curl -d whsec_… {here}/secrets      to let it check signatures ({len(state.secrets)} known)\n"
            f"curl {here}/received                what came, newest last",
            flush=True,
        )
        server.serve_forever()
