"""The verbs: open a business and change it, who works there, its keys."""

from sekoci.registry.actions.areas import load_areas
from sekoci.registry.actions.changing import BusinessChanges, NoWayToHandOver, change_business, publish_shop
from sekoci.registry.actions.closing import close_business, forget_invitations
from sekoci.registry.actions.directory import DirectoryKeyTaken, enter_directory, enter_directory_keys
from sekoci.registry.actions.ending_keys import end_key_as_staff, end_keys_as_staff
from sekoci.registry.actions.identities import keep_identity, show_identity
from sekoci.registry.actions.inviting import (
    AlreadyMember,
    InvitationOver,
    accept_invitation,
    decline_invitation,
    invite,
    invite_again,
    withdraw_invitation,
)
from sekoci.registry.actions.kbli import write_kbli
from sekoci.registry.actions.keys import AlreadyExchanged, MadeApiKey, exchange_api_key, make_api_key, revoke_api_key
from sekoci.registry.actions.members import LastOwner, TooManyMembers, add_member, change_role, hand_over, remove_member
from sekoci.registry.actions.numbers import (
    NumberTaken,
    check_number_is_free,
    finish_number_changes,
    object_as,
    take_number,
    tell_vouchers,
    vouch,
)
from sekoci.registry.actions.opening import OpenedBusiness, SlugTaken, open_business
from sekoci.registry.actions.withholding import ShopWithheld, release_shop, withdraw_as_staff, withhold_shop
from sekoci.registry.actions.workers import count_workers

__all__ = [
    "AlreadyExchanged",
    "AlreadyMember",
    "BusinessChanges",
    "DirectoryKeyTaken",
    "InvitationOver",
    "LastOwner",
    "MadeApiKey",
    "NoWayToHandOver",
    "NumberTaken",
    "OpenedBusiness",
    "ShopWithheld",
    "SlugTaken",
    "TooManyMembers",
    "accept_invitation",
    "add_member",
    "change_business",
    "change_role",
    "check_number_is_free",
    "close_business",
    "count_workers",
    "decline_invitation",
    "end_key_as_staff",
    "end_keys_as_staff",
    "enter_directory",
    "enter_directory_keys",
    "exchange_api_key",
    "finish_number_changes",
    "forget_invitations",
    "hand_over",
    "invite",
    "invite_again",
    "keep_identity",
    "load_areas",
    "make_api_key",
    "object_as",
    "open_business",
    "publish_shop",
    "release_shop",
    "remove_member",
    "revoke_api_key",
    "show_identity",
    "take_number",
    "tell_vouchers",
    "vouch",
    "withdraw_as_staff",
    "withdraw_invitation",
    "withhold_shop",
    "write_kbli",
]
