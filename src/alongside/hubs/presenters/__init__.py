"""How hubs, sites and registers read."""

from .hub import COLUMNS_OF_HUBS, HubPage, hub_row
from .money import amounts_table, forecast_words, months_table, years_table
from .registers import RegisterPage, SessionPage, session_rows, today_rows
from .sites import COLUMNS_OF_SITES, FactLine, SitePage, site_row, sites_as_file
from .volunteers import (
    COLUMNS_OF_HOURS,
    VolunteerPage,
    hours_rows,
    volunteer_columns,
    volunteer_rows,
    volunteers_as_file,
    volunteers_words,
)

__all__ = [
    "COLUMNS_OF_HOURS",
    "COLUMNS_OF_HUBS",
    "COLUMNS_OF_SITES",
    "FactLine",
    "HubPage",
    "RegisterPage",
    "SessionPage",
    "SitePage",
    "VolunteerPage",
    "amounts_table",
    "forecast_words",
    "hours_rows",
    "hub_row",
    "months_table",
    "session_rows",
    "site_row",
    "sites_as_file",
    "today_rows",
    "volunteer_columns",
    "volunteer_rows",
    "volunteers_as_file",
    "volunteers_words",
    "years_table",
]
