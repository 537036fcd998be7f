"""Facts about sites and their money, sessions and who came, volunteers, and files of figures."""

from .figures import FigureFile, Footfall, MonthAmount, YearAmount
from .sessions import Attendance, Register, Session
from .sites import SiteFact
from .volunteers import Volunteer

__all__ = [
    "Attendance",
    "FigureFile",
    "Footfall",
    "MonthAmount",
    "Register",
    "Session",
    "SiteFact",
    "Volunteer",
    "YearAmount",
]
