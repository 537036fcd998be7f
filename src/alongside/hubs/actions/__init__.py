"""What people do in hubs: keep figures, set the timetable, write down who came, look after volunteers."""

from .figures import record_month, set_year, take_in_file
from .looking import note_register_seen, note_volunteers_seen
from .refusals import ChangedMeanwhile, HubRefused
from .registers import (
    cancel_register,
    close_register,
    count_people,
    mark_person,
    note_postcode,
    open_register,
    reopen_register,
    take_away,
    write_up,
)
from .sessions import add_session, change_session, end_session
from .sites import state_fact
from .volunteers import add_volunteer, change_volunteer, end_volunteer, note_checks, start_volunteer

__all__ = [
    "ChangedMeanwhile",
    "HubRefused",
    "add_session",
    "add_volunteer",
    "cancel_register",
    "change_session",
    "change_volunteer",
    "close_register",
    "count_people",
    "end_session",
    "end_volunteer",
    "mark_person",
    "note_checks",
    "note_postcode",
    "note_register_seen",
    "note_volunteers_seen",
    "open_register",
    "record_month",
    "reopen_register",
    "set_year",
    "start_volunteer",
    "state_fact",
    "take_away",
    "take_in_file",
    "write_up",
]
