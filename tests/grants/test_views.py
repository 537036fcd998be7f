"""Grants as people see them: a bid by an e-mailed link, scoring, deciding, paying, and what anybody may read."""

import re
from datetime import date

import pytest
from django.urls import reverse

from alongside.foundation.drafts.actions import start_draft_by_link
from alongside.foundation.notifications.models import Letter
from alongside.grants import actions
from alongside.grants.models import Bid
from tests.factories import NOW, a_user
from tests.grants.given import (
    do,
    given_a_bid,
    given_a_round,
    given_an_award,
    opened,
    return_facts,
    scored,
    scoring,
    typed_bid,
)

pytestmark = pytest.mark.django_db
FAR = {"closes_on": date(2050, 1, 1), "starts_on": date(2050, 2, 1), "ends_on": date(2050, 12, 31)}


def see(client, name, *args, who=None):
    if who is not None:
        client.force_login(who)
    return client.get(reverse(f"grants:{name}", args=args))


def send(client, name, /, *args, who=None, **typed):
    if who is not None:
        client.force_login(who)
    return client.post(reverse(f"grants:{name}", args=args), typed)


def words_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def link_in(letter: Letter) -> str:
    return re.search(r"https?://[^/]+(/grants/link/\S+)", letter.words)[1]


def test_a_group_bids_by_a_link_and_loses_nothing_on_the_way(client):
    grants = opened(given_a_round(**FAR))
    reference = grants.round.reference
    assert grants.round.title in words_of(see(client, "told_rounds"))
    assert "Begin a bid" in words_of(see(client, "told_round", reference))
    send(client, "begin_bid", reference, email="group@example.org")
    link = link_in(Letter.objects.get(to_address="group@example.org"))
    form = client.get(link, follow=True)
    address = form.request["PATH_INFO"]
    typed = {name: values[0] for name, values in typed_bid(grants).items()} | {"contact_email": "group@example.org"}
    half = {name: typed[name] for name in ("organisation", "title", "contact_email")}
    client.post(address, half | {"go": "later", "draft_revision": "1"})
    client.session.flush()
    client.cookies.clear()
    again = client.get(link, follow=True)
    assert 'value="Saturday club"' in again.content.decode()
    checked = client.post(address, typed | {"go": "check", "draft_revision": "2"}, follow=True)
    assert "Your bid asks £2,000" in words_of(checked)
    sent = client.post(checked.request["PATH_INFO"], follow=True)
    bid = Bid.objects.get()
    assert bid.reference in words_of(sent)
    assert (bid.asked, bid.contact_email) == (200_000, "group@example.org")
    client.cookies.clear()
    assert bid.reference in words_of(client.get(link, follow=True))
    client.cookies.clear()
    assert see(client, "bid_sent", bid.draft_id).status_code == 404


def test_a_bid_that_is_not_whole_says_what_is_missing(client):
    grants = opened(given_a_round(**FAR))
    partner = a_user("partner", kind="partner")
    form = client.get(see(client, "begin_bid", grants.round.reference, who=partner).url)
    shown = words_of(client.post(form.request["PATH_INFO"], {"cost-1-what": "Food", "go": "check"}))
    assert "Cost 1 needs both what it is for and how much" in shown
    assert "You need a safeguarding policy and insurance" in shown


def test_a_scorer_declares_first_and_then_scores_blind(client):
    grants = opened(given_a_round())
    bid, other = given_a_bid(grants, organisation="Kite Club"), given_a_bid(grants, organisation="Brass Band")
    scoring(grants)
    first, second = grants.scorers
    scored(grants, bid, 5, 3)
    reference = grants.round.reference
    assert "whether you have an interest" in words_of(see(client, "scoring", reference, who=first))
    declared = {
        f"bid-{bid.reference}": "none", f"bid-{other.reference}": "some", f"bid-{other.reference}-why": "I play in it"
    }  # fmt: skip
    send(client, "declare_interests", reference, **declared)
    assert "You have an interest: others score it" in words_of(see(client, "scoring", reference))
    assert see(client, "score_bid", other.reference).status_code == 404
    assert "Kite Club" in words_of(see(client, "score_bid", bid.reference))
    points = {f"points-{one.position}": "2" for one in grants.criteria} | {
        f"words-{one.position}": "Thin" for one in grants.criteria
    }
    assert send(client, "score_bid", bid.reference, **points).status_code == 302
    shown = words_of(see(client, "ranking", reference, who=grants.keeper))
    assert "50" in shown
    assert "40 to 60" in shown
    assert second.name in words_of(see(client, "bid", bid.reference))


def test_a_round_is_decided_and_awarded_on_screen(client):
    grants = opened(given_a_round())
    bid, other = given_a_bid(grants), given_a_bid(grants)
    scoring(grants)
    scored(grants, bid)
    scored(grants, other, 1, 1)
    chose = {"answer": "choose", "offer": "1500", "why": "It fits", "conditions": "", "lock": "1"}
    refused = send(client, "decide_bid", other.reference, who=grants.keeper, **chose)
    assert "scored below 50" in words_of(refused)
    send(client, "decide_bid", bid.reference, **chose)
    assert "1 bid is not decided yet" in words_of(see(client, "ranking", grants.round.reference))
    assert "Award the round" not in words_of(see(client, "round", grants.round.reference))
    send(client, "decide_bid", other.reference, answer="turn_down", offer="", why="Too little", conditions="", lock="1")
    assert "left £4,500" in words_of(see(client, "ranking", grants.round.reference))
    assert "Award the round" in words_of(see(client, "round", grants.round.reference))
    send(client, "award_round", grants.round.reference)
    assert "Too little" in words_of(see(client, "letter", other.reference))
    milestone = bid.award.milestones.get(position=1)
    send(client, "ask_payment", milestone.id, shown_by="They began")
    waiting = words_of(see(client, "waiting_payments", who=grants.officer))
    assert "£750.00" in waiting
    send(client, "pay", milestone.id, answer="pay", why="")
    assert "£750.00 (50%)" in words_of(see(client, "grant", bid.reference))
    told = words_of(see(client, "told_round", grants.round.reference))
    assert bid.organisation in told
    assert other.organisation not in told
    assert bid.reference in see(client, "awards_file").content.decode()


def test_a_return_comes_by_its_link_and_shows_what_it_did(client):
    grants, bid = given_an_award()
    send(client, "ask_return", bid.award.returns.get(kind="final").id, who=grants.keeper)
    client.logout()
    form = client.get(link_in(Letter.objects.get(kind="grants.link")), follow=True)
    typed = {"families": "40", "children": "60", "sessions": "30", "spent": "1900", "what_changed": "They come"}
    more = {"families_say": "Warm", "less_well": "", "go": "send"}
    assert "We have what you sent" in words_of(client.post(form.request["PATH_INFO"], typed | more))
    final = bid.award.returns.get(kind="final")
    send(client, "read_return", final.id, who=grants.keeper, answer="enough", why="")
    shown = words_of(see(client, "round_results", grants.round.reference))
    assert "They come" in shown
    assert "Warm" in shown


def test_a_bidder_is_not_told_before_the_day(client):
    grants = opened(given_a_round())
    partner = a_user("partner", kind="partner")
    bid = given_a_bid(grants, by=partner)
    scoring(grants)
    actions.choose(
        bid=scored(grants, bid), offer=bid.asked, why="Secret so far", conditions="", version=None, **do(grants.keeper)
    )
    shown = words_of(see(client, "own_bid", bid.reference, who=partner))
    assert "not decided yet" in shown
    assert "Secret so far" not in shown
    assert see(client, "own_bid", bid.reference, who=a_user("partner", kind="partner")).status_code == 404


def test_numbers_too_small_to_show_stay_out_of_the_page(client):
    grants, bid = given_an_award()
    give_back = bid.award.returns.get(kind="final")
    draft, _ = start_draft_by_link(form="grants.return", at=NOW)
    actions.send_return(give_back=give_back, facts=return_facts(families=3, children=4), draft=draft, by=None, at=NOW)
    actions.read_return(give_back=give_back, is_enough=True, why="", **do(grants.keeper))
    shown = words_of(see(client, "all_results", who=grants.keeper))
    assert "Families: fewer than 5, not shown. Children: fewer than 5, not shown" in shown
    assert "Grants with fewer than 5 families, not counted 1" in shown
