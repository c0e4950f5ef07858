from django.apps import AppConfig


class BreachesConfig(AppConfig):
    name = "sekoci.breaches"

    def ready(self) -> None:
        from sekoci.breaches import jobs  # noqa: F401  they register themselves
