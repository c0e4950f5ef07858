"""What a browser sends, and what it shows."""

import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def a_photo() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (640, 480), (255, 122, 26)).save(content, "JPEG")
    return SimpleUploadedFile("IMG_0001.HEIC", content.getvalue(), "image/jpeg")


def said(response) -> str:
    """The page as text, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def value_of(response, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]
