from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "sekoci.programs"

    def ready(self) -> None:
        from sekoci.programs import handlers, jobs, target_charts  # noqa: F401  they register themselves
