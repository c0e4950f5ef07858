from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "sekoci.exchange"

    def ready(self) -> None:
        from sekoci.exchange import handlers  # noqa: F401  they register themselves
