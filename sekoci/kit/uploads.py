"""What is sent to us as a file: measured while it arrives, so that nothing large is ever kept, in memory or on disk."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from sekoci.kit.errors import Refusal
from sekoci.kit.pages import render_refusal

MOST_BYTES = 20_000_000
"""What one file may weigh: the photos of large cameras do; Sekoci makes them small itself."""
MOST_IN_ALL = 60_000_000
"""Above this a request is refused before a byte of it is read; below, what is too much is read and thrown away,
so that the browser shows our sentence and not a broken connection."""


Rule = Callable[[HttpRequest], bool]
_rules: list[Rule] = []


def sends_large(rule: Rule) -> Rule:
    """How a module says who may send whole lists below `settings.LARGE_UPLOADS`: `@sends_large` above `rule(request)`."""
    _rules.append(rule)
    return rule


def most_for(request: HttpRequest) -> int:
    """What one file may weigh here: more below `settings.LARGE_UPLOADS`, for those of whom a module says so."""
    return settings.LARGE_UPLOADS[1] if _may_send_large(request) else MOST_BYTES


def _is_for_large(request: HttpRequest) -> bool:
    return request.path.startswith(settings.LARGE_UPLOADS[0])


def _may_send_large(request: HttpRequest) -> bool:
    """Asked once a request."""
    if "sekoci.sends_large" not in request.META:
        request.META["sekoci.sends_large"] = _is_for_large(request) and any(rule(request) for rule in _rules)
    return bool(request.META["sekoci.sends_large"])


class TooLarge(Refusal):
    code, status = "too_large", 413
    id = "Berkas terlalu besar: paling banyak 20 MB. Pilih yang lebih kecil."
    en = "The file is too large: at most 20 MB. Choose a smaller one."


class Sized(FileUploadHandler):
    """Drop a file once it passes what is allowed there, keep the rest of the form, and remember which field it was."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        super().new_file(*arguments, **named)
        self.seen, self.most = 0, most_for(self.request) if self.request else MOST_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > self.most and self.request is not None:
            self.request.META.setdefault("sekoci.too_large", set()).add(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def uploaded(request: HttpRequest, field: str) -> "UploadedFile[bytes] | None":
    """The file that came in `field`; None where nobody chose one. Refused when it was too large."""
    file = request.FILES.get(field)
    if field in request.META.get("sekoci.too_large", ()):
        raise TooLarge(field=field)
    return file if isinstance(file, UploadedFile) else None


class NoLength(Refusal):
    code, status = "length_required", 411
    id = "Panjang isi tidak disebut. Kirim dengan Content-Length."
    en = "The length of the body is missing. Send it with Content-Length."


class BodySize:
    """Refuse a request that says it is far too large, before anybody reads it, and one that does not say how long it is: by the
    rules of WSGI it would be read as empty. Nor is anybody's request read back to them. Stands before CSRF, which reads forms.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in ("TRACE", "TRACK"):
            return HttpResponseNotAllowed(["GET", "POST"])
        if request.META.get("CONTENT_LENGTH", "0") in ("", "0") and "HTTP_TRANSFER_ENCODING" in request.META:
            return render_refusal(request, NoLength())
        if _length(request) > (settings.LARGE_UPLOADS[1] + 1_000_000 if _is_for_large(request) else MOST_IN_ALL):
            return _hung_up(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: Any) -> HttpResponseBase | None:
        """Who asks is known by now, and nobody has read the form yet."""
        return _hung_up(request) if _length(request) > MOST_IN_ALL and not _may_send_large(request) else None


def _length(request: HttpRequest) -> int:
    size = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(size[:18]) if size.isdigit() else 0


def _hung_up(request: HttpRequest) -> HttpResponseBase:
    response = render_refusal(request, TooLarge())
    response["Connection"] = "close"
    return response
