"""Setting up who may sign in, and what they may do."""

from .beginning import appoint_first_administrator
from .inviting import InvitationRefused, accept_invitation, invite
from .organisation import SignInRefused, recognise
from .people import (
    AccountRefused,
    add_user,
    change_details,
    close_account,
    end_role,
    give_role,
    reopen_account,
)
from .setting_up import SettingUpRefused, add_agency, add_team, change_agency, change_team, set_permissions

__all__ = [
    "AccountRefused",
    "InvitationRefused",
    "SettingUpRefused",
    "SignInRefused",
    "accept_invitation",
    "add_agency",
    "add_team",
    "add_user",
    "appoint_first_administrator",
    "change_agency",
    "change_details",
    "change_team",
    "close_account",
    "end_role",
    "give_role",
    "invite",
    "recognise",
    "reopen_account",
    "set_permissions",
]
