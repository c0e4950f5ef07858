from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "sekoci.reviews"

    def ready(self) -> None:
        from sekoci.reviews import handlers, jobs  # noqa: F401  they register themselves
