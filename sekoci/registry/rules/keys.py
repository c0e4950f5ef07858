"""API keys: shown once, kept as a hash."""

import hashlib

PREFIX = "sekoci_"


def hash_of_key(key: str) -> str:
    """What we keep of a key. It carries 128 random bits, so a plain SHA-256 cannot be turned back."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def hint_of_key(key: str) -> str:
    """The last four letters, by which an owner tells keys apart."""
    return key[-4:]
