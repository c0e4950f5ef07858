from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "sekoci.privacy"

    def ready(self) -> None:
        from sekoci.privacy import jobs  # noqa: F401
