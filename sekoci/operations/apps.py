from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "sekoci.operations"

    def ready(self) -> None:
        from sekoci.operations import jobs  # noqa: F401  they register themselves
