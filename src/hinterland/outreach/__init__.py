"""Outreach: sessions in venues through the week for areas outside a hub's reach.

Choose how many times each team runs each kind of day, and where each area's need is met:

    maximise   Σ y(a,v)  −  Σ (price · travel(p) + price · sessions(p)) · x(t,p,d)
    where      Σ over v of y(a,v) ≤ need(a)                 no need is met twice
               Σ over a of y(a,v) ≤ places · sessions(v)     a session has so many places
               y(a,v) ≤ need(a) · sessions(v)               nothing is met where there is no session
               Σ over p of x(t,p,d) ≤ days(t,d)             a team has one kind of day at a time
               sessions(v) in each half day ≤ open(v, d)    a venue has one session at a time
               Σ over v of sessions(v) ≤ most               when the week's sessions are limited
               Σ y over a locality ≥ share · its need       when a least share is asked for

A kind of day p is a morning venue, an afternoon venue, or both, with the travel from the base, between
them and back; only days that fit into the team's hours are there. Days with the same venues open and the
same teams at work are first one column with a count, so that swapping two alike days is not searched
twice; its bound holds for the week. The counts are then laid out over the days (`timetable`); in the rare
week where they can not be, each day gets columns of its own. Solved exactly by HiGHS; every answer carries
its proven bound.
"""

from hinterland.outreach.answer import Outing, OutreachAnswer, VenueWeek, plan_outreach
from hinterland.outreach.problem import Aim, Day, OutreachArea, OutreachQuestion, OutreachRefused, Team, Venue

__all__ = [
    "Aim",
    "Day",
    "Outing",
    "OutreachAnswer",
    "OutreachArea",
    "OutreachQuestion",
    "OutreachRefused",
    "Team",
    "Venue",
    "VenueWeek",
    "plan_outreach",
]
