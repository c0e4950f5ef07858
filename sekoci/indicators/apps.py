from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "sekoci.indicators"

    def ready(self) -> None:
        from sekoci.indicators import handlers, jobs  # noqa: F401  they register themselves
