from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "sekoci.webhooks"

    def ready(self) -> None:
        from sekoci.webhooks import handlers, jobs  # noqa: F401  they register themselves
