"""Tiny files in each official layout, of a county of four areas in two districts.

The first two areas exist in both vintages; the codes of the others were first drawn in 2021.
"""

import csv
import gzip
import json
from pathlib import Path

from alongside.places.rules.geometry import longitude_latitude_of

COUNTY = "E10000099"
AREAS = {
    "E01000001": ("Norbury 001A", "E07000901", (400_000, 300_000)),
    "E01000002": ("Norbury 001B", "E07000901", (401_000, 300_000)),
    "E01034001": ("Sudbury 001A", "E07000902", (400_000, 299_000)),
    "E01034002": ("Sudbury 001B", "E07000902", (401_000, 299_000)),
}
DISTRICTS = {"E07000901": "Norbury", "E07000902": "Sudbury"}
ELSEWHERE = "E01099999"


def write_csv(path: Path, rows, *, encoding="utf-8-sig", above=()) -> Path:
    lines = [*above, *rows]
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(lines)
    return path


def indices_file_7(folder: Path, *, name="File_7_IoD2025.csv", year="2021", change=None) -> Path:
    """File 7 of the Indices, with a BOM and thousands separators, and an area of elsewhere."""
    header = [
        f"LSOA code ({year})", f"LSOA name ({year})", "Local Authority District code (2024)",
        "Local Authority District name (2024)", "Index of Multiple Deprivation (IMD) Score",
        "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
        "Income Score (rate)",
        "Income Deprivation Affecting Children Index (IDACI) Score (rate)",
        "Total population: mid 2022", "Dependent Children aged 0-15: mid 2022",
    ]  # fmt: skip
    rows = [
        [code, AREAS[code][0], AREAS[code][1], DISTRICTS[AREAS[code][1]], "20.5", f"1{n},000", "4",
         "0.12", "0.2", "1,600", "300"]
        for n, code in enumerate(AREAS)
    ]  # fmt: skip
    rows.append([ELSEWHERE, "Farland 001A", "E07000999", "Farland", *rows[0][4:]])
    for row, column, value in change or ():
        rows[row][column] = value
    return write_csv(folder / name, [header, *rows])


def population(folder: Path, *, name="sapelsoasyoa_mid-2022.csv", change=None) -> Path:
    """Population by single year of age: a title, an empty line, the header, and a note below."""
    ages = [f"{sex}{age}" for sex in "FM" for age in range(91)]
    header = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total", *ages]
    rows = [[d, DISTRICTS[d], code, name_, "1,820", *["10"] * 182] for code, (name_, d, _)
            in AREAS.items()]  # fmt: skip
    for row, column, value in change or ():
        rows[row][column] = value
    above = [["Mid-2022 population estimates"], []]
    return write_csv(folder / name, [header, *rows, ["Source: ONS"]], above=above)


def square(middle, half=500):
    e, n = middle
    around = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    corners = [(e + half * east, n + half * north) for east, north in around]
    return [[round(one, 5) for one in longitude_latitude_of(*c)] for c in [*corners, corners[0]]]


def boundaries(folder: Path, *, name="lsoa.geojson", code="LSOA21CD", label="LSOA21NM") -> Path:
    features = [
        {
            "type": "Feature", "properties": {code: one, label: AREAS[one][0]},
            "geometry": {"type": "Polygon", "coordinates": [square(AREAS[one][2])]},
        }
        for one in AREAS
    ]  # fmt: skip
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def onspd(folder: Path, *, name="ONSPD.csv", change=None) -> Path:
    """ONSPD with today's names of columns: two postcodes an area, the second one ended."""
    header = ["pcd7", "pcds", "dointr", "doterm", "cty25cd", "lad25cd", "east1m", "north1m",
              "lsoa11cd", "lsoa21cd"]  # fmt: skip
    rows = []
    for n, (code, (_, district, (e, north))) in enumerate(AREAS.items()):
        rows.append(["", f"AB{n + 1} 1AA", "198001", "", COUNTY, district, e + 5, north + 5,
                     "E01000001", code])  # fmt: skip
        rows.append(["", f"AB{n + 1} 1AB", "198001", "201001", COUNTY, district, e - 5, north - 5,
                     "E01000001", code])  # fmt: skip
    rows.append(["", "AB9 9ZZ", "198001", "", "E10000001", "E07000999", 1000, 1000,
                 "E01000009", ELSEWHERE])  # fmt: skip
    for row, column, value in change or ():
        rows[row][column] = value
    return write_csv(folder / name, [header, *rows], encoding="utf-8")


def gias(folder: Path, *, name="edubasealldata.csv", encoding="cp1252", change=None) -> Path:
    header = ["URN", "EstablishmentName", "TypeOfEstablishment (name)", "PhaseOfEducation (name)",
              "EstablishmentStatus (name)", "GSSLACode (name)", "Street", "Town", "Postcode",
              "Easting", "Northing", "LSOA (code)"]  # fmt: skip
    rows = [
        ["100001", "St Zoë’s Primary School", "Community school", "Primary", "Open", COUNTY,
         "Mill Lane", "Norbury", "AB1 1AA", 400_005, 300_005, "E01000001"],
        ["100002", "Closed School", "Community school", "Primary", "Closed", COUNTY, "", "",
         "AB1 1AA", 400_005, 300_005, "E01000001"],
        ["100003", "Sudbury Children's Centre", "Children's centre", "Not applicable",
         "Open, but proposed to close", COUNTY, "", "Sudbury", "AB3 1AA", 400_010, 299_010,
         "E01000002"],
        ["100004", "School Elsewhere", "Community school", "Primary", "Open", "E10000001", "", "",
         "AB9 9ZZ", 1000, 1000, ELSEWHERE],
    ]  # fmt: skip
    for row, column, value in change or ():
        rows[row][column] = value
    return write_csv(folder / name, [header, *rows], encoding=encoding)


def whole_county(folder: Path) -> Path:
    """One of each."""
    for write in (indices_file_7, population, boundaries, onspd, gias):
        write(folder)
    return folder
