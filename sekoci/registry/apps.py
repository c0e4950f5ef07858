from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "sekoci.registry"

    def ready(self) -> None:
        from sekoci.registry import jobs  # noqa: F401
