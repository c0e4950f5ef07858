"""A bucket of anybody who speaks S3. Key, secret, region and address come from the usual AWS_ variables and files."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from sekoci.operations.home import Trouble

CAREFUL = Config(
    connect_timeout=10,
    read_timeout=60,
    retries={"max_attempts": 5, "mode": "standard"},
    request_checksum_calculation="when_required",  # newer sums are unknown to many who speak S3; ours are in the manifest
    response_checksum_validation="when_required",
)


class Bucket:
    """`s3://bucket/prefix`. Large files go up in parts; a part that fails leaves nothing under the name."""

    def __init__(self, where: str) -> None:
        parts = urlsplit(where)
        self.where, self.bucket = where.rstrip("/"), parts.netloc
        self.prefix = f"{parts.path.strip('/')}/".lstrip("/")
        self._client: Any = boto3.client("s3", config=CAREFUL)

    def __str__(self) -> str:
        return self.where

    def put(self, name: str, file: Path) -> None:
        try:
            self._client.upload_file(str(file), self.bucket, self.prefix + name)
        except (BotoCoreError, ClientError, boto3.exceptions.Boto3Error) as error:
            raise Trouble(f"{self.where}/{name} cannot be written: {error}") from None
        file.unlink()

    def fetch(self, name: str, spool: Path) -> Path:
        copy = spool / name.replace("/", "_")
        try:
            self._client.download_file(self.bucket, self.prefix + name, str(copy))
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in ("404", "NoSuchKey"):
                raise FileNotFoundError(name) from None
            raise Trouble(f"{self.where}/{name} cannot be read: {error}") from None
        except (BotoCoreError, boto3.exceptions.Boto3Error) as error:
            raise Trouble(f"{self.where}/{name} cannot be read: {error}") from None
        return copy

    def names(self, prefix: str = "") -> list[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix + prefix)
        try:
            keys = [each["Key"] for page in pages for each in page.get("Contents", ())]
        except (BotoCoreError, ClientError) as error:
            raise Trouble(f"{self.where} cannot be read: {error}") from None
        return sorted(key.removeprefix(self.prefix) for key in keys)

    def delete(self, name: str) -> None:
        try:
            self._client.delete_object(Bucket=self.bucket, Key=self.prefix + name)
        except (BotoCoreError, ClientError) as error:
            raise Trouble(f"{self.where}/{name} cannot be deleted: {error}") from None
