from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "sekoci.orders"

    def ready(self) -> None:
        from sekoci.orders import handlers, jobs  # noqa: F401  they register themselves
