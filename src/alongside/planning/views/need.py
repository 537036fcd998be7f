"""The map of need on screen: for those who see need, and of open figures for everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_anyone
from alongside.foundation.documents.views import public_page
from alongside.places import queries as places
from alongside.planning import forms, queries
from alongside.planning.access import SEE_NEED, may_plan
from alongside.planning.gateways.need import NotMade
from alongside.planning.presenters.need import CHANGE, AreaNeedPage, NeedPage
from alongside.planning.queries.sheets import county_sheet
from alongside.planning.rules.indicators import BEGUN_LATELY, Indicator, is_open, is_subtracted
from alongside.planning.rules.recipes import Recipe

FIRST_SHOWN = ("imd_score", "imd_decile")
PUBLIC = "Its figures were published by others, and are of places"


@dataclass(frozen=True)
class Reading:
    """Whose figures are read: all that someone may see, or what is open to everybody."""

    indicators: Callable[[], list[Indicator]]
    figures: Callable
    periods: Callable

    @classmethod
    def of(cls, viewer) -> "Reading":
        """All that someone may see."""
        asked = (queries.catalogue, queries.figures_for, queries.earlier_periods)
        return cls(*(partial(one, viewer=viewer) for one in asked))


OPEN = Reading(queries.open_series, queries.open_figures, queries.open_periods)


def asked_indicator(request: HttpRequest, indicators: list[Indicator]) -> Indicator | None:
    """What was asked for by name; else deprivation, else the first there is; None when nothing is held."""
    by_key = {one.key: one for one in indicators}
    if wanted := request.GET.get("what"):
        if wanted not in by_key:
            raise Http404
        return by_key[wanted]
    first = next((by_key[key] for key in FIRST_SHOWN if key in by_key), None)
    return first or next((one for one in indicators if is_open(one)), None) or by_key.get(BEGUN_LATELY)


def shown_by(request: HttpRequest) -> str:
    """Whether figures are wanted by area, locality or hub."""
    by = request.GET.get("by", "")
    return by if by in ("locality", "hub") else "area"


def shown_on_map(request: HttpRequest, indicator: Indicator, then) -> str:
    """Whether the map shows the figures, or how they changed."""
    wants = request.GET.get("draw") == CHANGE and then is not None
    return CHANGE if wants and is_subtracted(indicator.kind) else ""


def figures_asked(request: HttpRequest, indicator: Indicator, ground, reading: Reading, periods=None):
    """The figures now, and those of the period they are to stand beside; its earlier periods where they are known."""
    told = {"ground": ground, "today": timezone.localdate()}
    try:
        now = reading.figures(indicator, **told)
    except NotMade as reason:
        return None, None, str(reason)
    then = request.GET.get("then", "")
    if not then or then not in (reading.periods(indicator, today=told["today"]) if periods is None else periods):
        return now, None, ""
    return now, reading.figures(indicator, **told, period=then), ""


def _shown(request: HttpRequest, reading: Reading, *, is_public: bool) -> dict:
    """The map and its tables as they were asked for."""
    indicators = reading.indicators()
    indicator = asked_indicator(request, indicators)
    by = shown_by(request)
    page = form = None
    problem = ""
    ground = queries.ground_of()
    if indicator is not None and ground.areas:
        periods = reading.periods(indicator, today=timezone.localdate())
        now, then, problem = figures_asked(request, indicator, ground, reading, periods)
        draws = shown_on_map(request, indicator, then)
        said = {"what": indicator.key, "by": by, "then": then.period if then else "", "draw": draws}
        form = forms.ChooseNeed(initial=said, indicators=indicators, periods=periods,
                                is_subtracted=is_subtracted(indicator.kind))  # fmt: skip
        if now is not None:
            sheet = county_sheet(ground.locality_of)
            told = {"sheet": sheet, "by": by, "then": then, "draw": draws, "is_public": is_public}
            page = NeedPage.of(now, ground, **told)
    return {"page": page, "form": form, "problem": problem}


@opens_to(SEE_NEED)
def need(request: HttpRequest) -> HttpResponse:
    """The map of need: any indicator or index, by area, locality or hub."""
    shown = _shown(request, Reading.of(request.user), is_public=False)
    return render(request, "planning/need.html", shown | {"plans": may_plan(request.user)})


@opens_to_anyone(why=PUBLIC)
@public_page
def public_need(request: HttpRequest) -> HttpResponse:
    """The map of need for councillors and residents: what others published of places, and nothing of families."""
    return render(request, "planning/public_need.html", _shown(request, OPEN, is_public=True))


@opens_to(SEE_NEED)
def need_area(request: HttpRequest, code: str) -> HttpResponse:
    """One area's figure and how it came about."""
    try:
        area = places.get_area(code)
    except places.PlaceNotFound as gone:
        raise Http404 from gone
    indicator = asked_indicator(request, queries.catalogue(viewer=request.user))
    if indicator is None or not area.is_current:
        raise Http404
    told = {"viewer": request.user, "ground": queries.ground_of(), "today": timezone.localdate()}
    statement = None
    try:
        figures = queries.figures_for(indicator, **told)
        if indicator.key.startswith(queries.PREFIX):
            slug = indicator.key.removeprefix(queries.PREFIX)
            recipe = Recipe.of_data(queries.get_index(viewer=request.user, slug=slug).recipe)
            statement = queries.made_index(recipe, **told).statement(code)
    except NotMade as gone:
        raise Http404 from gone
    page = AreaNeedPage.of(area, figures, statement)
    return render(request, "planning/need_area.html", {"page": page, "what": indicator.key})
