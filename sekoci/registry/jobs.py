"""What registry does in the background."""

from datetime import timedelta
from uuid import UUID

from procrastinate import RetryStrategy

from sekoci.kit.jobs import every, job, later
from sekoci.registry import actions
from sekoci.registry.actions import (
    adding_up,
    counting_weeks,
    legal_bases,
    linking,
    lists,
    pushing_lists,
    reading_lists,
    storing_lists,
    withdrawing_lists,
)

AGAIN = RetryStrategy(max_attempts=3, wait=3)


@job("registry.link", queue="slow", retry=AGAIN)
def link() -> None:
    from sekoci.registry.actions.engine import splink

    try:
        linking.link_waiting(splink)
    except linking.LinkRunning:
        later(link, after=timedelta(seconds=30))


@job("registry.tell_vouchers")
def tell_vouchers(change_id: str) -> None:
    actions.tell_vouchers(UUID(change_id))


@every(60)
def finish_number_changes() -> None:
    actions.finish_number_changes()


@job("registry.read_list", queue="slow", retry=AGAIN)
def read_list(edition_id: str) -> None:
    reading_lists.read_edition(UUID(edition_id))
    pushing_lists.go_on(UUID(edition_id))


@job("registry.store_list", queue="slow", retry=AGAIN)
def store_list(edition_id: str) -> None:
    storing_lists.write_edition(UUID(edition_id))


@job("registry.withdraw_list", queue="slow", retry=AGAIN)
def withdraw_list(list_id: int) -> None:
    withdrawing_lists.withdraw_list(list_id)


@every(3600)
def forget_list_files() -> None:
    lists.forget_list_files()
    legal_bases.forget_identities()


@every(30)
def add_up_outlets() -> None:
    adding_up.add_up_outlets()


@every(1800)
def count_week() -> None:
    counting_weeks.count_week()
