"""What our cookies are called: over https with a prefix, so that nobody on another host or over http can set them."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


def host_cookie(name: str) -> str:
    """For a cookie of the whole site."""
    return f"__Host-{name}" if settings.SECURE else name


def path_cookie(name: str) -> str:
    """For one of a shop's own part: `__Host-` takes no path."""
    return f"__Secure-{name}" if settings.SECURE else name


LANGUAGE = host_cookie("bahasa")
FLASH = host_cookie("messages")


class Flash(CookieStorage):
    """What the next page says, as Django keeps it."""

    cookie_name = FLASH
