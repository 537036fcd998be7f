"""Formulas before the public: frozen, cited, to the penny, with no small count; and in the paper of an appraisal."""

import csv
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from threading import Barrier, Thread

import pikepdf
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.audit.models import Entry
from alongside.planning import actions
from alongside.planning.actions import appraisals as appraising
from alongside.planning.actions.published_formulas import publish_formula, withdraw_formula
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.gateways.money import work_out
from alongside.planning.models import Appraisal, Formula, PublishedFormula
from alongside.planning.presenters.formulas import FormulaPage
from alongside.planning.presenters.papers import formula_paper
from alongside.planning.presenters.published_formulas import NOT_SHOWN, PublicFormula, exact, public_formula_rows
from alongside.planning.queries import FormulaNotFound, needs_of_localities, sources_of_needs
from alongside.planning.queries import published_formulas as queries
from alongside.planning.queries.appraisals import result_of, scenarios_of
from alongside.planning.rules.appraisals import digest_of
from alongside.planning.rules.formulas import TYPED_IN, formula_told, sources_said, unpublishable
from alongside.planning.rules.money import LimitRule, LocalityNeed
from tests.factories import NOW, TODAY, a_user
from tests.places.given import given_a_locality, given_an_area
from tests.planning.given import (
    SOURCES,
    given_a_county,
    given_a_published_formula,
    given_a_published_scenario,
    given_an_appraisal,
    settings,
)

POINTS = {"under_5": 60, "protection": 30, "rural": 10}
NEEDS = [
    LocalityNeed("north", "North", "North hub", {"under_5": 310.0, "protection": 12, "rural": 40.0}, 4_000_001),
    LocalityNeed("south", "South", "", {"under_5": 90.0, "protection": 7, "rural": 0.0}, 3_000_000),
    LocalityNeed("west", "West", "West hub", {"under_5": 101.0, "protection": 30, "rural": 160.0}, 3_333_333),
]
EVERY_SOURCE = [
    *SOURCES,
    {"of": "protection", "what": "Plans", "source": "Social care", "when": "2026-01-31", "areas": "demo"},
    {"of": "rural", "what": "Children under 16", "source": "Made for a test", "when": "2025", "areas": "demo"},
]
SET = settings(budget=10_000_000, fixed=1_000_000, points=POINTS, years=3, largest_gain=Decimal("12.5"))


def asked_and_answer(needs=NEEDS, chosen=SET, sources=EVERY_SOURCE):
    asked = {"settings": chosen.as_data(), "needs": [{name: getattr(one, name) for name in one.__slots__}
                                                     for one in needs], "sources": list(sources)}  # fmt: skip
    return asked, work_out(chosen, list(needs))


def told_of(needs=NEEDS, chosen=SET, smallest=5, **more) -> dict:
    asked, answer = asked_and_answer(needs, chosen)
    return formula_told(
        name="By need", version=2, why="Agreed", result="r" * 64, made_on=TODAY, asked=asked, answer=answer,
        smallest=smallest,
    ) | more  # fmt: skip


CITED = {"reference": "MF-1", "number": "n" * 64, "published_on": "2026-03-02"}


# -- rules --


def test_every_sum_adds_up_to_the_penny():
    told = told_of()
    hubs = told["hubs"]
    assert sum(one["by_formula"] for one in hubs) == SET.budget
    for place, year in enumerate(told["years"]):
        assert sum(one["years"][place] for one in hubs) == year["budget"] == SET.budget
    for one in hubs:
        assert one["fixed"] + sum(one["parts"].values()) + one["rounding"] == one["by_formula"]


@given(st.lists(st.tuples(st.integers(1, 9_999), st.integers(1, 10**9)), min_size=1, max_size=6))
def test_a_figure_is_always_the_sum_of_its_lines(rows):
    needs = [LocalityNeed(f"l{n}", f"L{n}", "", {"under_5": float(own)}, last) for n, (own, last) in enumerate(rows)]
    told = told_of(needs, settings(budget=12_345_678_901, years=1, rule=LimitRule.NONE))
    for one in told["hubs"]:
        assert one["fixed"] + sum(one["parts"].values()) + one["rounding"] == one["by_formula"]
        assert abs(one["rounding"]) <= 1
    assert sum(one["by_formula"] for one in told["hubs"]) == 12_345_678_901


def test_what_has_no_points_is_not_told():
    told = told_of(chosen=replace(SET, points={"under_5": 1}))
    assert [one["key"] for one in told["factors"]] == ["under_5"]
    assert {one["of"] for one in told["sources"]} == {"under_5", "baseline"}
    assert "protection" not in str(told["hubs"])


def test_a_small_count_of_people_is_hidden_with_what_would_give_it_away():
    few = [replace(one, amounts=one.amounts | {"under_5": small})
           for one, small in zip(NEEDS, (3.0, 90.0, 101.0), strict=True)]  # fmt: skip
    told = told_of(few)
    hidden = [one["name"] for one in told["hubs"] if one["amounts"]["under_5"] is None]
    assert "North" in hidden
    assert len(hidden) == 2, "the next guards it"
    page = PublicFormula.of(told | CITED)
    assert page.need.rows[0][1] == NOT_SHOWN
    assert "3 of" not in str(page.lines.rows)
    row = dict(zip(*public_formula_rows(told | CITED)[:2], strict=True))
    assert row["need_under_5"] == "not shown"


def test_children_weighted_by_deprivation_are_no_count_and_are_shown():
    needs = [replace(one, amounts={"deprived": weight}) for one, weight in zip(NEEDS, (2.5, 900.25, 3.0), strict=True)]
    told = told_of(needs, replace(SET, points={"deprived": 1}))
    assert [one["amounts"]["deprived"] for one in told["hubs"]] == [2.5, 900.25, 3.0]
    assert told["factors"][0]["total"] == 905.75


@pytest.mark.parametrize(("change", "words"), [
    pytest.param({}, "", id="everything is there"),
    pytest.param({"chosen": replace(SET, budget=1_000_000, fixed=0)}, "can not be done", id="impossible at once"),
    pytest.param({"chosen": replace(SET, budget_change=Decimal(-30))}, "stops before 2028/29", id="impossible later"),
    pytest.param({"sources": SOURCES}, "Children on a protection plan; Children in rural areas from", id="no source"),
    pytest.param({"sources": ()}, "last year’s money from", id="made before sources were kept"),
    pytest.param({"needs": [*NEEDS[:2], replace(NEEDS[2], amounts=NEEDS[2].amounts | {"protection": 4})]},
                 "Children on a protection plan in West are fewer than 5", id="money would give a small count away"),
    pytest.param({"needs": [*NEEDS[:2], replace(NEEDS[2], amounts=NEEDS[2].amounts | {"protection": 0})]}, "",
                 id="nought is about nobody"),
])  # fmt: skip
def test_what_keeps_a_formula_from_being_published(change, words):
    found = unpublishable(*asked_and_answer(**change), smallest=5)
    assert words in " ".join(found)
    assert bool(found) == bool(words)


def test_a_figure_comes_from_its_record_or_from_whoever_typed_another():
    held = [{"of": "protection", "what": "Plans", "source": "Social care", "when": "2026-01-31", "areas": "demo"},
            {"of": "baseline", "what": "Money", "source": "Budgets", "when": "2026/27", "areas": ""}]  # fmt: skip
    on = date(2026, 3, 2)
    assert sources_said(held, known=NEEDS, said=NEEDS, on=on) == held
    one_other = [NEEDS[0], replace(NEEDS[1], baseline=1), NEEDS[2]]
    found = sources_said(held, known=NEEDS, said=one_other, on=on)
    assert [one["source"] for one in found] == ["Social care", "Budgets", f"{TYPED_IN} for South"]
    all_typed = [replace(one, baseline=1) for one in NEEDS]
    assert [one["source"] for one in sources_said(held, known=NEEDS, said=all_typed, on=on)][1:] == [TYPED_IN]


# -- words --


@pytest.mark.parametrize(("chosen", "words"), [
    pytest.param(SET, "each hub first has £10,000.00", id="fixed part"),
    pytest.param(SET, "£70,000.00, is shared by need", id="the rest"),
    pytest.param(SET, "100 points: 60 for children under 5; 30 for children on a protection plan", id="each weight"),
    pytest.param(SET, "Sparsity: 10 of the 100 points", id="sparsity"),
    pytest.param(SET, "no hub loses more than 10% or gains more than 12.5%", id="floor and ceiling"),
    pytest.param(SET, "In the first year a third", id="the way"),
    pytest.param(SET, "It stays the same in the years after", id="same budget"),
    pytest.param(replace(SET, budget_change=Decimal("-1.50")), "It falls by 1.5% in each year after", id="falls"),
    pytest.param(replace(SET, budget_change=Decimal(2)), "It rises by 2% in each year after", id="rises"),
    pytest.param(replace(SET, fixed=0), "The fixed part: none", id="no fixed part"),
    pytest.param(replace(SET, points={"under_5": 1}), "no points are set apart for rural areas", id="no sparsity"),
    pytest.param(replace(SET, rule=LimitRule.NONE, years=2), "Floors and ceilings: none", id="no limits"),
    pytest.param(replace(SET, largest_gain=None), "and there is no ceiling", id="no ceiling"),
    pytest.param(replace(SET, rule=LimitRule.FLOOR_DAMPED, largest_gain=Decimal(90), years=1),
                 "There is no ceiling: every gain is cut in the same", id="floor damped knows no ceiling"),
    pytest.param(replace(SET, rule=LimitRule.MINIMUM_GUARANTEE, largest_loss=Decimal(30), largest_gain=Decimal(5)),
                 "only what a hub gains above 5% is cut", id="guarantee"),
    pytest.param(replace(SET, rule=LimitRule.MINIMUM_GUARANTEE, largest_loss=Decimal(-1), largest_gain=Decimal(5),
                         budget=12_000_000, years=1), "no hub gains less than 1%", id="a gain is guaranteed"),
    pytest.param(replace(SET, years=1), "Transition: none", id="at once"),
])  # fmt: skip
def test_the_method_is_said_in_plain_english(chosen, words):
    assert words in " ".join(PublicFormula.of(told_of(chosen=chosen)).method)


@pytest.mark.parametrize(("rule", "words"), [
    (LimitRule.BOUNDED_SHARE, ": a loss of at most 10%, a gain of at most 5%"),
    (LimitRule.FLOOR_DAMPED, ": a loss of at most 10%"),
    (LimitRule.MINIMUM_GUARANTEE, ": a loss of at most 10%, gains above 5% cut"),
    (LimitRule.NONE, "No limits"),
], ids=["a ceiling", "no ceiling", "a cut above a gain", "none"])  # fmt: skip
def test_a_planner_reads_what_each_rule_does_to_gains(planner, rule, words):
    formula = keep(planner, settings=settings(rule=rule, largest_gain=Decimal(5), budget=9_000_000))
    (limits,) = (one["value"] for one in FormulaPage.of(formula, [formula]).lines if one["key"].startswith("Limits"))
    assert limits.endswith(words)


def pence(cell: str) -> int:
    return int("".join(letter for letter in cell.replace("−", "-") if letter.isdigit() or letter == "-"))


@pytest.mark.parametrize(("years", "tables"), [(1, 2), (3, 2), (4, 3), (6, 4)])
def test_the_last_row_of_every_table_of_money_is_the_sum_of_the_others(years, tables):
    page = PublicFormula.of(told_of(chosen=replace(SET, years=years)) | CITED)
    for sheet in page.money:
        for at, column in enumerate(sheet.columns):
            if isinstance(column, dict) and column["text"] != "Of now":
                *own, total = (pence(row[at]) for row in sheet.rows)
                assert sum(own) == total
    assert len(page.money) == tables, "too many years for one table of a paper stand in several"
    named = [column["text"] for sheet in page.money[:-1] for column in sheet.columns[1:]]
    assert [name for name in named if name.startswith("20")] == [f"{2027 + n}/{28 + n}" for n in range(years)]
    *own, total = (pence(row[-1]) for row in page.follows.rows)
    assert sum(own) == total == SET.budget


def test_where_somebody_gains_loses_or_is_new():
    new = [replace(NEEDS[0], baseline=0), *NEEDS[1:]]
    rows = PublicFormula.of(told_of(new, replace(SET, rule=LimitRule.NONE, budget=6_333_333))).money[1].rows
    assert rows[0][-1] == "New"
    assert rows[-1][-1] == "0.0%"
    assert {row[-1][0] for row in rows[1:3]} == {"−"}
    assert exact(-150) == "−\u2060£1.50"


def test_a_version_without_moves_of_points_says_so():
    told = told_of()
    told["factors"] = [one | {"moves": {}} for one in told["factors"]]
    assert PublicFormula.of(told).moves.rows == []


# -- kept --


def keep(by, **more) -> Formula:
    given = {"name": "By need", "why": "Agreed by the group", "settings": SET, "needs": NEEDS, "after": None,
             "sources": EVERY_SOURCE, "at": NOW}  # fmt: skip
    return actions.keep_formula(**given | {"by": by} | more)


def test_a_version_is_frozen_once_with_its_number_and_an_entry(planner):
    formula = keep(planner)
    first = publish_formula(formula=formula, why=" To be read ", by=planner, at=NOW)
    assert publish_formula(formula=formula, why="Again", by=planner, at=NOW) == first
    assert (first.published_why, first.digest) == ("To be read", digest_of(first.frozen))
    assert first.frozen["result"] == formula.digest
    assert Entry.objects.filter(kind="planning.formula_published").count() == 1
    for words, refused in (
        ("Only a planner can publish", {"by": a_user("finance-officer")}),
        ("Say why it is published", {"why": " "}),
        ("wrote down where", {"formula": keep(planner, name="Other", sources=())}),
    ):
        other = {"formula": keep(planner, after=formula) if "why" in refused else formula, "why": "x", "by": planner}
        with pytest.raises(PlanRefused, match=words):
            publish_formula(**other | refused, at=NOW)
    assert PublishedFormula.objects.count() == 1


def test_a_withdrawn_formula_stays_to_be_read_with_the_reason(planner, client):
    one = given_a_published_formula(keep(planner), by=planner)
    for words, refused in (("Only a planner", {"by": a_user("finance-officer")}), ("Say why", {"why": ""})):
        with pytest.raises(PlanRefused, match=words):
            withdraw_formula(**{"published": one, "why": "x", "by": planner, "at": NOW} | refused)
    for why in ("A wrong figure", "Twice"):
        one = withdraw_formula(published=one, why=why, by=planner, at=NOW)
    assert one.withdrawn_why == "A wrong figure"
    assert Entry.objects.filter(kind="planning.formula_withdrawn").count() == 1
    page = client.get(reverse("planning:published_formula", args=[one.reference])).content.decode()
    assert "A wrong figure" in page
    assert "withdrawn" in client.get(reverse("planning:published")).content.decode()
    for broken, name in (({"withdrawn_why": ""}, "withdrawn_with_a_reason"), ({"published_why": ""}, "with_a_reason")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            PublishedFormula.objects.update(**broken)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_publish_it_once():
    by = a_user("planner")
    formula, together, found = keep(by), Barrier(2), []

    def press() -> None:
        together.wait()
        try:
            found.append(publish_formula(formula=formula, why="To be read", by=by, at=NOW).id)
        finally:
            connection.close()

    presses = [Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert found == [PublishedFormula.objects.get().id] * 2


# -- on screen --


def test_a_planner_publishes_and_withdraws_on_screen(planner, client):
    formula = keep(planner)
    client.force_login(planner)
    of = reverse("planning:formula", args=[formula.slug])
    publish, withdraw = (
        reverse(f"planning:{verb}_formula", args=[formula.slug, 1]) for verb in ("publish", "withdraw")
    )
    assert publish in client.get(of).content.decode()
    assert client.get(withdraw).status_code == 404
    before = client.get(publish).content.decode()
    assert "See what everybody will read" in before
    assert "£100,000.00" in before
    assert "Say why it is published" in client.post(publish, {"why": ""}).content.decode()
    page = client.post(publish, {"why": "To be read"}, follow=True).content.decode()
    one = PublishedFormula.objects.get()
    assert reverse("planning:published_formula", args=[one.reference]) in page
    assert publish not in page
    assert "published already" in client.get(publish).content.decode()
    assert client.post(withdraw, {"why": "Wrong"}, follow=True).status_code == 200
    assert client.get(withdraw).status_code == 404
    broken = keep(planner, name="Other", sources=())
    path = reverse("planning:publish_formula", args=[broken.slug, 1])
    assert "Nobody wrote down where" in client.get(path).content.decode()
    assert "Nobody wrote down where" in client.post(path, {"why": "x"}).content.decode()
    assert client.get(reverse("planning:publish_formula", args=["none", 1])).status_code == 404


def test_a_withdrawal_that_is_refused_is_said_on_the_form(planner, client, monkeypatch):
    formula = keep(planner)
    given_a_published_formula(formula, by=planner)
    client.force_login(planner)

    def refuse(**told):
        raise PlanRefused("Somebody was first")

    monkeypatch.setattr("alongside.planning.actions.published_formulas.withdraw_formula", refuse)
    page = client.post(reverse("planning:withdraw_formula", args=[formula.slug, 1]), {"why": "Wrong"})
    assert "Somebody was first" in page.content.decode()


def test_anybody_reads_cites_and_takes_away_a_published_formula(planner, client):
    formula = keep(planner)
    one = given_a_published_formula(formula, by=planner)
    Formula.objects.update(name="Renamed")
    page = client.get(reverse("planning:published_formula", args=[one.reference])).content.decode()
    for words in ("Agreed by the group", "To be read", one.digest, formula.digest, "Social care", "31 January 2026",
                  "Now (2026/27)", "2029/30", "£100,000.00", "West: West hub", "South: no hub set"):  # fmt: skip
        assert words in page
    assert "Renamed" not in page
    assert planner.name not in page
    body = client.get(reverse("planning:published_formula_csv", args=[one.reference])).content.decode("utf-8-sig")
    rows = list(csv.DictReader(body.splitlines()))
    assert sum(Decimal(row["year_2029_30"]) for row in rows) == Decimal("100000.00")
    assert {row["number"] for row in rows} == {one.digest}
    assert rows[0]["follows_protection"]
    for name in ("published_formula", "published_formula_csv", "published_formula_pdf"):
        assert client.get(reverse(f"planning:{name}", args=["MF-NONE"])).status_code == 404


def test_an_earlier_version_names_the_later_one(planner, client):
    first = keep(planner)
    old = given_a_published_formula(first, by=planner)
    assert queries.later_than(old) is None
    new = given_a_published_formula(keep(planner, after=first), by=planner)
    page = client.get(reverse("planning:published_formula", args=[old.reference])).content.decode()
    assert reverse("planning:published_formula", args=[new.reference]) in page
    withdraw_formula(published=new, why="Wrong", by=planner, at=NOW)
    assert queries.later_than(old) is None


def test_the_pdf_is_tagged_and_the_same_again(planner, client):
    one = given_a_published_formula(keep(planner), by=planner)
    path = reverse("planning:published_formula_pdf", args=[one.reference])
    first, again = (client.get(path).content for _ in range(2))
    assert first == again
    pdf = pikepdf.open(BytesIO(first))
    assert pdf.Root.MarkInfo.Marked
    withdrawn = formula_paper(one.told, why=one.published_why, withdrawn="Withdrawn on 2 March 2026. Wrong")
    assert [block["text"] for block in withdrawn["blocks"][:2]] == ["Withdrawn on 2 March 2026. Wrong", "To be read"]


def test_the_public_pages_ask_as_little_for_many_as_for_one(planner, client, django_assert_num_queries):
    one = given_a_published_formula(keep(planner), by=planner)
    page, every = reverse("planning:published_formula", args=[one.reference]), reverse("planning:published")
    client.get(every)
    with django_assert_num_queries(2):
        client.get(page)
    with django_assert_num_queries(3):
        client.get(every)
    for n in range(4):
        given_a_published_formula(keep(planner, name=f"More {n}"), by=planner)
    with django_assert_num_queries(3):
        client.get(every)


def test_a_planner_s_pages_ask_as_little_for_many_as_for_one(planner, draft, client, django_assert_num_queries):
    formula = keep(planner)
    client.force_login(planner)
    naming = reverse("planning:name_formula", args=[draft.reference])
    publish = reverse("planning:publish_formula", args=[formula.slug, 1])
    client.get(naming)
    with CaptureQueriesContext(connection) as one:
        client.get(naming)
    with django_assert_num_queries(8):
        client.get(publish)
    for n in range(5):
        given_a_published_formula(keep(planner, name=f"More {n}"), by=planner)
        keep(planner, name=f"Others {n}")
    with django_assert_num_queries(len(one)):
        client.get(naming)


def test_sources_of_what_the_county_holds_are_kept_with_a_new_formula(planner, client):
    north = given_a_locality("North")
    given_a_county([given_an_area(locality=north) for _ in range(2)])
    needs = needs_of_localities(viewer=planner, today=TODAY)
    found = sources_of_needs(viewer=planner, known=needs, said=needs, today=TODAY)
    assert {one["of"] for one in found} == {"under_5", "deprived", "poorest_fifth", "rural", "helped", "baseline"}
    client.force_login(planner)
    said = {"name": "Fair", "first_year": "2027", "budget": "1000", "years": "1", "budget_change": "0", "fixed": "0",
            "rule": "none", "points_under_5": "1", f"baseline_{north.slug}": "500"}  # fmt: skip
    client.post(reverse("planning:make_formula"), said)
    kept = {(one["of"], one["source"]) for one in Formula.objects.get().asked["sources"]}
    assert ("under_5", "made for a test") in kept
    assert ("baseline", TYPED_IN) in kept


# -- in the paper of an appraisal --


@pytest.fixture
def draft(planner) -> Appraisal:
    return given_an_appraisal(given_a_published_scenario(by=planner), by=planner)


def test_a_draft_names_a_formula_on_screen_and_its_paper_has_it(planner, draft, client):
    client.force_login(planner)
    naming = reverse("planning:name_formula", args=[draft.reference])
    assert "No formula can stand in it yet" in client.get(naming).content.decode()
    formula = keep(planner)
    keep(planner, name="Without sources", sources=())
    page = client.get(naming).content.decode()
    assert "By need, version 1" in page
    assert "Without sources" not in page
    client.post(naming, {"formula": str(formula.id)})
    client.post(naming, {"formula": str(formula.id)})
    assert Entry.objects.filter(kind="planning.appraisal_formula_named").count() == 1
    page = client.get(reverse("planning:appraisal", args=[draft.reference])).content.decode()
    assert "Money by need: By need" in page
    assert "published before it" in page
    paper = client.get(reverse("planning:appraisal_paper", args=[draft.reference])).content.decode()
    for words in ("Money by need: By need", "A draft: it has not been published", formula.digest, "Social care"):
        assert words in paper
    client.force_login(a_user("hub-manager"))
    paper = client.get(reverse("planning:appraisal_paper", args=[draft.reference])).content.decode()
    assert "Money by need: By need" not in paper, "an unpublished formula is for those who see formulas"


def test_a_published_paper_keeps_the_formula_as_it_was_frozen(planner, draft, client):
    formula = keep(planner)
    draft = appraising.name_formula(appraisal=draft, formula=formula, by=planner, at=NOW)
    client.force_login(planner)
    publish = reverse("planning:publish_appraisal", args=[draft.reference])
    assert "published before it" in client.get(publish).content.decode()
    assert "published before it" in client.post(publish, {"why": "x"}).content.decode()
    public = given_a_published_formula(formula, by=planner)
    assert client.post(publish, {"why": "To be read"}).status_code == 302
    draft.refresh_from_db()
    assert draft.frozen["formula"]["number"] == public.digest
    client.logout()
    page = client.get(reverse("planning:published_appraisal", args=[draft.reference])).content.decode()
    assert reverse("planning:published_formula", args=[public.reference]) in page
    paper = client.get(reverse("planning:published_paper", args=[draft.reference])).content.decode()
    assert public.digest in paper
    assert "How the formula works" in paper
    tables = re.findall(r'role="region" aria-label="([^"]+)"', paper)
    assert len(tables) == len(set(tables)), "each table can be told from the others by its name"


def test_a_formula_withdrawn_after_an_appraisal_froze_it_is_said_wherever_the_appraisal_is_read(
    planner, draft, client, monkeypatch
):
    formula = keep(planner)
    draft = appraising.name_formula(appraisal=draft, formula=formula, by=planner, at=NOW)
    public = given_a_published_formula(formula, by=planner)
    client.force_login(planner)
    client.post(reverse("planning:publish_appraisal", args=[draft.reference]), {"why": "To be read"})
    draft.refresh_from_db()
    said = "This formula was withdrawn on 2 March 2026, after it was frozen here: a figure was wrong."
    printed = []
    pages = [reverse(f"planning:{name}", args=[draft.reference])
             for name in ("appraisal", "appraisal_paper", "published_appraisal", "published_paper")]  # fmt: skip
    monkeypatch.setattr(
        "alongside.planning.views.papers.paper_pdf", lambda paper, made_at: printed.append(paper) or b""
    )

    def told() -> list[int]:
        printed.clear()
        client.get(reverse("planning:published_paper_pdf", args=[draft.reference]))
        return [*(client.get(page).content.decode().count(said) for page in pages), str(printed).count(said)]

    assert told() == [0, 0, 0, 0, 0]
    number = draft.digest
    withdraw_formula(published=public, why="a figure was wrong.", by=planner, at=NOW)
    assert told() == [1, 1, 1, 1, 1]
    client.logout()
    assert told()[2:] == [1, 1, 1]
    draft.refresh_from_db()
    assert (draft.digest, "withdrawn_on" in draft.frozen["formula"]) == (number, False), (
        "what was frozen stays as it was"
    )
    own = client.get(reverse("planning:published_formula", args=[public.reference])).content.decode()
    assert own.count("a figure was wrong.") == 1


def test_a_withdrawn_formula_cannot_be_published_with_a_paper_and_another_can(planner, draft):
    formula = keep(planner)
    public = given_a_published_formula(formula, by=planner)
    draft = appraising.name_formula(appraisal=draft, formula=formula, by=planner, at=NOW)
    assert queries.what_keeps_its_formula(draft) == ""
    assert queries.formula_in(draft, viewer=a_user("hub-manager"), today=TODAY)["number"] == public.digest
    withdraw_formula(published=public, why="Wrong", by=planner, at=NOW)
    assert "was withdrawn" in queries.what_keeps_its_formula(draft)
    result = result_of(draft, scenarios_of(draft), today=TODAY)
    with pytest.raises(PlanRefused, match="was withdrawn"):
        appraising.publish_appraisal(appraisal=draft, result=result, why="x", by=planner, at=NOW)
    assert queries.formula_in(draft, viewer=a_user("hub-manager"), today=TODAY) == {}
    none = appraising.name_formula(appraisal=draft, formula=None, by=planner, at=NOW)
    assert queries.what_keeps_its_formula(none) == ""
    assert queries.formula_in(none, viewer=planner, today=TODAY) == {}


def test_whoever_sees_no_formulas_finds_none_and_names_none(planner, draft):
    formula = keep(planner)
    given_a_published_formula(formula, by=planner)
    manager = a_user("hub-manager")
    assert queries.formulas_for_a_paper(viewer=manager, today=TODAY) == []
    assert queries.publication_of(formula, viewer=manager) is None
    with pytest.raises(FormulaNotFound):
        queries.what_keeps_it(formula, viewer=manager, today=TODAY)
    with pytest.raises(PlanRefused, match="Only a planner"):
        appraising.name_formula(appraisal=draft, formula=formula, by=manager, at=NOW)


def test_published_versions_and_the_latest_that_could_be_are_there_to_choose(planner, draft):
    first = keep(planner)
    given_a_published_formula(first, by=planner)
    second = keep(planner, after=first)
    keep(planner, name="Never", sources=())
    assert queries.formulas_for_a_paper(viewer=planner, today=TODAY) == [second, first]


def test_a_formula_whose_policy_has_tightened_is_left_out_of_a_draft(planner, draft, monkeypatch):
    named = appraising.name_formula(appraisal=draft, formula=keep(planner), by=planner, at=NOW)
    assert queries.formula_in(named, viewer=planner, today=TODAY)
    monkeypatch.setattr(queries, "smallest_shown", lambda today: 20)
    assert queries.formula_in(named, viewer=planner, today=TODAY) == {}
