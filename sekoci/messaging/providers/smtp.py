"""E-mail through a mail server: `smtp://user:password@host:587`, `smtps://…:465`; `?plain` for a server without TLS."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from django.conf import settings

from sekoci.kit import tracing
from sekoci.kit.errors import ProviderDown, ProviderRefused
from sekoci.messaging.providers import Outgoing, Unclear, is_phone

SECONDS = 10


class Smtp:
    name = "smtp"

    def reaches(self, to: str) -> bool:
        return not is_phone(to)

    def send(self, outgoing: Outgoing) -> str:
        letter = _letter(outgoing)
        try:
            with tracing.call("SMTP", urlsplit(settings.SMTP_URL).hostname or "localhost"), _connection() as server:
                _hand_over(server, letter, to=outgoing.to)
        except (OSError, smtplib.SMTPException) as error:
            raise ProviderDown(f"{type(error).__name__}: {error}"[:200]) from error
        return str(letter["Message-ID"])


def _hand_over(server: smtplib.SMTP, letter: EmailMessage, *, to: str) -> None:
    """Nothing is sent before the server has the whole letter; silence after that leaves it open."""
    server.ehlo_or_helo_if_needed()
    _check(*server.mail(_sender()))
    _check(*server.rcpt(to))
    try:
        code, answer = server.data(letter.as_bytes(policy=policy.SMTP))
    except smtplib.SMTPDataError as error:
        _check(error.smtp_code, error.smtp_error)
        raise
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        raise Unclear(f"no answer: {type(error).__name__}") from error
    _check(code, answer)


def _check(code: int, answer: bytes | str) -> None:
    if code >= 500:
        raise ProviderRefused(f"{code} {answer!r}"[:200])
    if code >= 400:
        raise ProviderDown(f"{code} {answer!r}"[:200])


@contextlib.contextmanager
def _connection() -> Iterator[smtplib.SMTP]:
    parts = urlsplit(settings.SMTP_URL)
    host, context = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=SECONDS)
    try:
        if parts.scheme != "smtps" and parts.query != "plain":
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
        with contextlib.suppress(OSError, smtplib.SMTPException):  # what is sent stays sent, however we part
            server.quit()
    finally:
        server.close()


def _letter(outgoing: Outgoing) -> EmailMessage:
    """The Message-ID is made from our own id: a letter sent twice is one letter to a good mail program."""
    letter = EmailMessage()
    letter["From"] = settings.MAIL_FROM
    letter["To"] = outgoing.to
    letter["Subject"] = outgoing.subject
    letter["Message-ID"] = f"<{outgoing.id}@{_sender().rpartition('@')[2]}>"
    letter["Content-Language"] = outgoing.language
    letter.set_content(outgoing.text, cte="quoted-printable")
    return letter


def _sender() -> str:
    """The bare address in `Sekoci <kabar@sekoci.example>`."""
    whole: str = settings.MAIL_FROM
    return whole.rpartition("<")[2].rstrip(">") if "<" in whole else whole
