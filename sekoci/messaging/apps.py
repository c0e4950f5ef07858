from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class MessagingConfig(AppConfig):
    name = "sekoci.messaging"

    def ready(self) -> None:
        from sekoci.messaging import jobs  # noqa: F401

        self.check_chain()

    @staticmethod
    def check_chain() -> None:
        """A name misspelled in SEKOCI_MESSAGING stops the start, not the first login."""
        from sekoci.messaging.providers import provider_for

        for name in settings.MESSAGING_CHAIN:
            try:
                provider_for(name)
            except LookupError as error:
                raise ImproperlyConfigured(f"SEKOCI_MESSAGING: {error}") from error
        if "pretend" in settings.MESSAGING_CHAIN and not settings.DEVELOPMENT:
            raise ImproperlyConfigured("SEKOCI_MESSAGING: pretend sends nothing; name whatsapp, sms_http or smtp")
