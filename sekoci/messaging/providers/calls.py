"""One HTTP call to a provider, and what a missing answer means: nothing was sent, or nobody knows."""

import functools
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from sekoci.kit import tracing
from sekoci.kit.errors import ProviderDown
from sekoci.messaging.providers import Unclear

TIMEOUT = httpx.Timeout(10, connect=5)
"""Far below `rules.IN_FLIGHT`."""


def call(method: str, url: str, *, headers: Mapping[str, str], content: bytes | None) -> httpx.Response:
    """The answer. Where no connection came about nothing was sent: ProviderDown. Silence after that leaves it open: Unclear."""
    try:
        with (
            tracing.call(method, urlsplit(url).hostname or "") as note,
            httpx.Client(timeout=TIMEOUT, follow_redirects=False, verify=tls()) as client,
        ):
            answer = client.request(method, url, headers=dict(headers), content=content)
            note({"http.response.status_code": answer.status_code}, failed=answer.status_code >= 400)
            return answer
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise ProviderDown(f"no connection: {error}"[:200]) from error
    except httpx.TransportError as error:
        raise Unclear(f"no answer: {type(error).__name__}") from error


@functools.cache
def tls() -> ssl.SSLContext:
    """Reading the world's certificates takes longer than a call: once a process is enough."""
    return httpx.create_ssl_context()
