from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sekoci.accounts"

    def ready(self) -> None:
        from sekoci.accounts import jobs  # noqa: F401
