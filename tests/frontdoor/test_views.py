"""The front door's pages: doors, forms that lose nothing, and what a page asks of the database."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.cases.models import Case
from alongside.foundation.audit.models import Entry
from alongside.foundation.drafts.models import Draft
from alongside.foundation.notifications.models import Letter
from alongside.frontdoor import actions, queries, rules
from alongside.frontdoor.models import AskLink, Contact, Decision
from tests.factories import a_team, a_user, an_agency
from tests.people.given import given_a_family, given_a_person

from .given import (
    a_child,
    a_draft,
    a_partner,
    a_worker,
    an_asker,
    given_a_contact,
    given_a_place,
    given_a_public_contact,
    given_a_threshold_document,
)

pytestmark = pytest.mark.django_db

ROWS = {
    "children-TOTAL_FORMS": "1",
    "children-INITIAL_FORMS": "0",
    "adults-TOTAL_FORMS": "1",
    "adults-INITIAL_FORMS": "0",
}
TYPED = ROWS | {
    "children-0-given_names": "Mira",
    "children-0-family_name": "Ashdown",
    "children-0-age": "7",
    "adults-0-given_names": "Ines",
    "adults-0-relation": "parent",
    "worries": "Often late and tired",
    "family_view": "agrees",
    "home_postcode": "OX4 3LP",
    "phone": "01632 960 001",
}
NOBODY_KNOWS = "known"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def begin(client) -> str:
    return client.post("/ask/", {"is_harm": "no"})["Location"]


def fill_in(client, url, **changes):
    draft = Draft.objects.get(id=url.split("/")[-2])
    return client.post(url, TYPED | {"draft_revision": str(draft.revision)} | changes)


def words_of(page) -> str:
    return page.content.decode()


# --- asking ---


def test_a_partner_asks_from_the_first_question_to_the_reference():
    given_a_place()
    partner = a_partner()
    client = signed_in(partner)
    url = begin(client)
    assert words_of(client.get(url)).count("You are asking as") == 1
    check = fill_in(client, url)["Location"]
    page = client.get(check)
    assert "Often late and tired" in words_of(page)
    sent = client.post(check, follow=True)
    contact = Contact.objects.get()
    assert contact.reference in words_of(sent)
    assert (contact.referrer_name, contact.referrer_organisation) == (partner.name, partner.agency.name)


def test_a_double_click_a_refresh_and_a_step_back_all_end_at_the_one_request():
    client = signed_in(a_partner())
    url = begin(client)
    check = fill_in(client, url)["Location"]
    client.post(check)
    for again in (client.post(check, follow=True), client.get(check, follow=True), client.get(url, follow=True)):
        assert Contact.objects.get().reference in words_of(again)


def test_every_role_that_may_not_ask_finds_no_form():
    client = signed_in(a_user("auditor"))
    assert client.post("/ask/", {"is_harm": "no"}).status_code == 404


def test_danger_comes_first_and_goes_forward():
    a_team(kind="front_door", name="Front door")
    client = signed_in(a_partner())
    assert "Say whether a child is hurt" in words_of(client.post("/ask/", {}))
    danger = client.post("/ask/", {"is_harm": "yes"})["Location"]
    assert "01632 960001" in words_of(client.get(danger))
    assert "Ring first" in words_of(client.post(danger, {}))
    url = client.post(danger, {"harm_rang": "999 at ten"})["Location"]
    draft = Draft.objects.get()
    assert draft.fields == {"harm_rang": ["999 at ten"]}
    check = fill_in(client, url, harm_rang="999 at ten")["Location"]
    assert "999 at ten" in words_of(client.get(check))
    client.post(check)
    assert Contact.objects.get().is_urgent


def test_another_child_is_added_without_script_and_nothing_is_lost():
    client = signed_in(a_partner())
    url = begin(client)
    added = fill_in(client, url, add="children")
    assert added["Location"] == f"{url}#children"
    page = words_of(client.get(url))
    assert "children-1-given_names" in page
    assert "Often late and tired" in page
    fill_in(client, url, add="adults", **{"adults-TOTAL_FORMS": "many"})
    assert "adults-1-given_names" in words_of(client.get(url))


def test_it_can_be_kept_and_gone_on_with_after_signing_out():
    partner = a_partner()
    url = begin(client := signed_in(partner))
    assert fill_in(client, url, go="later")["Location"] == "/ask/"
    client.logout()
    assert client.get(url).status_code == 404
    assert "Open your form again" in words_of(client.get(url))
    client.force_login(partner)
    assert "Often late and tired" in words_of(client.get(url))
    listed = words_of(client.get("/ask/"))
    assert "Mira Ashdown" in listed
    assert url in listed


def test_what_was_begun_is_thrown_away_by_its_owner_only():
    partner = a_partner()
    url = begin(client := signed_in(partner))
    discard = url + "discard/"
    assert signed_in(a_user("partner", kind="partner")).post(discard).status_code == 404
    assert client.post(discard)["Location"] == "/ask/"
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"worries": ""}, "Write an answer to “What are you worried about?”", id="no worry"),
        pytest.param({"family_view": ""}, "Say whether the family knows and agrees", id="no answer"),
        pytest.param({"family_view": "does_not_know"}, "Write down why the family has not agreed", id="no reason"),
        pytest.param({"home_postcode": "OX"}, "A postcode ends with a number and two letters", id="half a postcode"),
        pytest.param(
            {"children-0-given_names": "", "children-0-family_name": "", "children-0-age": ""},
            "at least one child",
            id="no child",
        ),
        pytest.param(
            {"children-0-given_names": "", "children-0-family_name": ""},
            "Child 1: Enter a name, or the due date",
            id="a nameless child",
        ),
        pytest.param({"children-0-age": "7.5"}, "Child 1: Enter the age in whole years", id="half a year"),
        pytest.param({"children-0-age": "40"}, "Put adults in the next part", id="a child of forty"),
        pytest.param(
            {"children-0-born_on-day": "31", "children-0-born_on-month": "2", "children-0-born_on-year": "2019"},
            "must be a real day",
            id="no such day",
        ),
        pytest.param(
            {"children-0-born_on-day": "1", "children-0-born_on-month": "1", "children-0-born_on-year": "2190"},
            "must be today or in the past",
            id="born in the future",
        ),
        pytest.param(
            {"children-0-due_on-day": "1", "children-0-due_on-month": "1", "children-0-due_on-year": "2026"},
            "not both",
            id="due and aged",
        ),
        pytest.param(
            {"adults-0-given_names": "", "adults-0-relation": "parent"}, "Adult 1: Enter a name", id="a nameless adult"
        ),
        pytest.param({"adults-0-phone": "12"}, "Adult 1: Enter a telephone number", id="half a number"),
        pytest.param(
            {"children-TOTAL_FORMS": "2", "children-1-given_names": "Mira", "children-1-family_name": "Ashdown"},
            "is here twice",
            id="the same child twice",
        ),
    ],
)
def test_each_mistake_says_what_to_do_and_keeps_what_was_typed(changes, says):
    client = signed_in(a_partner())
    url = begin(client)
    page = fill_in(client, url, **changes)
    assert says in words_of(page).replace("&#x27;", "'")
    assert "01632 960 001" in words_of(page)
    assert Draft.objects.get().fields["phone"] == ["01632 960 001"]


def test_a_form_changed_in_another_window_is_not_overwritten_unseen():
    client = signed_in(a_partner())
    url = begin(client)
    fill_in(client, url, go="later", worries="The other window")
    stale = client.post(url, TYPED | {"worries": "This window", "draft_revision": "0", "go": "check"})
    assert stale.status_code == 409
    assert "changed in another window" in words_of(stale)
    assert "This window" in words_of(stale)
    assert Draft.objects.get().fields["worries"] == ["The other window"]
    again = fill_in(client, url, worries="This window")
    assert again.status_code == 302
    assert Draft.objects.get().fields["worries"] == ["This window"]


def test_answers_are_not_checked_before_they_are_whole():
    client = signed_in(a_partner())
    url = begin(client)
    assert client.get(url + "check/")["Location"] == url
    fill_in(client, url, go="later", worries="")
    assert client.get(url + "check/")["Location"] == url


def test_a_role_taken_away_while_typing_is_refused_kindly():
    partner = a_partner()
    client = signed_in(partner)
    check = fill_in(client, begin(client))["Location"]
    partner.memberships.update(ended_on=timezone.localdate())
    page = client.post(check)
    assert "Your role cannot ask" in words_of(page)
    assert Draft.objects.exists()


def test_what_one_sends_is_seen_by_nobody_else():
    client = signed_in(a_partner())
    url = begin(client)
    client.post(fill_in(client, url)["Location"])
    for other in (Client(), signed_in(a_user("partner", kind="partner"))):
        for page in (url, url + "check/", url + "sent/"):
            answer = other.get(page)
            assert answer.status_code == 404
            assert Contact.objects.get().reference not in words_of(answer)


def test_whether_a_child_is_known_is_never_told():
    """Two requests, one about a child with a record, one about a stranger, read alike to whoever asks."""
    worker = a_worker()
    known = given_a_person(by=worker, given_names="Mira", family_name="Ashdown")
    given_a_family(known, by=worker, name="Ashdown")
    pages = []
    for name in ("Mira", "Zelda"):
        client = signed_in(a_user("partner", kind="partner", agency=an_agency(kind="school", name="One school")))
        url = begin(client)
        check = fill_in(client, url, **{"children-0-given_names": name})["Location"]
        shown = words_of(client.get(check)) + words_of(client.post(check, follow=True))
        contact = Contact.objects.latest("received_at")
        own = words_of(client.get(f"/ask/requests/{contact.reference}/"))
        text = (shown + own).replace(name, "X").replace(contact.reference, "R").replace(str(contact.draft_id), "D")
        text = text.replace(contact.referrer.email, "E").replace(contact.referrer.name, "N")
        pages.append([line for line in text.splitlines() if "csrfmiddlewaretoken" not in line])
    assert pages[0] == pages[1]


# --- the public form ---


def the_link() -> str:
    words = Letter.objects.filter(kind="frontdoor.link").latest("queued_at").words
    return next(line for line in words.splitlines() if "/ask/link/" in line).removeprefix("http://testserver")


PUBLIC = TYPED | {"asker_kind": "someone_else", "name": "Ada Low"}


def test_someone_without_an_account_asks_by_a_link():
    client = Client()
    client.post("/ask/", {"is_harm": "yes"})
    client.post("/ask/danger/", {"harm_rang": "999 at noon"})
    assert "Enter an e-mail address" in words_of(client.post("/ask/link/", {"email": "ada"}))
    sent = client.post("/ask/link/", {"email": "ada@example.org"}, follow=True)
    assert "Look for our e-mail" in words_of(sent)
    link = the_link()
    url = client.get(link)["Location"]
    page = words_of(client.get(url))
    assert "ada@example.org" in page
    assert "999 at noon" in page
    fresh = Client()  # another device, or a session lost
    assert "Open your form again" in words_of(fresh.get(url))
    assert fresh.get(link)["Location"] == url
    kept = fresh.post(url, PUBLIC | {"go": "later"})
    assert kept["Location"] == url
    check = fresh.post(url, PUBLIC | {"go": "check", "draft_revision": "2", "harm_rang": "999 at noon"})["Location"]
    done = fresh.post(check, follow=True)
    contact = Contact.objects.get()
    assert contact.reference in words_of(done)
    assert (contact.referrer_email, contact.referrer_name) == ("ada@example.org", "Ada Low")
    later = words_of(Client().get(link))
    assert contact.reference in later
    assert "Mira" not in later


def test_an_expired_link_sends_a_new_one_and_an_unknown_one_says_so():
    client = Client()
    client.post("/ask/link/", {"email": "ada@example.org"})
    link = the_link()
    Draft.objects.update(fields={"worries": ["Kept words"], "email": ["ada@example.org"]})
    long_ago = timezone.now() - timedelta(days=30)
    AskLink.objects.update(sent_at=long_ago, expires_at=long_ago + timedelta(days=7))
    assert "Nothing is lost" in words_of(client.get(link))
    assert client.post(f"{link}renew/")["Location"] == "/ask/link/sent/"
    newer = the_link()
    assert "Kept words" in words_of(client.get(newer, follow=True))
    assert "A newer link was sent" in words_of(client.get(link))
    assert client.post(f"{link}renew/")["Location"] == link
    for page in (
        client.get("/ask/link/abc/"),
        client.post("/ask/link/abc/renew/"),
        client.get("/ask/link/abc/withdraw/"),
    ):
        assert page.status_code == 404
    Draft.objects.all().delete()
    assert "no longer here" in words_of(client.get(newer))


def test_links_are_not_sent_without_end():
    client = Client()
    for _ in range(5):
        client.post("/ask/link/", {"email": "ada@example.org"})
    assert "Wait an hour" in words_of(client.post("/ask/link/", {"email": "ada@example.org"}))
    assert AskLink.objects.count() == 5


def test_a_public_request_is_withdrawn_by_its_link():
    client = Client()
    client.post("/ask/link/", {"email": "ada@example.org"})
    link = the_link()
    url = client.get(link)["Location"]
    client.post(client.post(url, PUBLIC | {"go": "check"})["Location"])
    withdraw = f"{link}withdraw/"
    assert "Write down why" in words_of(client.post(withdraw, {}))
    assert "You withdrew this request" in words_of(client.post(withdraw, {"why": "We found help"}, follow=True))
    Contact.objects.update(status="decided", withdrawn_at=None)
    assert "decided on this request already" in words_of(client.post(withdraw, {"why": "Again"}))


# --- own requests ---


def test_an_agency_sees_where_its_requests_stand_and_no_more():
    contact = given_a_contact()
    worker = a_worker()
    answer = actions.Answer(
        level=1, outcome=rules.Outcome.NO_ACTION, reasons="SECRET REASONS", words_to_referrer="Thank you for telling us"
    )
    actions.decide(
        contact=contact,
        version=contact.version,
        answer=answer,
        own_page="/",
        address_of=str,
        by=worker,
        at=timezone.now(),
    )
    colleague = signed_in(a_user("partner", kind="partner", agency=contact.agency))
    for url in ("/ask/requests/", f"/ask/requests/{contact.reference}/"):
        page = words_of(colleague.get(url))
        assert "Thank you for telling us" in page
        assert "SECRET REASONS" not in page
        assert "Often late" not in page  # a colleague reads where it stands, not the words
    assert "Often late" in words_of(signed_in(contact.referrer).get(f"/ask/requests/{contact.reference}/"))
    stranger = signed_in(a_user("partner", kind="partner"))
    assert stranger.get(f"/ask/requests/{contact.reference}/").status_code == 404
    assert "No requests yet" in words_of(stranger.get("/ask/requests/"))


def test_a_request_is_withdrawn_on_its_page():
    contact = given_a_contact()
    client = signed_in(contact.referrer)
    url = f"/ask/requests/{contact.reference}/withdraw/"
    assert "Write down why" in words_of(client.post(url, {}))
    assert "was withdrawn" in words_of(client.post(url, {"why": "The family asked"}, follow=True))
    Contact.objects.update(status="decided", withdrawn_at=None)
    assert "decided on this request already" in words_of(client.post(url, {"why": "Again"}))


# --- the front door ---


def see(client, contact) -> str:
    return words_of(client.get(f"/contacts/{contact.reference}/"))


def test_a_worker_takes_on_matches_places_and_decides():
    place = given_a_place()
    signs = given_a_threshold_document()
    worker = a_worker()
    mira = given_a_person(by=worker, given_names="Meera", family_name="Ashdown", born_on=a_child().born_on)
    given_a_family(mira, by=worker, name="Ashdown")
    contact = given_a_contact(home_postcode="ZE1 0AA")
    client, base = signed_in(worker), f"/contacts/{contact.reference}/"
    page = see(client, contact)
    assert "The same as Meera Ashdown" in page
    assert "Not placed yet" in page
    assert "You have taken this contact on" in words_of(client.post(base + "take-on/", follow=True))
    assert "Say who this is" in words_of(client.post(base + "people/1/match/", {}, follow=True))
    assert "no longer among those found" in words_of(
        client.post(base + "people/1/match/", {"answer": f"same:{worker.id}"}, follow=True)
    )
    assert client.post(base + "people/9/match/", {"answer": "not_the_same"}).status_code == 404
    for wrong in ("same:", "nonsense"):
        assert "Say who this is" in words_of(client.post(base + "people/1/match/", {"answer": wrong}, follow=True))
    matched = words_of(client.post(base + "people/1/match/", {"answer": f"same:{mira.id}"}, follow=True))
    assert "The same person as Meera Ashdown" in matched
    assert "Choose the locality" in words_of(client.post(base + "place/", {"why": "Told"}))
    client.post(base + "place/", {"locality": place.slug, "why": "The mother told us"})
    decide = base + "decide/"
    assert "Choose the level of need" in words_of(client.post(decide, {"version": "1", "draft_revision": "0"}))
    contact.refresh_from_db()
    typed = {"level": "3", "reasons": "Several needs", "outcome": "assessment", "version": str(contact.version)}
    assert "Choose the descriptors" in words_of(client.post(decide, typed))
    typed["descriptors"] = [str(signs[3])]
    stale = words_of(client.post(decide, typed | {"version": "x"}))
    assert "has changed since" in stale
    assert "Several needs" in stale
    done = words_of(client.post(decide, typed, follow=True))
    assert "Decided: early help assessment" in done
    assert "On record as Meera Ashdown" in done
    assert "who they may be already" not in done
    assert "Nobody like this is known" not in done
    assert Case.objects.get().reference in done
    assert "A decision has been made" in words_of(client.get(decide, follow=True))
    assert "being considered" in words_of(
        client.post(base + "people/1/match/", {"answer": "not_the_same"}, follow=True)
    )
    assert Entry.objects.filter(kind="frontdoor.contact_seen", by=worker).exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"level": "1", "outcome": "assessment"}, "goes with level 2 or 3"),
        ({"level": "2", "outcome": "one_agency", "descriptors": True}, "Choose the agency that helps"),
        ({"level": "2", "outcome": "panel", "descriptors": True}, "Say which panel"),
        ({"level": "4", "outcome": "step_up", "descriptors": True}, "Choose the social care team"),
    ],
)
def test_each_answer_says_what_it_lacks(typed, says):
    signs = given_a_threshold_document()
    contact = given_a_contact()
    client = signed_in(a_worker())
    if typed.pop("descriptors", False):
        typed["descriptors"] = [str(signs[int(typed["level"])])]
    page = client.post(f"/contacts/{contact.reference}/decide/", typed | {"reasons": "Because", "version": "1"})
    assert says in words_of(page)


def test_people_in_two_families_are_asked_about():
    worker = a_worker()
    mira = given_a_person(by=worker, given_names="Mira", family_name="Ashdown", born_on=a_child().born_on)
    given_a_family(mira, by=worker, name="Ashdown")
    other = given_a_family(mira, by=worker, name="Low")
    contact = given_a_contact(people=(a_child(),))
    actions.answer_match(
        told=contact.people.get(), match=rules.Match.SAME, person_id=mira.id, by=worker, at=timezone.now()
    )
    client, url = signed_in(worker), f"/contacts/{contact.reference}/decide/"
    assert "Which family is this about?" in words_of(client.get(url))
    contact.refresh_from_db()
    typed = {"level": "1", "outcome": "no_action", "reasons": "Enough", "version": str(contact.version)}
    assert "more than one family" in words_of(client.post(url, typed))
    client.post(url, typed | {"family": str(other.id)})
    assert Contact.objects.get().family == other


def test_two_people_on_one_decision_lose_nothing():
    contact = given_a_contact()
    client, url = signed_in(a_worker()), f"/contacts/{contact.reference}/decide/"
    client.get(url)
    Draft.objects.update(revision=5, fields={"reasons": ["Other window"]})
    page = words_of(client.post(url, {"reasons": "This window", "draft_revision": "0"}))
    assert "changed in another window" in page
    assert "This window" in page
    assert Draft.objects.get().fields["reasons"] == ["Other window"]


def test_who_cannot_decide_is_refused_by_the_page_too():
    manager = a_user("front-door-manager", "partner")
    contact = given_a_contact(by=manager)
    page = signed_in(manager).post(
        f"/contacts/{contact.reference}/decide/",
        {"level": "1", "outcome": "no_action", "reasons": "Mine", "version": "1"},
    )
    assert "A colleague decides" in words_of(page)
    assert not Decision.objects.exists()


def test_a_withdrawn_contact_is_taken_up_on_its_page():
    contact = given_a_contact()
    actions.withdraw_request(contact=contact, why="Changed", by=contact.referrer, at=timezone.now())
    client, base = signed_in(a_worker()), f"/contacts/{contact.reference}/"
    assert "has withdrawn this request" in see(client, contact)
    assert "Write down why" in words_of(client.post(base + "take-up-again/", {}))
    again = client.post(base + "take-up-again/", {"why": "Worried"}, follow=True)
    assert "taken this contact up again" in words_of(again)
    assert "was not withdrawn" in words_of(client.post(base + "take-up-again/", {"why": "Worried"}, follow=True))
    assert "back in the list" in words_of(client.post(base + "put-back/", follow=True))


def test_someone_to_be_rung_stands_in_the_list_until_told():
    contact = given_a_public_contact(asker=an_asker(email=""))
    client, base = signed_in(a_worker()), f"/contacts/{contact.reference}/"
    assert "How were they told?" not in see(client, contact)
    assert client.post(base + "told/", {"how": "Rang"}).status_code == 200
    client.post(base + "decide/", {"level": "1", "outcome": "no_action", "reasons": "Enough", "version": "1"})
    assert contact.reference in words_of(client.get("/contacts/outcomes/"))
    assert "Write down how they were told" in words_of(client.post(base + "told/", {}))
    assert "Noted that they were told" in words_of(client.post(base + "told/", {"how": "Rang at four"}, follow=True))
    assert "Everyone has been told" in words_of(client.get("/contacts/outcomes/"))


def test_a_telephone_contact_is_typed_and_found_again():
    agency = an_agency(kind="health", name="Health visitors")
    worker = a_worker()
    client = signed_in(worker)
    url = client.get("/contacts/take-in/")["Location"]
    typed = TYPED | {"route": "phone", "asker_kind": "professional", "name": "Bea Hart", "agency": str(agency.id)}
    assert client.post(url, typed | {"go": "later"})["Location"] == "/contacts/"
    other = client.get("/contacts/take-in/")["Location"]
    assert other != url
    assert "Mira Ashdown" in words_of(client.get(other))
    done = words_of(client.post(url, typed | {"draft_revision": "1"}, follow=True))
    contact = Contact.objects.get()
    assert f"Taken in as {contact.reference}" in done
    assert (contact.agency, contact.taken_by) == (agency, worker)
    assert client.get(url)["Location"] == f"/contacts/{contact.reference}/"
    assert client.get(f"/contacts/take-in/{worker.id}/").status_code == 404
    discard = reverse("frontdoor:discard_begun", args=[other.split("/")[-2]])
    assert client.post(discard)["Location"] == "/contacts/"


def test_a_refusal_while_taking_in_is_said_on_the_form(monkeypatch):
    def refuse(**kwargs):
        raise actions.ContactRefused("Not now")

    monkeypatch.setattr(actions, "take_in", refuse)
    client = signed_in(a_worker())
    url = client.get("/contacts/take-in/")["Location"]
    page = client.post(url, TYPED | {"route": "phone", "asker_kind": "family", "name": "Ines"})
    assert "Not now" in words_of(page)


def test_a_social_worker_steps_a_family_down():
    social_worker = a_user("social-worker")
    client = signed_in(social_worker)
    assert 'href="/contacts/step-down/"' in client.get("/ask/").content.decode()
    assert 'href="/contacts/step-down/"' not in signed_in(a_user("partner")).get("/ask/").content.decode()
    url = client.get("/contacts/step-down/")["Location"]
    typed = TYPED | {
        "statutory_work": "child_in_need",
        "last_meeting_on-day": "20",
        "last_meeting_on-month": "2",
        "last_meeting_on-year": "2026",
        "agreed_by": "The review",
        "family_said": "We are ready",
    }
    assert "Write an answer to “Who agreed" in words_of(client.post(url, typed | {"agreed_by": ""}))
    assert "Begun and not sent" in words_of(client.get("/ask/requests/"))
    done = words_of(client.post(url, typed | {"draft_revision": "1"}, follow=True))
    contact = Contact.objects.get()
    assert contact.reference in done
    assert client.get(url, follow=True).status_code == 200
    assert signed_in(a_user("social-worker")).get(url + "sent/").status_code == 404
    page = see(signed_in(a_worker()), contact)
    for words in ("We are ready", "The review", "20 February 2026", "Child in need plan"):
        assert words in page


def test_a_batch_is_taken_in_on_screen(tmp_path):
    client = signed_in(a_worker())
    assert "asked_by_name" in client.get("/contacts/import/template/").content.decode("utf-8-sig")
    file = tmp_path / "requests.csv"
    file.write_text("asked_by_name,worries,family_agrees,child_1_first_names\nJoan,Late,yes,Mira\nJoan,,yes,Tom\n")
    with file.open("rb") as upload:
        page = words_of(client.post("/contacts/import/", {"file": upload, "bad_rows": "keep"}, follow=True))
    assert "1 request taken in" in page
    assert "Row 3" in page
    file.write_bytes("naïve".encode("cp1252"))
    with file.open("rb") as upload:
        page = words_of(client.post("/contacts/import/", {"file": upload, "bad_rows": "refuse"}))
    assert "Windows-1252" in page
    assert "Choose a file" in words_of(client.post("/contacts/import/", {"bad_rows": "keep"}))
    assert client.get(f"/contacts/import/{a_worker().id}/").status_code == 404
    file.write_text("asked_by_name,worries,family_agrees,child_1_first_names\nJoan,,yes,Tom\n")
    with file.open("rb") as upload:
        page = words_of(client.post("/contacts/import/", {"file": upload, "bad_rows": "refuse"}, follow=True))
    assert "Nothing was taken in" in page


DOORS = (
    "/contacts/",
    "/contacts/outcomes/",
    "/contacts/take-in/",
    "/contacts/import/",
    "/contacts/step-down/",
    "/ask/requests/",
    "/ask/requests/passed-on/",
)


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (
            "front-door-worker",
            {"/contacts/", "/contacts/outcomes/", "/contacts/take-in/", "/contacts/import/", "/contacts/step-down/"},
        ),
        ("partner", {"/ask/requests/", "/ask/requests/passed-on/"}),
        ("social-worker", {"/contacts/step-down/", "/ask/requests/", "/ask/requests/passed-on/"}),
        ("auditor", set()),
    ],
)
def test_each_door_opens_to_its_roles_alone(role, opens):
    client = signed_in(a_user(role))
    assert {url for url in DOORS if client.get(url).status_code in (200, 302)} == opens


def test_a_contact_is_not_there_for_those_who_may_not_see_it():
    contact = given_a_contact()
    assert signed_in(contact.referrer).get(f"/contacts/{contact.reference}/").status_code == 404
    assert signed_in(a_worker()).get("/contacts/RH-222222-2/").status_code == 404


@pytest.mark.parametrize("url", ["/contacts/", "/contacts/outcomes/", "/ask/requests/", "/contacts/import/"])
def test_a_list_asks_the_database_the_same_at_one_row_and_at_fifty(url, django_assert_max_num_queries):
    given_a_place()
    worker = a_worker()
    partner = a_partner(agency=worker.agency)
    viewer = a_user("front-door-worker", "partner", agency=worker.agency)

    def add(number):
        for _ in range(number):
            given_a_contact(by=partner)
            told = given_a_public_contact(asker=an_asker(email=""))
            answer = actions.Answer(level=1, outcome=rules.Outcome.NO_ACTION, reasons="Enough")
            actions.decide(
                contact=told,
                version=told.version,
                answer=answer,
                own_page="/",
                address_of=str,
                by=worker,
                at=timezone.now(),
            )

    counts = []
    for number in (1, 24):
        add(number)
        client = signed_in(viewer)
        client.get(url)
        with django_assert_max_num_queries(20) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_narrowing_that_fits_nothing_says_so():
    client = signed_in(a_worker())
    assert "Nothing is waiting" in words_of(client.get("/contacts/"))
    assert "Nothing fits" in words_of(client.get("/contacts/?due=late"))
    assert client.get("/contacts/?due=nonsense").status_code == 200


def test_drafts_of_every_form_are_listed_by_name():
    worker = a_worker()
    a_draft(owner=worker, form=queries.STEP_DOWN_FORM, fields={"worries": ["x"]})
    url = (client := signed_in(worker)).get("/contacts/take-in/")["Location"]
    assert "Step-down: no name yet" in words_of(client.get(url))


def test_a_contact_s_page_asks_the_database_no_more_for_four_people_than_for_one(django_assert_max_num_queries):
    given_a_place()
    worker = a_worker()
    for name in ("Meera", "Tom", "Una"):
        given_a_family(given_a_person(by=worker, given_names=name, family_name="Ashdown"), by=worker, name="Ashdown")
    alone = given_a_contact(people=(a_child(),))
    many = given_a_contact(people=tuple(a_child(given_names=name) for name in ("Mira", "Tom", "Una", "Zelda")))
    client, counts = signed_in(worker), []
    for contact in (alone, many):
        url = f"/contacts/{contact.reference}/"
        client.get(url)
        with django_assert_max_num_queries(20) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_whoever_takes_in_a_contact_may_look_for_the_children_without_script():
    worker = a_worker()
    known = given_a_person(by=worker, given_names="Mira", family_name="Ashdown")
    client = signed_in(worker)
    url = client.get("/contacts/take-in/")["Location"]
    born = {"children-0-born_on-day": "4", "children-0-born_on-month": "6", "children-0-born_on-year": "2015"}
    asked = client.post(url, TYPED | born | {"children-0-age": "", "add": "likely"})
    assert asked["Location"] == f"{url}?likely=1#likely"
    page = words_of(client.get(asked["Location"]))
    assert known.reference in page
    assert "1 person on record may be Mira Ashdown." in page
    assert 'value="Ashdown"' in page
    assert Entry.objects.filter(kind="people.found_seen", about__contains=[known.id]).exists()


def test_the_public_form_and_a_partner_are_never_told_who_is_known():
    public = Client()
    client = signed_in(a_partner())
    for page in (public.get(begin(public)), client.get(begin(client))):
        assert "data-likely" not in words_of(page)
        assert "already known" not in words_of(page)
