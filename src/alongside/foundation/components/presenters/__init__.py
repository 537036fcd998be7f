"""Words, flags and shapes for our components."""

from .charts import BarChart, LineChart, ScaleChart, Waterfall
from .days import DuePresenter, say_day
from .forms import choice_kind, list_error_links
from .maps import AreaMap, MapSheet, Place
from .scatter import ScatterChart, places_of

__all__ = [
    "AreaMap",
    "BarChart",
    "DuePresenter",
    "LineChart",
    "MapSheet",
    "Place",
    "ScaleChart",
    "ScatterChart",
    "Waterfall",
    "choice_kind",
    "list_error_links",
    "places_of",
    "say_day",
]
