"""How long pages with a map of 1,100 areas take at the server, and how often they ask the database.

    python -m pytest tests/benchmarks/map_pages.py -q -s -p no:randomly

The county is invented: squares of sixty corners each, a locality to every hundred and sixty, figures and a scenario.
"""

import math
import statistics
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.places.events import CountyLoaded
from alongside.places.models import Area
from alongside.planning.actions.sheets import draw_county
from alongside.planning.models import Scenario
from tests.factories import a_user
from tests.places.given import given_a_locality, given_an_area
from tests.planning.given import given_a_county, given_a_published_scenario

AREAS, ACROSS, CORNERS, TIMES = 1_100, 34, 60, 40
TARGET_MS = 200

pytestmark = pytest.mark.django_db


def a_ring(column: int, row: int) -> list[list[float]]:
    west, south = -1.5 + 0.02 * column, 51.5 + 0.012 * row
    turns = [2 * math.pi * n / CORNERS for n in range(CORNERS)]
    ring = [[round(west + 0.01 * math.cos(t), 6), round(south + 0.006 * math.sin(t), 6)] for t in turns]
    return [*ring, ring[0]]


def given_a_large_county() -> Scenario:
    localities = [given_a_locality(f"Locality {n}") for n in range(7)]
    first = given_an_area(locality=localities[0])
    others = [
        Area(
            code=f"Z02{n:06d}", name=f"Large {n:04d}A", place_name=f"Place {n // 4}", vintage=first.vintage,
            district=first.district, locality=localities[n // 160], urban_rural=("urban", "rural")[n % 2],
            easting=400_000 + 1000 * (n % ACROSS), northing=200_000 + 1000 * (n // ACROSS),
            boundary={"type": "Polygon", "coordinates": [a_ring(n % ACROSS, n // ACROSS)]},
        )
        for n in range(AREAS - 1)
    ]  # fmt: skip
    Area.objects.bulk_create(others)
    areas = list(Area.objects.filter(is_current=True).order_by("code"))
    given_a_county(areas)
    scenario = given_a_published_scenario()
    journey = scenario.answer["journeys"][0]
    scenario.answer["journeys"] = [
        journey
        | {"code": area.code, "name": area.name, "before": 10.0 + n % 20, "after": 8.0 + n % 23, "tenth": 1 + n % 10}
        for n, area in enumerate(areas)
    ]
    scenario.save()
    draw_county(CountyLoaded(code="Z1", name="Large", vintage="demo", at=timezone.now()))
    return scenario


def test_map_pages(capsys):
    scenario, client = given_a_large_county(), Client()
    client.force_login(a_user("planner"))
    pages = {
        "need, by area": reverse("planning:need"),
        "need, by locality": reverse("planning:need") + "?by=locality",
        "a scenario": reverse("planning:scenario", args=[scenario.slug]),
        "a published plan": reverse("planning:published_plan", args=[scenario.slug]),
    }
    lines, slow = [], []
    for name, address in pages.items():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        queries = len(asked)  # now: what is asked later is forgotten
        took, busy = [], time.process_time()
        for _ in range(TIMES):
            began = time.perf_counter()
            client.get(address)
            took.append(1000 * (time.perf_counter() - began))
        busy = 1000 * (time.process_time() - busy) / TIMES
        p95 = sorted(took)[math.ceil(0.95 * TIMES) - 1]
        lines.append(
            f"{name:18} {queries:3} queries  p50 {statistics.median(took):5.0f} ms  p95 {p95:5.0f} ms  "
            f"processor {busy:4.0f} ms  "
            f"{len(answer.content) // 1000} KB"
        )
        if p95 > TARGET_MS:
            slow.append(name)
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert not slow, f"over {TARGET_MS} ms: {slow}"
