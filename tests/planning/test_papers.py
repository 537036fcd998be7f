"""The paper: everything in it, traceable, tagged for who listens, and the same again."""

import re
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from tests.planning.given import given_a_published_appraisal, given_a_published_scenario


@pytest.fixture
def appraisal(db):
    return given_a_published_appraisal(given_a_published_scenario())


def test_the_pdf_is_tagged_named_and_the_same_again(appraisal, client):
    first, again = (
        client.get(reverse("planning:published_paper_pdf", args=[appraisal.reference])).content for _ in range(2)
    )
    assert first == again
    pdf = pikepdf.open(BytesIO(first))
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "en-GB"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert appraisal.name in str(metadata["dc:title"])


def test_the_page_says_where_every_figure_comes_from_and_how_sure_it_is(appraisal, client):
    page = client.get(reverse("planning:published_paper", args=[appraisal.reference])).content.decode()
    for number in (appraisal.digest, "d" * 64, "e" * 64):
        assert number in page
    assert "No plan with these rules is better. This is proven." in page
    assert "Nobody comes" in page
    assert page.count("<h1") == 1
    assert reverse("planning:published_appraisal", args=[appraisal.reference]) in page
    parts = re.findall(r'<a class="govuk-link" href="#(part-\d+)">', page)
    assert len(parts) > 5
    assert all(page.count(f'id="{part}"') == 1 for part in parts), "every part that is named can be gone to"
