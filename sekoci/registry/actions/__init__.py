"""The verbs: open a business and change it, who works there, its keys."""

from sekoci.registry.actions.areas import load_areas
from sekoci.registry.actions.changing import BusinessChanges, NoWayToHandOver, change_business, publish_shop
from sekoci.registry.actions.directory import DirectoryKeyTaken, enter_directory, enter_directory_keys
from sekoci.registry.actions.keys import MadeApiKey, make_api_key, revoke_api_key
from sekoci.registry.actions.members import LastOwner, TooManyMembers, add_member, remove_member
from sekoci.registry.actions.opening import OpenedBusiness, SlugTaken, open_business
from sekoci.registry.actions.workers import count_workers

__all__ = [
    "BusinessChanges",
    "DirectoryKeyTaken",
    "LastOwner",
    "MadeApiKey",
    "NoWayToHandOver",
    "OpenedBusiness",
    "SlugTaken",
    "TooManyMembers",
    "add_member",
    "change_business",
    "count_workers",
    "enter_directory",
    "enter_directory_keys",
    "load_areas",
    "make_api_key",
    "open_business",
    "publish_shop",
    "remove_member",
    "revoke_api_key",
]
