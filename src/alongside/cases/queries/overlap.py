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
# It belongs to the locality of its present case, or else of its latest.
_AT_WORK = """
with whole as (
  select f.id as record_id, coalesce(o.lead_id, f.id) as family_id
  from people_family f left join people_onefamily o on o.record_id = f.id
), at_work as (
  select w.family_id, t.name as team
  from cases_case c join whole w on w.record_id = c.family_id join identity_team t on t.id = c.hub_team_id
  where c.status <> 'closed'
  union
  select w.family_id, a.name || coalesce(', ' || nullif(i.service, ''), '')
  from cases_involvement i join whole w on w.record_id = i.family_id join identity_agency a on a.id = i.agency_id
  where i.until_on is null
  union
  select w.family_id, a.name || ', ' || g.service
  from people_listrow r
  join people_listagreement g on g.id = r.agreement_id
  join identity_agency a on a.id = g.agency_id
  join people_familymember m on m.person_id = r.person_id and m.until_on is null
  join whole w on w.record_id = m.family_id
  where r.state = 'found' and r.kept_until_on >= %(today)s
), placed as (
  select distinct on (w.family_id) w.family_id, c.locality_id
  from cases_case c join whole w on w.record_id = c.family_id where c.locality_id is not null
  order by w.family_id, c.status = 'closed', c.opened_on desc, c.id
)
select array_agg(distinct a.team order by a.team) as teams, coalesce(l.name, '') as locality
from at_work a left join placed p using (family_id) left join places_locality l on l.id = p.locality_id
group by a.family_id, l.name
"""
# A service without localities serves the whole county, one without levels or ages is for everybody; a word that
# every fifth service says of itself tells nothing.
_SERVICES = """
with said as (
  select s.id, unnest(tsvector_to_array(ts_filter(s.found_by, '{a,b}'))) as word
  from directory_service s where s.is_active
), telling as (
  select word from said group by word
  having count(*) <= greatest(3, (select count(*) from directory_service where is_active) / 5)
), offered as (
  select s.*, a.name as agency, array(select word from said join telling using (word) where said.id = s.id) as words,
         array(select l.locality_id from directory_service_localities l where l.service_id = s.id) as places
  from directory_service s join identity_agency a on a.id = s.agency_id where s.is_active
)
select one.name, one.agency, other.name, other.agency, here.places, alike.words,
       concat_ws(' ', one.name, one.for_whom, other.name, other.for_whom)
from offered one
join offered other on one.id < other.id
  and (one.levels && other.levels or one.levels = '{}' or other.levels = '{}')
  and coalesce(one.from_age, 0) <= coalesce(other.to_age, 200)
  and coalesce(other.from_age, 0) <= coalesce(one.to_age, 200)
cross join lateral (
  select array_agg(word order by word) as words, count(*) as n
  from (select unnest(one.words) as word intersect select unnest(other.words)) as shared
) alike
cross join lateral (
  select case when one.places = '{}' and other.places = '{}' then null
              when one.places = '{}' then cardinality(other.places)
              when other.places = '{}' then cardinality(one.places)
              else cardinality(array(select unnest(one.places) intersect select unnest(other.places))) end as places
) here
where alike.n >= 2 and here.places is distinct from 0
order by alike.n desc, one.name, other.name
limit %(most)s
"""


def _as_written(stems: list[str], text: str) -> str:
    """The words that two services share, as one of them writes them rather than as they are indexed."""
    written = [word.strip(".,:;’'()") for word in text.split()]
    return ", ".join(next((word for word in written if word.lower().startswith(one[:-1])), one) for one in stems)


@dataclass(frozen=True)
class ServicesAlike:
    """Two services for the same ages and levels, in the same places, that say the same things of themselves."""

    one: str
    one_agency: str
    other: str
    other_agency: str
    places: int | None
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
        services = [ServicesAlike(*row, words=_as_written(stems, text)) for *row, stems, text in cursor.fetchall()]
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
