from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "sekoci.market"

    def ready(self) -> None:
        from sekoci.market import handlers  # noqa: F401  they register themselves
