"""Play the other side of a provider, for trying and for tests."""

from django.conf import settings

from sekoci.kit.errors import NotFound


def run_sandbox(name: str, *, port: int) -> None:
    """Serve the sandbox `name` on 127.0.0.1 until interrupted, and say how to point this installation at it.

    There is one of `whatsapp`; NotFound for any other name. Its secrets are those of the settings where they are set.
    """
    from sekoci.messaging.providers.whatsapp.sandbox import Account, make_server

    if name != "whatsapp":
        raise NotFound()
    usual = Account()
    account = Account(
        phone_id=settings.WHATSAPP_PHONE_ID or usual.phone_id,
        token=settings.WHATSAPP_TOKEN or usual.token,
        app_secret=settings.WHATSAPP_APP_SECRET or usual.app_secret,
        callback=f"{settings.PUBLIC_URL}/webhooks/whatsapp",
    )
    server, _ = make_server(account, port=port)
    with server:
        print(  # noqa: T201  a command's answer
            f"WhatsApp sandbox on http://127.0.0.1:{server.server_port}; statuses go to {account.callback}\n"
            f"export SEKOCI_MESSAGING=whatsapp SEKOCI_WHATSAPP_URL=http://127.0.0.1:{server.server_port}/v25.0"
            f" SEKOCI_WHATSAPP_PHONE_ID={account.phone_id} SEKOCI_WHATSAPP_TOKEN={account.token}"
            f" SEKOCI_WHATSAPP_APP_SECRET={account.app_secret}",
            flush=True,
        )
        server.serve_forever()
