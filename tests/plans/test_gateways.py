"""Calendar files, and the family's copy as a PDF that screen readers can read."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from icalendar import Calendar

from alongside.plans.gateways import Invitation, calendar_file, family_copy_pdf

AT = datetime(2026, 3, 2, 10, 0, 5, 123456, tzinfo=UTC)
MARKUP = '#panic("x") *bold* $x$ [y] \\ @z <tag> “quoted” Łódź'
CONTENT = {
    "title": "Our plan: Marlowe", "reference": "PL-7K3Q9M-K", "number": 2, "made_on": "2 March 2026",
    "lead": {"name": "Ines Okafor", "agency": "Early Intervention Service", "phone": "01632 960001"},
    "next_meeting": "Tuesday 14 April 2026 at 10:00.",
    "goals": [{"words": MARKUP, "who": "Tamsin", "measure": MARKUP, "by": "1 June 2026"}],
    "outcomes": [{"title": "Getting a good education", "needs": [
        {"words": MARKUP, "who": "Tamsin", "status": "Being worked on", "evidence": "", "actions": [
            {"what": MARKUP, "who": "Ana", "by": "1 April 2026", "status": "To do"}]},
        {"words": "Sleep", "who": "The whole family", "status": "Met", "evidence": MARKUP, "actions": []},
        {"words": "Food", "who": "The whole family", "status": "Being worked on", "evidence": "", "actions": []},
    ]}],
    "scales": [{"name": MARKUP, "one": "bad", "ten": "good",
                "readings": [{"on": "2 March 2026", "value": 3, "who": "Ana"}]},
               {"name": "Not asked", "one": "bad", "ten": "good", "readings": []}],
    "team": [{"name": "Ana", "part": "Parent", "agency": "The family", "phone": ""}],
    "said": [{"who": "What the family said", "words": MARKUP, "on": "2 March 2026"}],
}  # fmt: skip
EMPTY = CONTENT | {"lead": None, "goals": [], "outcomes": [], "scales": [], "said": []}


def opened(content: dict) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(family_copy_pdf(content, made_at=AT)))


@pytest.mark.parametrize("content", [CONTENT, EMPTY], ids=["full", "empty"])
def test_the_copy_is_an_accessible_pdf(content):
    pdf = opened(content)
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "/StructTreeRoot" in pdf.Root
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Our plan: Marlowe"
        assert metadata["pdfuaid:part"] == "1"


def kinds_in(pdf: pikepdf.Pdf) -> list[str]:
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            children = node.get("/K", [])
            waiting += list(children) if isinstance(children, pikepdf.Array) else [children]
    return found


def test_headings_lists_and_tables_are_tagged():
    kinds = kinds_in(opened(CONTENT))
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 5
    assert {"/H3", "/Table", "/TR", "/TH", "/TD", "/P"} <= set(kinds)


def test_every_font_is_embedded():
    for page in opened(CONTENT).pages:
        for font in page.resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3", "/FontFile"} & set(descriptor.keys())
            assert "PublicSans" in str(descriptor.FontName)


def test_the_same_content_gives_the_same_bytes():
    assert family_copy_pdf(CONTENT, made_at=AT) == family_copy_pdf(CONTENT, made_at=AT)


def invitation(**but) -> Invitation:
    facts = {
        "uid": "TM-1@alongside",
        "sequence": 3,
        "starts_at": AT,
        "minutes": 45,
        "summary": "Team around a family",
        "place": "Hub, room 2; upstairs",
        "link": "https://meet.example.org/1",
        "organiser_name": "Ines Okafor",
        "organiser_email": "ines@example.org",
        "attendee_email": "dee@example.org",
        "is_cancelled": False,
        "at": AT,
    }
    return Invitation(**{**facts, **but})


def test_a_calendar_file_reads_back_as_it_was_meant():
    calendar = Calendar.from_ical(calendar_file(invitation()))
    event = calendar.walk("VEVENT")[0]
    assert calendar["METHOD"] == "REQUEST"
    assert event.decoded("DTSTART") == AT.replace(microsecond=0)
    assert (str(event["UID"]), event["SEQUENCE"], str(event["LOCATION"])) == (
        "TM-1@alongside",
        3,
        "Hub, room 2; upstairs",
    )
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=45)
    assert str(event["CLASS"]) == "PRIVATE"


def test_a_calendar_file_for_nobody_in_particular_and_nowhere_to_join():
    calendar = Calendar.from_ical(calendar_file(invitation(attendee_email="", place="", link="", is_cancelled=True)))
    event = calendar.walk("VEVENT")[0]
    assert calendar["METHOD"] == "CANCEL"
    assert not {"ATTENDEE", "LOCATION", "URL"} & set(event)
