"""Looking with an owner's eyes, in a request: which pages, and that nothing changes. The database itself refuses to write."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from psycopg.errors import ReadOnlySqlTransaction

from sekoci.accounts.actions.erasing import note_view
from sekoci.accounts.actions.looking import Look, standing_look
from sekoci.accounts.models import Person
from sekoci.kit.cookies import host_cookie
from sekoci.kit.errors import Refusal
from sekoci.kit.pages import render_refusal
from sekoci.kit.sql import fetch

COOKIE = host_cookie("melihat")
"""Only says that there may be a look; which one stands in the session."""
IN_SESSION = "melihat"
SEEN = "sekoci.seen"
"""Whose data a page showed while somebody looked."""
SHOWN_ON = frozenset(["kelola", "akun", "staf"])
"""Where the bar stands. Public pages are the same for everybody, and kept for everybody."""
OPEN = frozenset(["", "pesanan", "produk", "stok", "uang", "pembayaran", "ulasan", "antar", "jual", "pengaturan"])
"""The parts of a shop's own side that are shown. Customers, people, keys, and what is new tomorrow, are their owner's alone."""
FILES = frozenset(["unduh", "ekspor"])


class OnlyLooking(Refusal):
    code, status = "only_looking", 403
    id = "Anda sedang melihat sebagai pemilik. Mengubah tidak bisa."
    en = "You are looking as the owner. Nothing can be changed."


class ClosedToStaff(Refusal):
    code, status = "closed_to_staff", 403
    id = "Halaman ini hanya untuk pemiliknya. Minta pemilik membukanya."
    en = "This page is for its owner alone. Ask the owner to open it."


class Looking:
    """Middleware: while somebody of the staff looks, the pages of that one shop are asked for as its owner, read-only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if COOKIE not in request.COOKIES or not hasattr(request, "session") or request.path.split("/")[1] not in SHOWN_ON:
            return self.get_response(request)
        look = look_of(request)
        if look is None:
            response = self.get_response(request)
            response.delete_cookie(COOKIE)
            return response
        request.looking = look  # type: ignore[attr-defined]  # templates ask the request for it
        home = f"/kelola/{look.place}"
        if request.path != home and not request.path.startswith(f"{home}/"):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return render_refusal(request, OnlyLooking())
        if not is_open(request.path.removeprefix(home).strip("/").split("/")):
            return render_refusal(request, ClosedToStaff())
        request.user = Person.objects.get(pk=look.seen_id)
        with transaction.atomic():
            fetch("set transaction read only")
            response = self.get_response(request)
            response["Cache-Control"] = "no-store"
        for phones, what, shop in request.META.get(SEEN, ()):
            note_view(phones, viewer=f"staff:{look.staff_id}", what=what, place=shop, sparing=True)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page that writes while it is read is closed too."""
        is_write = isinstance(error, Error) and isinstance(error.__cause__, ReadOnlySqlTransaction)
        return render_refusal(request, OnlyLooking()) if is_write else None


def is_open(parts: Sequence[str]) -> bool:
    """Whether staff see this page, by what follows the shop's name. Of the settings only their first page; never a file."""
    return parts[0] in OPEN and not FILES & set(parts) and (parts[0] != "pengaturan" or len(parts) == 1)


def look_of(request: HttpRequest) -> Look | None:
    """What this session looks at now, or None."""
    kept = request.session.get(IN_SESSION)
    if not kept or not isinstance(request.user, Person):
        return None
    return standing_look(UUID(kept), staff_id=request.user.pk)
