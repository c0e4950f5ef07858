"""Photos handed out: to be kept for ever, and nothing else by that way."""

import pytest

from sekoci.catalog.photos import keep_photo, photo_path, photo_url
from sekoci.catalog.tests.test_photos import as_file, picture


def test_a_photo_is_handed_out_to_be_kept_for_ever(client):
    name = keep_photo(7, as_file(picture()))
    answer = client.get(photo_url(7, name, 640))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.has_header("Set-Cookie")
    assert b"".join(answer.streaming_content) == photo_path(7, name, 640).read_bytes()


def test_no_address_leads_out_of_the_media_folder(client, media):
    name = keep_photo(7, as_file(picture()))
    (media.parent / "secret.webp").write_bytes(b"secret")
    for path in (
        "/media/../secret.webp",
        "/media/7/../../secret.webp",
        f"/media/7/{name}-320.webp%00",
        f"/media/7/{name}-320.webp%0a",
        f"/media/7/%2e%2e%2f7%2f{name}-320.webp",
        f"/media/7/{name}-321.webp",
        f"/media/8/{name}-320.webp",
        f"/media/{'9' * 30}/{name}-320.webp",
        "/media/7/",
        "/media/",
    ):
        assert client.get(path).status_code == 404, path
    with pytest.raises(ValueError, match="No such photo"):
        photo_path(7, "../" + name, 320)
