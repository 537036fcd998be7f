"""A planner's first scenario on Oxfordshire, from import to published option, by script through the browser.

    ALONGSIDE_SHARED=… PICTURES=docs/pictures python -m pytest tests/benchmarks/planner_first_day.py -q -s

The county comes from the open files as `alongside county import` loads it. The worker's jobs are done in this
process, when the page says that it waits. With PICTURES the manual's pictures are taken on the way.
"""

import os
import time
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.planning import tasks
from alongside.planning.models import Appraisal, Scenario
from alongside.planning.rules.appraisals import GROUPS, PROTECTED
from tests.browser import assert_accessible
from tests.factories import a_user
from tests.journeys.real_county import given_oxfordshire

pytestmark = [pytest.mark.browser, pytest.mark.shared, pytest.mark.django_db(transaction=True)]
NAME = "Sixteen places, two at least in each locality"


class Day:
    """The planner at the screen, with a clock."""

    def __init__(self, page, base: str) -> None:
        self.page, self.base, self.began, self.told = page, base, time.monotonic(), []

    def opened(self, view: str, *args, query: str = "") -> None:
        self.page.goto(f"{self.base}{reverse(f'planning:{view}', args=args)}{query}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def picture(self, name: str, part: str = "") -> None:
        if folder := os.environ.get("PICTURES"):
            seen = self.page.locator(part).first if part else self.page
            seen.screenshot(path=Path(folder) / f"planning-{name}.png")

    def tell(self, what: str) -> None:
        self.told.append(f"{time.monotonic() - self.began:6.1f} s  {what}")


def work_out_what_waits() -> None:
    for one in Scenario.objects.filter(status="waiting"):
        tasks.work_out_scenario(str(one.id))


def test_from_import_to_published_option(desk_page, live_server):
    began = time.monotonic()
    given_oxfordshire()
    took = time.monotonic() - began
    planner, page = a_user("planner", name="Priya Nair"), desk_page
    client = Client()
    client.force_login(planner)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    day = Day(page, live_server.url)
    day.tell(f"after the import, which took {took:.1f} s")

    day.opened("need", query="?by=locality")
    day.picture("need", "figure.al-map")
    day.tell("the map of need is open")

    day.opened("make_scenario")
    page.get_by_label("What is this scenario called?").fill(NAME)
    page.get_by_label("The shortest journeys taken together").check()
    page.get_by_label("Children under 5, those of the most deprived").check()
    page.get_by_label("Library").check()
    page.get_by_label("Only sites whose cost is known").uncheck()
    page.get_by_label("Exactly so many").check()
    page.get_by_role("textbox", name="Number of sites").fill("16")
    page.get_by_role("textbox", name="Fewest sites in each locality").fill("2")
    day.press("Work it out")
    page.get_by_text("It waits for its turn").wait_for()
    work_out_what_waits()
    scenario = Scenario.objects.get(name=NAME)
    day.opened("scenario", scenario.slug)
    page.get_by_role("heading", name="What came of it").wait_for()
    day.picture("scenario", "figure.al-map")
    day.tell(f"the scenario is worked out: gap {scenario.answer['gap']:.6f}, in {scenario.answer['seconds']:.1f} s")
    assert scenario.answer["is_proven"]

    day.opened("make_appraisal")
    page.get_by_label("What is this appraisal called?").fill("Oxfordshire: today, improved, or fewer")
    page.get_by_label(NAME).check()
    day.press("Put them side by side")
    page.get_by_text("has not been worked out yet").first.wait_for()
    work_out_what_waits()
    one = Appraisal.objects.get()
    day.opened("agree_criteria", one.reference)
    for measure, points in (("The mean child’s journey", 40), ("The longest journey", 20)):
        page.get_by_label(f"Points for: {measure}", exact=False).first.fill(str(points))
    page.get_by_label("Points for: The mean journey of children in England’s most deprived fifth").fill("40")
    page.get_by_label("Who agreed these points, when, and how?").fill("A script, to show the way")
    day.press("Keep it")
    page.get_by_text("Criteria kept").wait_for()
    day.opened("add_line", one.reference, "risks")
    page.get_by_label("Today’s model as it is").check()
    page.get_by_label("What could go wrong?").fill("The figures of costs are not in our data")
    page.get_by_role("group", name="How likely is it?").get_by_label("High", exact=True).check()
    page.get_by_role("group", name="How bad would it be?").get_by_label("Middling", exact=True).check()
    page.get_by_label("What will be done about it?").fill("Finance is asked")
    page.get_by_label("Whose is it?").fill("The planner")
    day.press("Add it")
    page.get_by_text("Added", exact=True).wait_for()
    for group in PROTECTED:
        day.opened("add_line", one.reference, "effects")
        page.get_by_role("group", name="Which people?").get_by_label(GROUPS[group], exact=True).check()
        page.get_by_role("group", name="Which option?").get_by_label("Today’s model as it is").check()
        page.get_by_label("Not known yet").check()
        page.get_by_label("How do we know?").fill("Nobody has been asked: this is a script")
        day.press("Add it")
        page.get_by_text("Added", exact=True).wait_for()
    day.tell("criteria, a risk and what it means for people are written down")
    day.opened("publish_appraisal", one.reference)
    page.get_by_label("Why?").fill("To show the way")
    day.press("Publish it")
    page.get_by_text("It is frozen").wait_for()
    day.picture("options")
    day.tell("published")
    assert_accessible(page)

    page.context.clear_cookies()
    day.opened("published_appraisal", one.reference)
    page.get_by_role("heading", name="To cite it").wait_for()
    paper = Client().get(reverse("planning:published_paper_pdf", args=[one.reference]))
    assert paper.content.startswith(b"%PDF")
    day.tell(f"everybody reads it; the paper is a PDF of {len(paper.content) // 1000} KB")
    print("\n" + "\n".join(day.told))
