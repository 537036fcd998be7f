"""Reading need and money by place."""

from .figures import (
    PREFIX,
    IndicatorNotFound,
    catalogue,
    earlier_periods,
    figures_for,
    get_indicator,
    open_figures,
    open_periods,
)
from .formulas import (
    FormulaNotFound,
    get_formula,
    list_formulas,
    needs_of_localities,
    sources_of_needs,
    versions_of_formula,
)
from .indexes import IndexNotFound, get_index, list_indexes, made_index, versions_of_index
from .series import Figures, Ground, ground_of, list_series, open_series

__all__ = [
    "PREFIX",
    "Figures",
    "FormulaNotFound",
    "Ground",
    "IndexNotFound",
    "IndicatorNotFound",
    "catalogue",
    "earlier_periods",
    "figures_for",
    "get_formula",
    "get_index",
    "get_indicator",
    "ground_of",
    "list_formulas",
    "list_indexes",
    "list_series",
    "made_index",
    "needs_of_localities",
    "open_figures",
    "open_periods",
    "open_series",
    "sources_of_needs",
    "versions_of_formula",
    "versions_of_index",
]
