"""The measures of need that official files carry, and what their columns are called."""

import re
from dataclasses import dataclass

from alongside.places.rules.county import MeasureFacts
from alongside.places.rules.kinds import HigherMeans, Vintage

INDICES = "Ministry of Housing, Communities and Local Government, English Indices of Deprivation"
POPULATION = "Office for National Statistics, small area population estimates"
CENSUS = "Office for National Statistics, Census 2021"
CONNECTIVITY = "Department for Transport, connectivity metric, in the Indices of Deprivation 2025"
PUBLISHERS = frozenset({INDICES, POPULATION, CENSUS, CONNECTIVITY})
"""Whose figures `alongside county import` reads: all of them are open data."""

_DOMAINS = {
    "Index of Multiple Deprivation (IMD)": ("imd", "Index of Multiple Deprivation"),
    "Income": ("income", "Income deprivation"),
    "Employment": ("employment", "Employment deprivation"),
    "Education, Skills and Training": ("education", "Education, skills and training"),
    "Health Deprivation and Disability": ("health", "Health deprivation and disability"),
    "Crime": ("crime", "Crime"),
    "Barriers to Housing and Services": ("barriers", "Barriers to housing and services"),
    "Living Environment": ("living_env", "Living environment"),
    "Income Deprivation Affecting Children Index (IDACI)": (
        "idaci", "Income deprivation affecting children",
    ),
    "Income Deprivation Affecting Older People (IDAOPI)": (
        "idaopi", "Income deprivation affecting older people",
    ),
    "Children and Young People Sub-domain": ("cyp_subdomain", "Children and young people"),
    "Adult Skills Sub-domain": ("adult_skills", "Adult skills"),
    "Geographical Barriers Sub-domain": ("geog_barriers", "Geographical barriers"),
    "Wider Barriers Sub-domain": ("wider_barriers", "Wider barriers"),
    "Indoors Sub-domain": ("indoors", "Living environment indoors"),
    "Outdoors Sub-domain": ("outdoors", "Living environment outdoors"),
}  # fmt: skip

_NAME_OF_DOMAIN = dict(_DOMAINS.values())
_RATES = frozenset({"income", "employment", "idaci", "idaopi"})
_COLUMN = re.compile(r"(?P<domain>.+?) (?P<part>Score|Rank|Decile)(?: \(.*)?")
_DENOMINATORS = (
    (re.compile(r"total population: mid[ -](\d{4})"), "indices_population"),
    (re.compile(r"dependent children aged 0-15: mid[ -](\d{4})"), "indices_population_0_15"),
)
_BANDS = {
    "population": ("People of all ages", 0, 200),
    "population_0_4": ("Children under 5", 0, 4),
    "population_5_10": ("Children aged 5 to 10", 5, 10),
    "population_11_15": ("Children aged 11 to 15", 11, 15),
    "population_16_17": ("Young people aged 16 and 17", 16, 17),
    "population_0_15": ("Children aged 0 to 15", 0, 15),
    "population_0_17": ("Children aged 0 to 17", 0, 17),
    "population_0_19": ("Children and young people aged 0 to 19", 0, 19),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds: a measure, and the period when the column itself says it."""

    measure: MeasureFacts
    period: str = ""


def edition_of(lsoa_year: str) -> str:
    """The Indices of 2019 are on areas of 2011; those of 2025 are on areas of 2021.

    Source: MHCLG, English Indices of Deprivation 2019 and 2025, File 7.
    """
    return {"2011": "2019", "2021": "2025"}[lsoa_year]


def deprivation_measure(domain: str, part: str, *, is_estimate: bool = False) -> MeasureFacts:
    """The score, rank or decile of a domain of the Indices of Deprivation."""
    name = _NAME_OF_DOMAIN[domain]
    if part == "score":
        unit = "rate" if domain in _RATES else "score"
        return MeasureFacts(
            f"{domain}_score", f"{name}: {unit}", unit, INDICES, HigherMeans.MORE_NEED, 3,
            is_estimate,
        )  # fmt: skip
    unit = "rank in England" if part == "rank" else "tenth of England"
    return MeasureFacts(
        f"{domain}_{part}", f"{name}: {part}, 1 is most deprived", unit, INDICES,
        HigherMeans.LESS_NEED, 0, is_estimate,
    )  # fmt: skip


def population_measure(key: str, *, source: str = POPULATION, is_estimate: bool = False):
    """A count of people in an age band."""
    name = _BANDS[key.removeprefix("indices_")][0]
    if key.startswith("indices_"):
        name += ", as the Indices count them"
    return MeasureFacts(key, name, "people", source, HigherMeans.NEITHER, 0, is_estimate)


def bands_of(ages: dict[int, float]) -> dict[str, float]:
    """The age bands that we keep, added up from single years of age."""
    return {
        key: sum(people for age, people in ages.items() if low <= age <= high) for key, (_, low, high) in _BANDS.items()
    }


def meaning_of_column(column: str) -> Meaning | None:
    """What a column of File 2, 5, 6 or 7 of the Indices holds, by its printed name."""
    for pattern, key in _DENOMINATORS:
        if match := pattern.match(column.strip().lower()):
            return Meaning(population_measure(key, source=INDICES), f"mid-{match[1]}")
    match = _COLUMN.fullmatch(column.strip())
    if match is None or match["domain"] not in _DOMAINS:
        return None
    return Meaning(deprivation_measure(_DOMAINS[match["domain"]][0], match["part"].lower()))


_SHARED = {
    "pop_total_census2021": Meaning(population_measure("population", source=CENSUS), "census 2021"),
    "pop_0_15_census2021": Meaning(
        population_measure("population_0_15", source=CENSUS), "census 2021"
    ),
    "pop_0_4_est2021": Meaning(
        population_measure("population_0_4", source=CENSUS, is_estimate=True), "2021"
    ),
    "pop_0_19_est2021": Meaning(
        population_measure("population_0_19", source=CENSUS, is_estimate=True), "2021"
    ),
    "pop_total_mid2020": Meaning(population_measure("population"), "mid-2020"),
    "connectivity_score": Meaning(
        MeasureFacts(
            "connectivity", "Connectivity by public transport, foot and cycle", "score 0 to 100",
            CONNECTIVITY, HigherMeans.LESS_NEED, 1,
        )
    ),
    "idaci_est": Meaning(deprivation_measure("idaci", "score", is_estimate=True)),
    "idaci_est_rank": Meaning(deprivation_measure("idaci", "rank", is_estimate=True)),
    "idaci_est_decile": Meaning(deprivation_measure("idaci", "decile", is_estimate=True)),
}  # fmt: skip


def meaning_of_shared_column(column: str) -> Meaning | None:
    """What a column of the joined tables of areas (`lsoa2021_….csv`) holds."""
    if column in _SHARED:
        return _SHARED[column]
    if match := re.fullmatch(r"pop_(\d+_\d+)_mid2020", column):
        key = f"population_{match[1]}"
        return Meaning(population_measure(key), "mid-2020") if key in _BANDS else None
    domain, _, part = column.rpartition("_")
    if domain in _NAME_OF_DOMAIN and part in ("score", "rank", "decile"):
        return Meaning(deprivation_measure(domain, part))
    return None


def is_open_data(key: str, *, source: str, vintage: str) -> bool:
    """Open is only what is known to be: a measure that our readers of official open files make, from one of their
    publishers. In an invented county there is no publisher, and nobody behind a figure. Whatever else is loaded, a
    count of children on plans for one, stays closed.

    Source: local default.
    """
    return _is_of_official_files(key) and (source in PUBLISHERS or vintage == Vintage.DEMO)


def _is_of_official_files(key: str) -> bool:
    domain, _, part = key.rpartition("_")
    is_of_indices = domain in _NAME_OF_DOMAIN and part in ("score", "rank", "decile")
    return is_of_indices or key.removeprefix("indices_") in _BANDS or key == "connectivity"


def what_is_expected(key: str, value: float | None) -> str:
    """What a figure should have been, when it can not be right; nothing when it can."""
    if value is None:
        return "a number"
    if key.endswith("_decile"):
        return "" if value in range(1, 11) else "a whole number from 1 to 10"
    if key.endswith("_rank"):
        return "" if value >= 1 and value == int(value) else "a whole number from 1"
    if key.removeprefix("indices_").startswith("population"):
        return "" if value >= 0 and value == int(value) else "a whole number of people"
    if key.removesuffix("_score") in _RATES:
        return "" if 0 <= value <= 1 else "a rate from 0 to 1"
    return ""
