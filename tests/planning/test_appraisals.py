"""Options side by side: scores, what sways the lead, money over years, what must be there, frozen and cited."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.planning import tasks
from alongside.planning.actions import appraisals as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.models import Appraisal, Scenario
from alongside.planning.presenters.appraisals import first_words
from alongside.planning.queries.appraisals import result_of, scenarios_of
from alongside.planning.rules.appraisals import (
    PROTECTED,
    Option,
    digest_of,
    empty_asked,
    lacks,
    not_alike,
    number_of_part,
    points_told,
    worked_out,
)
from alongside.planning.rules.criteria import beaten, scale, sways, total
from alongside.planning.rules.scenarios import Wishes
from alongside.planning.rules.years import (
    AppraisalPolicy,
    MoneyKind,
    MoneyLine,
    discounted,
    present_value,
    with_optimism,
    years_of,
)
from tests.factories import NOW, a_user
from tests.planning.given import given_a_published_appraisal, given_a_published_scenario, given_an_appraisal

# -- rules --


def test_the_best_has_a_hundred_and_the_worst_nothing_whichever_way_is_better():
    assert scale({"a": 10, "b": 20, "c": 15}, less_is_better=True) == {"a": 100, "b": 0, "c": 50}
    assert scale({"a": 10, "b": 20, "c": 15}, less_is_better=False) == {"a": 0, "b": 100, "c": 50}
    assert scale({"a": 7, "b": 7}, less_is_better=True) == {"a": 100, "b": 100}


def test_a_total_is_the_mean_weighted_by_points():
    assert total({"x": 3, "y": 1}, {"x": Fraction(100), "y": Fraction(20)}) == 80


SCORES = st.dictionaries(
    st.sampled_from("ABCD"),
    st.fixed_dictionaries({key: st.integers(0, 100).map(Fraction) for key in "xyz"}),
    min_size=2,
)
POINTS = st.fixed_dictionaries({key: st.integers(1, 50) for key in "xyz"})


def _leaders(key, share, points, scores):
    rest = {other: own for other, own in points.items() if other != key}
    totals = {one: share * own[key] + (1 - share) * total(rest, own) for one, own in scores.items()}
    return {one for one in totals if totals[one] == max(totals.values())}


@given(SCORES, POINTS)
def test_a_lead_holds_between_the_shares_that_are_said_and_breaks_just_outside(scores, points):
    leader, found = sways(points, scores)
    for one in found:
        assert one.low <= one.share <= one.high
        for share in (one.low, one.share, one.high, (one.low + one.high) / 2):
            assert leader in _leaders(one.key, share, points, scores)
        if one.below:
            assert one.below in _leaders(one.key, one.low, points, scores)
            assert leader not in _leaders(one.key, one.low - Fraction(1, 10**9), points, scores)
        if one.above:
            assert one.above in _leaders(one.key, one.high, points, scores)
            assert leader not in _leaders(one.key, one.high + Fraction(1, 10**9), points, scores)


def test_an_option_is_beaten_by_one_as_good_on_both_and_better_on_one():
    assert beaten({"a": (1, 1), "b": (1, 2), "c": (0, 3), "d": (1, 1)}) == {"b": "a"}


def test_a_sum_in_a_later_year_counts_for_less():
    assert discounted(103_500, 1, per_mille=35) == 100_000
    assert present_value([100_000, 103_500], per_mille=35) == 200_000
    assert present_value([1, 1, 1], per_mille=0) == 3


@given(st.integers(0, 10**10), st.integers(0, 100))
def test_optimism_only_ever_raises_a_cost(pence, percent):
    assert pence <= with_optimism(pence, percent=percent) <= 2 * pence


def test_years_have_todays_cost_until_the_plan_starts_and_every_line_in_its_year():
    lines = [
        MoneyLine("o", MoneyKind.ONE_OFF_COST, "works", 10_000, 1, "x"),
        MoneyLine("o", MoneyKind.ONE_OFF_INCOME, "sale", 4_000, 2, "x"),
        MoneyLine("o", MoneyKind.YEARLY_COST, "bus", 500, 1, "x"),
        MoneyLine("o", MoneyKind.YEARLY_SAVING, "rent", 200, 2, "x"),
        MoneyLine("o", MoneyKind.WIDER_BENEFIT, "time", 700, 2, "x"),
    ]
    policy = AppraisalPolicy(years=3, optimism_percent=10)
    years = years_of(lines, today=100_000, plan=60_000, starts=1, policy=policy)
    assert [one.net for one in years] == [100_000, 60_000 + 11_000 + 500, 60_000 - 4_000 + 300, 60_300]
    assert [one.benefit for one in years] == [0, 0, 700, 700]


def test_standing_still_saves_nothing():
    years = years_of((), today=5, plan=5, starts=0, policy=AppraisalPolicy())
    assert {one.net for one in years} == {5}


def _answer(**more):
    journey = {
        "code": "A", "name": "A", "children": 10.0, "tenth": 1, "is_rural": True, "locality": "L", "before_site": "s",
        "before": 20.0, "after_site": "s", "after": 12.0,
    }  # fmt: skip
    site = {"slug": "s", "name": "S", "is_today": True, "cost": 100_000}
    return {"journeys": [journey], "sites": [site], "open": ["s"]} | more


IMPROVED = Wishes(kinds=(), exactly=1, budget=100_000, at_most_changes=2)


def _options(*answers):
    wishes = [IMPROVED, *(Wishes(kinds=(), exactly=1) for _ in answers[1:])]
    return [
        Option(f"o{n}", f"Option {n}", "d", one, wish)
        for n, (one, wish) in enumerate(zip(answers, wishes, strict=True))
    ]


def test_options_that_count_other_children_cannot_stand_side_by_side():
    other = _answer()
    other["journeys"] = [other["journeys"][0] | {"children": 11.0}]
    assert "Option 1 count different children" in not_alike(_options(_answer(), other))
    assert not_alike(_options(_answer(), _answer(open=["s"]))) == ""
    asked = empty_asked() | {"points": {"mean": 1}}
    assert worked_out(asked, _options(_answer(), other), waiting=[], policy=AppraisalPolicy())["options"] == []


def test_today_stands_first_with_every_journey_as_it_is():
    result = worked_out(empty_asked(), _options(_answer()), waiting=[], policy=AppraisalPolicy())
    assert [row["key"] for row in result["options"]] == ["today", "o0"]
    assert [row["figures"]["mean"] for row in result["options"]] == [20.0, 12.0]
    assert [row["is_improved"] for row in result["options"]] == [False, True]
    assert result["beaten"] == {"today": "o0"}


def test_a_cost_that_is_not_known_leaves_its_criterion_unscored_and_nobody_leads():
    unknown = _answer(sites=[{"slug": "s", "name": "S", "is_today": True, "cost": None}])
    asked = empty_asked() | {"points": {"cost": 1, "mean": 1}}
    result = worked_out(asked, _options(unknown), waiting=[], policy=AppraisalPolicy())
    assert result["leader"] == ""
    assert any("Net cost" in one for one in result["unscored"])
    assert result["options"][1]["years"] is None


def test_what_is_missing_before_it_is_published():
    asked = empty_asked()
    result = worked_out(asked, _options(_answer(), _answer()), waiting=[], policy=AppraisalPolicy())
    missing = lacks(asked, result)
    assert "Criteria with points" in missing
    assert any("religion or belief" in one for one in missing)
    effects = [{"id": "1", "group": group} for group in PROTECTED]
    asked |= {"points": {"mean": 1}, "agreed": "Us", "risks": [{"id": "2"}], "effects": effects}
    assert lacks(asked, worked_out(asked, _options(_answer(), _answer()), waiting=[], policy=AppraisalPolicy())) == []
    alone = replace(_options(_answer())[0], wishes=Wishes(kinds=(), exactly=3))
    assert "The present model, improved, among the options" in lacks(
        asked, worked_out(asked, [alone, alone], waiting=[], policy=AppraisalPolicy())
    )


def test_the_same_result_has_the_same_number_and_another_has_another():
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1}) != digest_of({"a": 1, "b": 3})


# -- kept --


@pytest.fixture
def scenario(planner):
    return given_a_published_scenario(by=planner)


def test_the_present_model_improved_is_asked_for_when_it_is_missing(planner, scenario):
    appraisal, asked = actions.make_appraisal(
        name="Options", why="", scenarios=[scenario], policy=AppraisalPolicy(), by=planner, at=NOW
    )
    wishes = Wishes.from_data(asked.wishes)
    assert (wishes.exactly, wishes.budget, wishes.at_most_changes) == (1, 100_000, 6)
    assert scenarios_of(appraisal) == [asked, scenario]
    result = result_of(appraisal, scenarios_of(appraisal), today=NOW.date())
    assert result["waiting"] == ["The present model, improved has not been worked out yet"]


def test_one_click_sent_twice_makes_one_appraisal_and_one_risk(planner, scenario):
    appraisal = given_an_appraisal(scenario, by=planner)
    same = {"scenarios": [scenario], "policy": AppraisalPolicy(), "by": planner, "at": NOW, "id": appraisal.id}
    assert actions.make_appraisal(name="Again", why="", **same) == (appraisal, None)
    before = len(appraisal.asked["risks"])
    line = {"option": "today", "what": "Twice", "likelihood": "1", "impact": "1", "answer": "", "owner": ""}
    for _ in range(2):
        appraisal = actions.add_line(appraisal=appraisal, kind="risks", line=line, id=scenario.id, by=planner, at=NOW)
    assert len(appraisal.asked["risks"]) == before + 1


def test_what_is_published_is_frozen_with_its_number_and_never_changes(planner, scenario, client):
    appraisal = given_a_published_appraisal(scenario, by=planner)
    assert digest_of(appraisal.frozen) == appraisal.digest
    with pytest.raises(PlanRefused, match="does not change any more"):
        actions.agree_criteria(
            appraisal=appraisal, points={"mean": 1}, judged=[], near=9, starts=1, agreed="", by=planner, at=NOW
        )
    Scenario.objects.filter(id=scenario.id).update(name="Renamed")
    page = client.get(reverse("planning:published_appraisal", args=[appraisal.reference])).content.decode()
    assert appraisal.digest in page
    assert "Renamed" not in page
    withdrawn = actions.withdraw_appraisal(appraisal=appraisal, why="A wrong figure", by=planner, at=NOW)
    page = client.get(reverse("planning:published_appraisal", args=[withdrawn.reference])).content.decode()
    assert "A wrong figure" in page
    with pytest.raises(IntegrityError, match="withdrawn_with_a_reason"), transaction.atomic():
        Appraisal.objects.filter(id=appraisal.id).update(withdrawn_why="")


def test_nothing_half_thought_is_published_nor_by_anybody(planner, scenario):
    appraisal = given_an_appraisal(scenario, by=planner)
    result = result_of(appraisal, scenarios_of(appraisal), today=NOW.date())
    with pytest.raises(PlanRefused, match="Only a planner"):
        actions.publish_appraisal(appraisal=appraisal, result=result, why="x", by=a_user("hub-manager"), at=NOW)
    risk = appraisal.asked["risks"][0]["id"]
    fewer = actions.take_line_away(appraisal=appraisal, line=risk, by=planner, at=NOW)
    with pytest.raises(PlanRefused, match="changed the appraisal meanwhile"):
        actions.publish_appraisal(appraisal=appraisal, result=result, why="x", by=planner, at=NOW)
    with pytest.raises(PlanRefused, match="At least one risk"):
        actions.publish_appraisal(appraisal=fewer, result=result, why="x", by=planner, at=NOW)
    with pytest.raises(IntegrityError, match="is_frozen_exactly"), transaction.atomic():
        Appraisal.objects.filter(id=appraisal.id).update(status="published")


# -- on screen --


def test_a_planner_appraises_on_screen(planner, scenario, client, monkeypatch):
    client.force_login(planner, backend="allauth.account.auth_backends.AuthenticationBackend")
    given_an_appraisal(scenario, by=planner)  # so that the present model improved is there to be chosen
    improved = Scenario.objects.get(name="The present model, improved")
    sent = client.post(
        reverse("planning:make_appraisal"), {"name": "Which one?", "scenarios": [scenario.slug, improved.slug]}
    )
    one = Appraisal.objects.get(name="Which one?")
    assert sent.url == reverse("planning:appraisal", args=[one.reference])

    def send(name, *args, **data):
        return client.post(reverse(f"planning:{name}", args=[one.reference, *args]), data)

    wrong = send("agree_criteria", near="20", starts="1", points_judged_1="5")
    assert "Say what criterion 1 is" in wrong.content.decode()
    points = {"points_mean": "50", "judged_1": "Ease", "words_1": "Tomorrow", "points_judged_1": "50"}
    assert send("agree_criteria", near="20", starts="1", agreed="The group, in March", **points).status_code == 302
    scores = {f"judged_1_{n}": str(20 * n) for n in range(3)} | {"judged_1_2_why": "The rooms are there"}
    assert send("score_options", **scores).status_code == 302
    money = {"option": scenario.slug, "kind": "one-off cost", "what": "Works", "pence": "1,000", "from_year": "1"}
    assert "Who says so" in send("add_line", "money", **money).content.decode()
    assert send("add_line", "money", **money, source="A tender").status_code == 302
    page = client.get(reverse("planning:appraisal", args=[one.reference])).content.decode()
    assert "“The present model, improved” has the most" in page
    assert "The rooms are there" in page
    assert "£1,000" in page
    assert "At least one risk" in page
    one.refresh_from_db()
    line = one.asked["money"][0]["id"]
    assert send("take_line_away", line).status_code == 302
    assert client.get(reverse("planning:take_line_away", args=[one.reference, line])).status_code == 404
    assert (
        "It still needs" not in client.get(reverse("planning:publish_appraisal", args=[one.reference])).content.decode()
    )


def test_choosing_one_scenario_sends_the_present_model_to_be_worked_out(planner, scenario, client, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.work_out_scenario, "defer", lambda **told: sent.append(told))
    client.force_login(planner, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(reverse("planning:make_appraisal"), {"name": "One", "scenarios": [scenario.slug]})
    assert sent == [{"scenario_id": str(Scenario.objects.get(name="The present model, improved").id)}]


def test_a_long_page_begins_with_its_parts_and_each_can_be_gone_to(planner, scenario, client):
    appraisal = given_a_published_appraisal(scenario, by=planner)
    page = client.get(reverse("planning:published_appraisal", args=[appraisal.reference])).content.decode()
    parts = re.findall(r'<a class="govuk-link" href="#([a-z]+)">', page)
    assert parts == ["measured", "centres", "points", "years", "risks", "equality", "rests"], (
        "what is not there is not named"
    )
    assert all(page.count(f'id="{part}"') == 1 for part in parts)


def _hidden(page: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]


def test_of_two_at_the_same_criteria_the_second_sees_the_first_s_and_neither_loses_anything(planner, scenario, client):
    one = given_an_appraisal(scenario, by=planner)
    client.force_login(planner, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("planning:agree_criteria", args=[one.reference])
    seen = _hidden(client.get(address).content.decode())
    about = {"near": "20", "starts": "1", "agreed": "Us"}
    mine, theirs = ({"points_mean": own, "judged_1": "Ease", "points_judged_1": "9"} | about for own in ("31", "57"))
    assert client.post(address, theirs | {"seen": seen}).status_code == 302
    assert client.post(address, theirs | {"seen": seen}).status_code == 302, "the same sent twice is the same"
    page = client.post(address, mine | {"seen": seen}).content.decode()
    assert "Somebody kept other criteria since you opened this page" in page
    assert "The mean child’s journey: 57; Ease: 9" in page
    assert 'value="31"' in page
    one.refresh_from_db()
    assert one.asked["points"]["mean"] == 57
    assert client.post(address, mine | {"seen": _hidden(page)}).status_code == 302
    one.refresh_from_db()
    assert one.asked["points"]["mean"] == 31


def test_of_two_at_the_same_scores_the_second_sees_that_others_were_kept(planner, scenario, client):
    one = given_an_appraisal(scenario, by=planner)
    client.force_login(planner, backend="allauth.account.auth_backends.AuthenticationBackend")
    agreed = {"near": "20", "starts": "1", "points_mean": "5", "judged_1": "Ease", "points_judged_1": "5"}
    client.post(reverse("planning:agree_criteria", args=[one.reference]), agreed)
    address = reverse("planning:score_options", args=[one.reference])
    seen = _hidden(client.get(address).content.decode())
    assert client.post(address, {"judged_1_0": "40", "seen": seen}).status_code == 302
    page = client.post(address, {"judged_1_0": "70", "seen": seen}).content.decode()
    assert "Somebody kept other scores since you opened this page" in page
    one.refresh_from_db()
    assert one.asked["scores"]["judged_1"]["today"]["score"] == 40
    assert client.post(address, {"judged_1_0": "70", "seen": _hidden(page)}).status_code == 302


def test_points_are_told_with_their_criteria():
    asked = empty_asked() | {"points": {"mean": 2, "judged_1": 1}, "judged": [{"key": "judged_1", "name": "Ease"}]}
    assert points_told(asked) == "The mean child’s journey: 2; Ease: 1"
    assert points_told(empty_asked()) == ""
    assert number_of_part(asked, "criteria") != number_of_part(empty_asked(), "criteria")
    assert number_of_part(asked | {"risks": [1]}, "scores") == number_of_part(asked, "scores")


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (
            {"a": "60.0", "b": "60.0", "c": "9.1"},
            "“B” has the most: 60.0 of 100 points; “A” has as many to one decimal place.",
        ),
        ({"a": "50.0", "b": "60.0", "c": "55.0"}, "“B” has the most: 60.0 of 100 points, before “C” with 55.0."),
        ({"b": "60.0"}, "“B” has the most: 60.0 of 100 points."),
    ],
    ids=["level as written: nobody is said to stand before the other", "the next of all", "alone"],
)
def test_who_leads_is_said_with_who_comes_next(totals, said):
    rows = [{"key": key, "name": key.upper(), "total": own} for key, own in totals.items()]
    assert first_words({"options": rows, "leader": "b"}) == said
