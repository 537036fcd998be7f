"""The shape of a county's facts on their way in, whether read from official files or invented."""

from dataclasses import dataclass, field
from typing import Any

from alongside.places.rules.kinds import HigherMeans, SiteKind, UrbanRural, Vintage


@dataclass(frozen=True, slots=True)
class DistrictFacts:
    """A council district."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """A small statistical area; its point is where its people live, in grid metres."""

    code: str
    name: str
    district_code: str
    easting: int
    northing: int
    place_name: str = ""
    urban_rural: UrbanRural = UrbanRural.NOT_KNOWN
    boundary: dict[str, Any] | None = None
    """GeoJSON geometry in longitude and latitude."""


@dataclass(frozen=True, slots=True)
class LocalityFacts:
    """A patch: its areas, and the slug of the site that is its hub."""

    slug: str
    name: str
    area_codes: tuple[str, ...]
    hub_slug: str = ""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """A building or place, known to its source by `source_id` (URN, UPRN, ODS code or postcode)."""

    slug: str
    name: str
    kind: SiteKind
    source_id: str
    easting: int | None = None
    northing: int | None = None
    area_code: str = ""
    postcode: str = ""
    address_line_1: str = ""
    address_line_2: str = ""
    town: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PostcodeFacts:
    """A postcode and the area it lies in."""

    code: str
    area_code: str
    easting: int
    northing: int
    is_live: bool | None = True
    """None when the source does not say: what is held stays, and a new one is taken as live."""


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """Something counted or scored for every area."""

    key: str
    name: str
    unit: str
    source: str
    higher_means: HigherMeans
    decimals: int = 0
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """One figure; no value means that its publisher suppressed it."""

    measure_key: str
    area_code: str
    period: str
    value: float | None


@dataclass(frozen=True, slots=True)
class CountyFacts:
    """Everything about a county's places, on one vintage."""

    code: str
    name: str
    vintage: Vintage
    districts: tuple[DistrictFacts, ...]
    areas: tuple[AreaFacts, ...]
    localities: tuple[LocalityFacts, ...] = ()
    sites: tuple[SiteFacts, ...] = ()
    postcodes: tuple[PostcodeFacts, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    figures: tuple[FigureFacts, ...] = field(default=(), repr=False)

    def gaps(self) -> list[str]:
        """What does not hang together, each as a sentence: nothing with gaps is loaded."""
        districts = {one.code for one in self.districts}
        areas = {one.code for one in self.areas}
        slugs = {one.slug for one in self.sites}
        keys = {one.key for one in self.measures}
        placed = [code for one in self.localities for code in one.area_codes]
        checks = (
            (len(areas) != len(self.areas), "An area is there twice"),
            (len(slugs) != len(self.sites), "Two sites have the same address in this system"),
            ({a.district_code for a in self.areas} - districts, "An area’s district is not known"),
            ({p.area_code for p in self.postcodes} - areas, "A postcode’s area is not known"),
            ({s.area_code for s in self.sites} - areas - {""}, "A site’s area is not known"),
            ({f.area_code for f in self.figures} - areas, "A figure’s area is not known"),
            ({f.measure_key for f in self.figures} - keys, "A figure’s measure is not known"),
            (set(placed) - areas, "A locality has an area that is not known"),
            (len(placed) != len(set(placed)), "An area is in two localities"),
            (
                {one.hub_slug for one in self.localities} - slugs - {""},
                "A locality’s hub is not among the sites",
            ),
        )
        return [sentence for is_wrong, sentence in checks if is_wrong]
