"""The arcs of a story: which steps a family takes, and where it stands today."""

from collections.abc import Callable
from dataclasses import dataclass

from alongside.cases.rules import ClosingOutcome as Closing
from alongside.foundation.notifications.models import Notice
from alongside.frontdoor.rules import Outcome, Route

from . import assessing, knowing
from . import planning as p
from . import steps as s
from .script import Script
from .steps import Life


@dataclass(frozen=True)
class Arc:
    """A way through help: how many days it takes, whether it is over, and its steps."""

    key: str
    days: int
    walk: Callable[[Life], None]
    is_over: bool = False
    level: int = 3
    share: int = 1
    weeks_back: int = 0
    has_family: bool = True


def live(script: Script, arc: Arc) -> Life:
    """Live a story along an arc, by the product's own actions."""
    life = Life(script)
    arc.walk(life)
    _forget_what_others_were_told(life)
    return life


def _forget_what_others_were_told(life: Life) -> None:
    """Of a team that was told of a family, only those who came to help it keep the notice."""
    if life.case is None:
        return
    told = Notice.objects.filter(kind="cases.stepped_up", about=life.case.family_id)
    told.exclude(user__in=life.script.helpers.everyone).delete()


def _begin(life: Life, *, level: int = 3, route: Route = Route.PARTNER, decided: int = 1) -> None:
    s.ask(life, 0, route=route)
    s.decide(life, decided, Outcome.ASSESSMENT, level)


def _assessed(life: Life, *, level: int = 3, route: Route = Route.PARTNER, decided: int = 1, done: int = 20) -> None:
    _begin(life, level=level, route=route, decided=decided)
    s.allocate(life, decided + 2)
    knowing.get_to_know(life, decided + 6)
    assessing.start_assessing(life, decided + 6)
    assessing.finish_assessing(life, done, level=level)


def _planned(life: Life, **kwargs) -> None:
    _assessed(life, **kwargs)
    p.start_plan(life, 26)


def _born(life: Life, number: int) -> None:
    if any(one.due_in_days is not None for one in life.script.cast.children):
        knowing.note_birth(life, number)


def _full(life: Life) -> None:
    _planned(life)
    p.meet(life, 38, nth=0)
    _born(life, 60)
    p.meet(life, 80, nth=1)
    p.meet(life, 122, nth=2, settles=True)
    s.close(life, 130, Closing.NEEDS_MET)


def _short(life: Life) -> None:
    _planned(life, level=2)
    p.meet(life, 38, nth=0)
    _born(life, 60)
    p.meet(life, 80, nth=1, settles=True)
    s.close(life, 86, Closing.SOME_NEEDS_MET)


def _long(life: Life) -> None:
    _planned(life, decided=3)
    p.meet(life, 44, nth=0)
    _born(life, 60)
    s.allocate(life, 70, second=True)
    p.meet(life, 94, nth=1)
    p.meet(life, 140, nth=2)
    p.meet(life, 190, nth=3, settles=True)
    s.close(life, 200, Closing.SOME_NEEDS_MET)


def _up_for_good(life: Life) -> None:
    _planned(life)
    p.meet(life, 38, nth=0)
    _born(life, 60)
    s.step_up(life, 64)
    s.close(life, 92, Closing.SOCIAL_CARE)


def _up_and_down(life: Life) -> None:
    _planned(life)
    p.meet(life, 38, nth=0)
    _born(life, 60)
    s.step_up(life, 62)
    s.step_down(life, 148)
    p.meet(life, 166, nth=1)
    p.meet(life, 208, nth=2, settles=True)
    s.close(life, 215, Closing.NEEDS_MET)


def _ended_early(life: Life) -> None:
    _begin(life, level=2)
    s.allocate(life, 3)
    knowing.get_to_know(life, 8)
    assessing.start_assessing(life, 8)
    s.close(life, 25, Closing.FAMILY_ENDED)


def _not_reached(life: Life) -> None:
    _begin(life, level=2, route=Route.POLICE, decided=2)
    s.allocate(life, 4)
    s.close(life, 40, Closing.NOT_ENGAGED)


def _moved(life: Life) -> None:
    _planned(life)
    p.meet(life, 38, nth=0)
    s.close(life, 58, Closing.MOVED_AWAY)


def _back_again(life: Life) -> None:
    _short(life)
    s.ask(life, 240, again=True)
    s.decide(life, 241, Outcome.ASSESSMENT, 3)
    s.allocate(life, 243)
    assessing.start_assessing(life, 250)
    assessing.finish_assessing(life, 262, level=3)
    p.start_plan(life, 266)
    p.meet(life, 280, nth=0)
    p.meet(life, 322, nth=1, settles=True)
    s.close(life, 330, Closing.NEEDS_MET)


def _straight_up(life: Life) -> None:
    s.ask(life, 0, route=Route.POLICE)
    s.decide(life, 0, Outcome.STEP_UP, 4)
    s.close(life, 30, Closing.SOCIAL_CARE)


def _waiting(life: Life) -> None:
    _begin(life)


def _waiting_late(life: Life) -> None:
    _begin(life, level=2, decided=2)


def _by_panel(life: Life) -> None:
    s.ask(life, 0)
    s.decide(life, 1, Outcome.PANEL, 3)


def _assessing(life: Life) -> None:
    _begin(life)
    s.allocate(life, 3)
    knowing.get_to_know(life, 7)
    assessing.start_assessing(life, 7)


def _assessed_only(life: Life) -> None:
    _assessed(life, level=2, route=Route.PHONE, decided=0, done=18)


def _plan_in_hand(life: Life) -> None:
    _assessed(life, done=18)
    p.start_plan(life, 22, agree=False)


def _first_meeting_ahead(life: Life) -> None:
    _planned(life)
    p.arrange(life, 27, held_after=39, is_first=True)


def _met_once(life: Life) -> None:
    _planned(life)
    p.meet(life, 38, nth=0)
    p.arrange(life, 41, held_after=80, is_first=False)


def _met_twice(life: Life) -> None:
    _planned(life, level=2)
    p.meet(life, 38, nth=0)
    _born(life, 60)
    p.meet(life, 80, nth=1)
    p.arrange(life, 83, held_after=122, is_first=False)


def _met_late(life: Life) -> None:
    _planned(life, decided=2)
    p.meet(life, 38, nth=0, gives_copy=False)
    _born(life, 60)


def _drifting(life: Life) -> None:
    _planned(life)
    p.meet(life, 40, nth=0)
    _born(life, 60)
    s.allocate(life, 75, second=True)
    p.meet(life, 100, nth=1)
    p.meet(life, 170, nth=2)
    p.meet(life, 260, nth=3)


def _with_social_care(life: Life) -> None:
    _planned(life)
    p.meet(life, 38, nth=0)
    _born(life, 60)
    s.step_up(life, 64)


def _home_from_social_care(life: Life) -> None:
    _planned(life, route=Route.STEP_DOWN, decided=1)


def _reopened(life: Life) -> None:
    _short(life)
    s.reopen(life, 200)


def _informed(life: Life) -> None:
    s.ask(life, 0)
    s.decide(life, 1, Outcome.INFORMATION, 1)


def _one_agency(life: Life) -> None:
    s.ask(life, 0)
    s.decide(life, 1, Outcome.ONE_AGENCY, 2)


def _no_action(life: Life) -> None:
    s.ask(life, 0, route=Route.POLICE)
    s.decide(life, 3, Outcome.NO_ACTION, 1)


def _withdrawn(life: Life) -> None:
    s.ask(life, 0)
    s.withdraw(life, 1)


ARCS = {
    one.key: one
    for one in (
        Arc("full", 140, _full, is_over=True, share=60, weeks_back=134),
        Arc("short", 95, _short, is_over=True, level=2, share=50, weeks_back=140),
        Arc("long", 210, _long, is_over=True, share=25, weeks_back=124),
        Arc("up_for_good", 100, _up_for_good, is_over=True, share=10, weeks_back=138),
        Arc("up_and_down", 225, _up_and_down, is_over=True, share=10, weeks_back=120),
        Arc("ended_early", 33, _ended_early, is_over=True, level=2, share=16, weeks_back=148),
        Arc("not_reached", 48, _not_reached, is_over=True, level=2, share=16, weeks_back=146),
        Arc("moved", 66, _moved, is_over=True, share=8, weeks_back=142),
        Arc("back_again", 340, _back_again, is_over=True, share=10, weeks_back=104),
        Arc("straight_up", 38, _straight_up, is_over=True, level=4, share=8, weeks_back=148),
        Arc("waiting", 1, _waiting, share=3),
        Arc("waiting_late", 9, _waiting_late, level=2, share=1),
        Arc("by_panel", 3, _by_panel, share=1),
        Arc("assessing", 16, _assessing, share=6, weeks_back=2),
        Arc("assessed_only", 21, _assessed_only, level=2, share=3),
        Arc("plan_in_hand", 24, _plan_in_hand, share=3),
        Arc("first_meeting_ahead", 33, _first_meeting_ahead, share=5),
        Arc("met_once", 45, _met_once, share=10, weeks_back=4),
        Arc("met_twice", 86, _met_twice, level=2, share=12, weeks_back=4),
        Arc("met_late", 96, _met_late, share=3),
        Arc("drifting", 300, _drifting, share=3, weeks_back=14),
        Arc("with_social_care", 85, _with_social_care, share=3, weeks_back=6),
        Arc("home_from_social_care", 32, _home_from_social_care, share=2),
        Arc("reopened", 203, _reopened, level=2, share=1),
        Arc("informed", 4, _informed, is_over=True, share=18, weeks_back=152, has_family=False),
        Arc("one_agency", 4, _one_agency, is_over=True, share=12, weeks_back=152, has_family=False),
        Arc("no_action", 6, _no_action, is_over=True, share=6, weeks_back=152, has_family=False),
        Arc("withdrawn", 4, _withdrawn, is_over=True, share=2, weeks_back=152, has_family=False),
    )
}
"""Every way through help. `share` weighs how many families take it beside the others; `weeks_back` is how
far back in time a family that takes it may stand, so that three years are filled and today is alive."""
