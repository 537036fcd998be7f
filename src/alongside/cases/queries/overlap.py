"""Families worked with by several teams at once, and services that overlap in place and purpose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.people.rules import MatchingPolicy

from .. import access, rules

BANDS = ("2", "3", f"{rules.MOST_SHOWN} or more")
MOST_PAIRS = 30

# Each family once, by its leading record; a case counts for its hub, a note for the agency and service it names.
_AT_WORK = """
with whole as (
  select f.id as record_id, coalesce(o.lead_id, f.id) as family_id
  from people_family f left join people_onefamily o on o.record_id = f.id
), at_work as (
  select w.family_id, t.name as team, c.locality_id
  from cases_case c join whole w on w.record_id = c.family_id join identity_team t on t.id = c.hub_team_id
  where c.status <> 'closed'
  union
  select w.family_id, a.name || coalesce(', ' || nullif(i.service, ''), ''), null
  from cases_involvement i join whole w on w.record_id = i.family_id join identity_agency a on a.id = i.agency_id
  where i.until_on is null
  union
  select w.family_id, a.name || ', ' || g.service, null
  from people_listrow r
  join people_listagreement g on g.id = r.agreement_id
  join identity_agency a on a.id = g.agency_id
  join people_familymember m on m.person_id = r.person_id and m.until_on is null
  join whole w on w.record_id = m.family_id
  where r.state = 'found' and r.kept_until_on >= %(today)s
), placed as (
  select distinct on (family_id) family_id, locality_id from at_work where locality_id is not null
  order by family_id, locality_id
)
select array_agg(distinct a.team order by a.team) as teams, coalesce(l.name, '') as locality
from at_work a left join placed p using (family_id) left join places_locality l on l.id = p.locality_id
group by a.family_id, l.name
"""
_SERVICES = """
select one.name, mine.name, other.name, theirs.name, count(distinct here.locality_id) as places,
       (select string_agg(word, ', ') from unnest(
          array(select unnest(tsvector_to_array(ts_filter(one.found_by, '{a,b}')))
                intersect select unnest(tsvector_to_array(ts_filter(other.found_by, '{a,b}'))))) as word) as words
from directory_service one
join directory_service other on one.id < other.id and one.levels && other.levels
join identity_agency mine on mine.id = one.agency_id
join identity_agency theirs on theirs.id = other.agency_id
join directory_service_localities here on here.service_id = one.id
join directory_service_localities there on there.service_id = other.id and there.locality_id = here.locality_id
where one.is_active and other.is_active
  and coalesce(one.from_age, 0) <= coalesce(other.to_age, 200)
  and coalesce(other.from_age, 0) <= coalesce(one.to_age, 200)
group by one.id, other.id, mine.name, theirs.name
having cardinality(array(select unnest(tsvector_to_array(ts_filter(one.found_by, '{a,b}')))
                         intersect select unnest(tsvector_to_array(ts_filter(other.found_by, '{a,b}'))))) >= 2
order by places desc, one.name, other.name
limit %(most)s
"""


@dataclass(frozen=True)
class ServicesAlike:
    """Two services for the same ages and levels, in the same places, that say the same things of themselves."""

    one: str
    one_agency: str
    other: str
    other_agency: str
    places: int
    words: str


@dataclass(frozen=True)
class Overlap:
    """How many families are worked with by several teams, by locality and by which teams; small numbers untold."""

    families: int | None
    by_locality: dict[str, dict[str, int | None]]
    together: list[tuple[str, str, int | None]]
    services: list[ServicesAlike]
    smallest: int


def overlap(*, viewer: User, today: date) -> Overlap | None:
    """Families worked with by several teams at once, and services that overlap; figures only, nobody named."""
    if not viewer.may(access.SEE_OVERLAP):
        return None
    smallest = policy_on(MatchingPolicy, today).smallest_number_shown
    with connection.cursor() as cursor:
        cursor.execute(_AT_WORK, {"today": today})
        several = [(teams, locality) for teams, locality in cursor.fetchall() if len(teams) >= rules.SEVERAL]
        cursor.execute(_SERVICES, {"most": MOST_PAIRS})
        services = [ServicesAlike(*row) for row in cursor.fetchall()]
    counted: dict[str, Counter] = {}
    together: Counter[tuple[str, str]] = Counter()
    for teams, locality in several:
        counted.setdefault(locality or "No locality", Counter())[rules.band_of(len(teams))] += 1
        together.update((one, other) for place, one in enumerate(teams) for other in teams[place + 1 :])
    return Overlap(
        families=len(several) if not 0 < len(several) < smallest else None,
        by_locality={
            locality: rules.may_be_told({band: counts[band] for band in BANDS}, smallest=smallest)
            for locality, counts in sorted(counted.items())
        },
        together=[(one, other, n) for (one, other), n in together.most_common(MOST_PAIRS) if n >= smallest],
        services=services,
        smallest=smallest,
    )
