"""The verbs: open a business and change it, who works there, its keys."""

from sekoci.registry.actions.areas import load_areas
from sekoci.registry.actions.changing import BusinessChanges, NoWayToHandOver, change_business, publish_shop
from sekoci.registry.actions.directory import DirectoryKeyTaken, enter_directory, enter_directory_keys
from sekoci.registry.actions.opening import OpenedBusiness, SlugTaken, open_business

__all__ = [
    "BusinessChanges",
    "DirectoryKeyTaken",
    "NoWayToHandOver",
    "OpenedBusiness",
    "SlugTaken",
    "change_business",
    "enter_directory",
    "enter_directory_keys",
    "load_areas",
    "open_business",
    "publish_shop",
]
