from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "sekoci.customers"

    def ready(self) -> None:
        from sekoci.customers import handlers  # noqa: F401  they register themselves
