"""Static files: hashed and compressed once they are collected, plain before that (tests, a first look)."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Without a manifest the plain name stands, and WhiteNoise serves the file from its module."""

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name
