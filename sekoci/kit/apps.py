from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "sekoci.kit"

    def ready(self) -> None:
        from sekoci.kit.forms import speak_plainly

        speak_plainly()
