from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "sekoci.catalog"

    def ready(self) -> None:
        from sekoci.catalog import jobs  # noqa: F401  they register themselves
