"""Background entries of the catalogue."""

from uuid import UUID

from procrastinate import RetryStrategy

from sekoci.catalog.actions import importing, remind_of_certificates, take_back_import
from sekoci.kit.jobs import every, job

AGAIN = RetryStrategy(max_attempts=3, wait=3)


@job("catalog.check_import", priority=5, retry=AGAIN)
def check(business_id: int, import_id: str) -> None:
    importing.check_import(business_id, UUID(import_id))


@job("catalog.write_import", priority=5, retry=AGAIN)
def write(business_id: int, import_id: str) -> None:
    importing.write_import(business_id, UUID(import_id))


@job("catalog.undo_import", priority=5, retry=AGAIN)
def undo(business_id: int, import_id: str) -> None:
    take_back_import(business_id, UUID(import_id))


@every(3600)
def forget_files() -> None:
    importing.forget_files()


every(3600)(remind_of_certificates)
