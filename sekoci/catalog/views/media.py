"""Photos, handed out. Their names are hashes of their content, so they never change and are kept for ever."""

import re

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from sekoci.catalog.photos import NAME, photo_path
from sekoci.kit.errors import NotFound
from sekoci.kit.limits import costs

FILE = re.compile(rf"(?P<name>{NAME.pattern})-(?P<size>320|640|1280)\.webp")


@costs(0)
@require_safe
def media(request: HttpRequest, business: int, file: str) -> HttpResponseBase:
    """One size of one photo. A name has room for a hash and digits only, so that it leads nowhere else."""
    asked = FILE.fullmatch(file)
    if not asked:
        raise NotFound
    try:
        content = photo_path(business, asked["name"], int(asked["size"])).open("rb")
    except OSError:
        raise NotFound from None
    response = FileResponse(content, content_type="image/webp")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
