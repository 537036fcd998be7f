"""Panels of the invented county, on whatever day it is built."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.demo.actions.panels import RUN_AT, afternoon_before


@pytest.mark.parametrize("days", range(8))
@pytest.mark.parametrize("hour", [0, 10, 23])
def test_what_rose_yesterday_never_sat_when_the_panel_sits_by_its_run(days, hour):
    at = datetime(2026, 11, 23, hour, 4, tzinfo=UTC) + timedelta(days=days)
    rose = afternoon_before(at)
    assert rose.time() > RUN_AT
    assert rose.weekday() < 5
    assert timedelta(hours=9) < at - rose < timedelta(days=4)
