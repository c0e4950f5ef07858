"""Static files: hashed and compressed once they are collected, plain before that (tests, a first look)."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Without a manifest the plain name stands, and WhiteNoise serves the file from its module."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._urls: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Once collected, a name's address stays as long as the process: a page asks for half a dozen."""
        if not self.hashed_files or force:
            return str(super().url(name, force))
        if name not in self._urls:
            self._urls[name] = str(super().url(name))
        return self._urls[name]

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name
