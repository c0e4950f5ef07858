from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "sekoci.payments"

    def ready(self) -> None:
        from sekoci.payments import handlers, jobs  # noqa: F401  they register themselves
