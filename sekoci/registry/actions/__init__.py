"""The verbs: open a business and change it, who works there, its keys."""

from sekoci.registry.actions.areas import load_areas
from sekoci.registry.actions.changing import BusinessChanges, NoWayToHandOver, change_business, check_fee, publish_shop
from sekoci.registry.actions.closing import close_business, forget_invitations
from sekoci.registry.actions.directory import DirectoryKeyTaken, enter_directory, enter_directory_keys
from sekoci.registry.actions.ending_keys import end_key_as_staff, end_keys_as_staff
from sekoci.registry.actions.engine import NoSpark, SparkAt
from sekoci.registry.actions.forgetting import forget_rows, forget_rows_again
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
from sekoci.registry.actions.legal_bases import end_basis, record_basis, show_row_identity
from sekoci.registry.actions.linking import LinkRunning, ask_link, link_now
from sekoci.registry.actions.lists import (
    AlreadyStored,
    ListExists,
    NotWaiting,
    OlderThanStored,
    SuddenLoss,
    begin_list,
    cancel_edition,
    choose_columns,
    store_edition,
    take_file,
    try_again,
)
from sekoci.registry.actions.members import LastOwner, TooManyMembers, add_member, change_role, hand_over, remove_member
from sekoci.registry.actions.numbers import (
    NumberTaken,
    check_number_is_free,
    finish_number_changes,
    object_as,
    take_number,
    tell_vouchers,
    vouch,
    vouch_as_staff,
)
from sekoci.registry.actions.office_keys import end_office_key, exchange_office_key, make_office_key
from sekoci.registry.actions.officers import OrganisationExists, appoint_officer, dismiss_officer, found_organisation
from sekoci.registry.actions.opening import OpenedBusiness, SlugTaken, open_business
from sekoci.registry.actions.organisations import NotItsName, close_organisation, end_office_key_as_staff, reopen_organisation
from sekoci.registry.actions.own_outlet import outlet_of_shop
from sekoci.registry.actions.pushing_lists import (
    MOST_PARTS,
    PartDiffers,
    PartsMissing,
    PushKeyReused,
    TooManyPushes,
    add_part,
    begin_push,
    finish_push,
)
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.shapes import BoundariesMissing, draw_shapes, load_boundaries
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.actions.withdrawing_lists import order_withdrawal, withdraw_list
from sekoci.registry.actions.withholding import ShopWithheld, release_shop, withdraw_as_staff, withhold_shop
from sekoci.registry.actions.workers import count_workers

__all__ = [
    "MOST_PARTS",
    "AlreadyExchanged",
    "AlreadyMember",
    "AlreadyStored",
    "BoundariesMissing",
    "BusinessChanges",
    "DirectoryKeyTaken",
    "InvitationOver",
    "LastOwner",
    "LinkRunning",
    "ListExists",
    "MadeApiKey",
    "NoSpark",
    "NoWayToHandOver",
    "NotItsName",
    "NotWaiting",
    "NumberTaken",
    "OlderThanStored",
    "OpenedBusiness",
    "OrganisationExists",
    "PartDiffers",
    "PartsMissing",
    "PushKeyReused",
    "ShopWithheld",
    "SlugTaken",
    "SparkAt",
    "SuddenLoss",
    "TooManyMembers",
    "TooManyPushes",
    "accept_invitation",
    "add_member",
    "add_part",
    "appoint_officer",
    "ask_link",
    "begin_list",
    "begin_push",
    "cancel_edition",
    "change_business",
    "change_role",
    "check_fee",
    "check_number_is_free",
    "choose_columns",
    "close_business",
    "close_organisation",
    "count_workers",
    "decline_invitation",
    "dismiss_officer",
    "draw_shapes",
    "end_basis",
    "end_key_as_staff",
    "end_keys_as_staff",
    "end_office_key",
    "end_office_key_as_staff",
    "enter_directory",
    "enter_directory_keys",
    "exchange_api_key",
    "exchange_office_key",
    "finish_number_changes",
    "finish_push",
    "forget_invitations",
    "forget_rows",
    "forget_rows_again",
    "found_organisation",
    "hand_over",
    "invite",
    "invite_again",
    "keep_identity",
    "link_now",
    "load_areas",
    "load_boundaries",
    "make_api_key",
    "make_office_key",
    "object_as",
    "open_business",
    "order_withdrawal",
    "outlet_of_shop",
    "publish_shop",
    "read_edition",
    "record_basis",
    "release_shop",
    "remove_member",
    "reopen_organisation",
    "revoke_api_key",
    "show_identity",
    "show_row_identity",
    "store_edition",
    "take_file",
    "take_number",
    "tell_vouchers",
    "try_again",
    "vouch",
    "vouch_as_staff",
    "withdraw_as_staff",
    "withdraw_invitation",
    "withdraw_list",
    "withhold_shop",
    "write_edition",
    "write_kbli",
]
