from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "sekoci.programs"

    def ready(self) -> None:
        from sekoci.programs import handlers, jobs  # noqa: F401  they register themselves
