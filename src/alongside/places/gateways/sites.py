"""Reads sites: GIAS establishments, the tables of candidate sites and of children's centres."""

from collections.abc import Iterator

from alongside.places.gateways.draft import Draft, grid_point
from alongside.places.gateways.layouts import code_column, column_named
from alongside.places.gateways.tables import Row, Table
from alongside.places.rules.addresses import as_said, slug_of, spaced_postcode
from alongside.places.rules.county import SiteFacts
from alongside.places.rules.kinds import SiteKind

_KINDS = {kind.value: kind for kind in SiteKind}
_OPEN = ("Open", "Open, but proposed to close")


def read_sites(table: Table, draft: Draft) -> int:
    """Take in the sites of a table of candidate sites that stand in the county's areas."""
    area_at = code_column(table.columns, draft.vintage)
    used = 0
    for row in _sound_rows(table, draft):
        if row[area_at] not in draft.areas:
            continue
        kind = _KINDS.get(row["site_type"])
        if kind is None:
            draft.bad(table, row, "site_type", "one of " + ", ".join(sorted(_KINDS)))
            continue
        said = row["detail"]
        postcode = spaced_postcode(said) or spaced_postcode(row["source_id"])
        used += _add(
            table, draft, row, kind=kind, source_id=row["source_id"] or row["site_id"],
            name=row["name"], area=row[area_at], columns=("easting", "northing"),
            postcode=postcode, detail="" if spaced_postcode(said) else said,
        )  # fmt: skip
    return used


def read_centres(table: Table, draft: Draft) -> int:
    """Take in the children's centres of a table of them."""
    area_at = code_column(table.columns, draft.vintage)
    used = 0
    for row in _sound_rows(table, draft):
        if row[area_at] in draft.areas:
            used += _add(
                table, draft, row, kind=SiteKind.CHILDRENS_CENTRE, source_id=row["postcode"],
                name=row["name"], area=row[area_at], columns=("easting", "northing"),
                postcode=spaced_postcode(row["postcode"]), detail=row["gias_type"],
            )  # fmt: skip
    return used


def read_schools(table: Table, draft: Draft) -> int:
    """Take in open schools and children's centres of the county from GIAS.

    GIAS mixes vintages in its own code of area, so a site's area is found by its point; without
    boundaries by its postcode; and only then by that code.
    """
    named = {
        key: column_named(table.columns, *names)
        for key, names in {
            "county": ("GSSLACode (name)",), "district": ("DistrictAdministrative (code)",),
            "status": ("EstablishmentStatus (name)",), "type": ("TypeOfEstablishment (name)",),
            "phase": ("PhaseOfEducation (name)",), "name": ("EstablishmentName",), "urn": ("URN",),
            "area": ("LSOA (code)",), "postcode": ("Postcode",), "e": ("Easting",),
            "n": ("Northing",), "street": ("Street",), "place": ("Locality",), "town": ("Town",),
        }.items()
    }  # fmt: skip
    used, elsewhere, nowhere = 0, set(), set()
    for row in _sound_rows(table, draft):
        is_here = row[named["county"]] == draft.county or row[named["district"]] in draft.districts
        if not is_here or not row[named["status"]].startswith(_OPEN):
            continue
        postcode = spaced_postcode(row[named["postcode"]])
        area = _area_of(draft, row, named, postcode)
        if not area:
            nowhere.add(row[named["name"]])
            continue
        if row[named["area"]] and row[named["area"]] != area:
            elsewhere.add(row[named["name"]])
        is_centre = "children's centre" in row[named["type"]].lower()
        used += _add(
            table, draft, row, kind=SiteKind.CHILDRENS_CENTRE if is_centre else SiteKind.SCHOOL,
            source_id=row[named["urn"]], name=row[named["name"]], area=area,
            columns=(named["e"], named["n"]), postcode=postcode,
            detail=row[named["type"]] if is_centre else row[named["phase"]],
            address=(row[named["street"]], row[named["place"]], row[named["town"]]),
        )  # fmt: skip
    draft.report.miss(table.name, "Sites whose own code of area is of another vintage or area; "
                      "placed by their point", elsewhere)  # fmt: skip
    draft.report.miss(table.name, "Sites that stand in none of the county’s areas", nowhere)
    return used


def _area_of(draft: Draft, row: Row, named: dict[str, str], postcode: str) -> str:
    point = grid_point(row[named["e"]], row[named["n"]])
    if point and draft.boundaries:
        return draft.finder.area_near(*point)
    if postcode in draft.postcodes:
        return draft.postcodes[postcode].area_code
    return row[named["area"]] if row[named["area"]] in draft.areas else ""


def _sound_rows(table: Table, draft: Draft) -> Iterator[Row]:
    for row in table.rows():
        if row.expected:
            draft.bad(table, row, "", row.expected)
        else:
            yield row


def _add(
    table, draft: Draft, row: Row, *, kind, source_id, name, area, columns, postcode, detail,
    address=("", "", ""),
) -> int:  # fmt: skip
    if not source_id or not name:
        column = next((c for c in table.columns if c.lower() in ("urn", "source_id", "name")), "")
        draft.bad(table, row, column, "a name and a number of its own")
        return 0
    easting, northing = columns
    point = grid_point(row[easting], row[northing])
    if point is None and (row[easting] or row[northing]):
        draft.bad(table, row, easting, "metres of the National Grid, such as 451220")
        return 0
    if _is_there_already(draft, kind, source_id, name):
        return 1
    e, n = point or (None, None)
    draft.sites[kind.value, source_id] = SiteFacts(
        slug="", name=as_said(name)[:200], kind=kind, source_id=source_id[:40], easting=e,
        northing=n, area_code=area, postcode=postcode, address_line_1=address[0][:120],
        address_line_2=address[1][:120], town=address[2][:80], detail=detail[:160],
    )  # fmt: skip
    return 1


def _is_there_already(draft: Draft, kind: SiteKind, source_id: str, name: str) -> bool:
    if (kind.value, source_id) in draft.sites:
        return True
    return kind == SiteKind.CHILDRENS_CENTRE and any(
        site.kind == kind and slug_of(site.name) == slug_of(as_said(name)) for site in draft.sites.values()
    )
