"""What every JSON route shares: problem+json (RFC 9457) for whatever goes wrong, described in OpenAPI."""

from typing import Any, cast

from django.http import HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel, ConfigDict

from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.pages import Unreadable, problem


class Problem(BaseModel):
    """RFC 9457: what went wrong, in a code for machines and a sentence for people; `field` where one field is to blame."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    request: str
    field: str | None = None


class NoKey(Refusal):
    code, status = "no_key", 401
    id = "Kunci API tidak ada atau tidak berlaku. Buat kunci baru di halaman Pengaturan."
    en = "The API key is missing or not valid. Make a new one on the settings page."


IN_INDONESIAN = {
    "missing": "harus ada",
    "extra_forbidden": "tidak dikenal",
    "string_too_short": "terlalu pendek, paling sedikit {min_length} huruf",
    "string_too_long": "terlalu panjang, paling banyak {max_length} huruf",
    "too_short": "terlalu sedikit, paling sedikit {min_length}",
    "too_long": "terlalu banyak, paling banyak {max_length}",
    "greater_than": "harus lebih dari {gt}",
    "greater_than_equal": "paling sedikit {ge}",
    "less_than_equal": "paling banyak {le}",
    "int_type": "harus bilangan bulat",
    "int_parsing": "harus bilangan bulat",
    "string_type": "harus teks",
    "bool_type": "harus true atau false",
    "list_type": "harus daftar",
    "dict_type": "harus objek",
    "model_attributes_type": "harus objek",
    "uuid_parsing": "harus UUID",
    "uuid_type": "harus UUID",
    "literal_error": "harus salah satu dari {expected}",
    "string_pattern_mismatch": "ada huruf yang tidak boleh",
    "date_from_datetime_parsing": "harus tanggal, misalnya 2026-11-21",
}
"""What Pydantic finds, by its name for it, for people who read Indonesian."""


def answer_with_problems(api: NinjaAPI) -> None:
    """Let every refusal, malformed request and missing key of this API answer problem+json."""
    api.add_exception_handler(Refusal, lambda request, refusal: problem(cast(Refusal, refusal)))
    api.add_exception_handler(ValidationError, lambda request, error: _malformed(error))
    api.add_exception_handler(AuthenticationError, lambda request, error: _no_key())
    api.add_exception_handler(HttpError, lambda request, error: problem(Unreadable(field="body")))


def _no_key() -> HttpResponse:
    answer = problem(NoKey())
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _malformed(error: Any) -> HttpResponse:
    """Name the first field that is wrong, by its path: `lines.0.quantity`."""
    first: dict[str, Any] = error.errors[0]
    place = [str(part) for part in first.get("loc", ()) if part not in ("body", "query", "header", "path", "data")]
    field = ".".join(place[1:] if len(place) > 1 and place[0] == "body" else place) or "body"
    why_en = str(first.get("msg", ""))
    why_id = IN_INDONESIAN.get(str(first.get("type", "")), "lihat /api/v1/docs").format_map(first.get("ctx") or {})
    return problem(
        Invalid(field=field, why_id=f"Isian {field} tidak sesuai: {why_id}.", why_en=f"{field} is not valid: {why_en}.")
    )
