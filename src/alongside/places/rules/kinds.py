"""The closed lists of places: vintages, kinds of site, readings of a measure, import states."""

from enum import StrEnum


class Vintage(StrEnum):
    """Which census's small areas a code belongs to. Two are never mixed in one county."""

    LSOA_2011 = "2011"
    LSOA_2021 = "2021"
    DEMO = "demo"


class SiteKind(StrEnum):
    """What sort of building or place a site is."""

    HUB = "hub"
    CHILDRENS_CENTRE = "childrens_centre"
    SCHOOL = "school"
    LIBRARY = "library"
    GP_PRACTICE = "gp_practice"
    VENUE = "venue"
    OFFICE = "office"


SITE_KIND_NAMES: dict[SiteKind, str] = {
    SiteKind.HUB: "Hub",
    SiteKind.CHILDRENS_CENTRE: "Children’s centre",
    SiteKind.SCHOOL: "School",
    SiteKind.LIBRARY: "Library",
    SiteKind.GP_PRACTICE: "GP practice",
    SiteKind.VENUE: "Outreach venue",
    SiteKind.OFFICE: "Office",
}


class UrbanRural(StrEnum):
    """Whether an area is town or country, as the official classification says."""

    URBAN = "urban"
    RURAL = "rural"
    NOT_KNOWN = ""


class HigherMeans(StrEnum):
    """How to read a bigger figure."""

    MORE_NEED = "more_need"
    LESS_NEED = "less_need"
    NEITHER = "neither"


class ImportStatus(StrEnum):
    """Where an import of files stands."""

    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


IMPORT_STATUS_NAMES: dict[ImportStatus, str] = {
    ImportStatus.RUNNING: "Running",
    ImportStatus.DONE: "Loaded",
    ImportStatus.REFUSED: "Refused",
    ImportStatus.FAILED: "Failed",
}

MOVES: dict[ImportStatus, frozenset[ImportStatus]] = {
    ImportStatus.RUNNING: frozenset({ImportStatus.DONE, ImportStatus.REFUSED, ImportStatus.FAILED}),
    ImportStatus.DONE: frozenset(),
    ImportStatus.REFUSED: frozenset(),
    ImportStatus.FAILED: frozenset(),
}
