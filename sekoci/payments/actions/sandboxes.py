"""The other side of a protocol, on loopback."""

from django.conf import settings

from sekoci.kit.errors import NotFound


def run_sandbox(name: str, *, port: int) -> None:
    """Serve the sandbox `name` on 127.0.0.1 until interrupted, and say how to point this installation at it.

    There is one of `pretend`, the acquirer; NotFound for any other name. It shares the secret of the settings.
    """
    from sekoci.payments.providers.pretend.sandbox import make_server

    if name != "pretend":
        raise NotFound()
    secret = settings.PRETEND_SECRET or "simulasi"
    server, state = make_server(secret=secret, notify=f"{settings.PUBLIC_URL}/api/v1/payments/pretend/notices", port=port)
    with server:
        here = f"http://127.0.0.1:{server.server_port}"
        print(  # noqa: T201  a command's answer
            f"Pretend acquirer on {here}; notices go to {state.notify}\n"
            f"export SEKOCI_PRETEND_URL={here} SEKOCI_PRETEND_SECRET={secret}\n"
            f"""curl -d '{{"qris": "<text of a code>", "behave": ["repeated"]}}' {here}/payments""",
            flush=True,
        )
        server.serve_forever()
