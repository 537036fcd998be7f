"""Every story can be told to its end, in plain words, for each kind of family it is about."""

from itertools import product
from random import Random
from types import SimpleNamespace

import pytest

from alongside.demo.invented import HELPING, facts_of, invent_household
from alongside.demo.living import CASTS
from alongside.demo.stories import COMMON, STORIES
from alongside.demo.wording import Words
from alongside.plans.rules import SUPPORTING_FAMILIES

TOLD = sorted(set(STORIES[0].words) | set(COMMON))
PAIRS = [(story, cast) for story in STORIES for cast in story.casts]


def _facts(cast, story):
    agency = SimpleNamespace(name="An agency", slug="an-agency", phone="01632 960000", id="1")
    user = SimpleNamespace(
        name="Someone", email="one@example.org", phone="07700 900000", job_title="Worker", agency=agency
    )
    helpers = SimpleNamespace(**dict.fromkeys(HELPING, user))
    household = invent_household(cast, story, Random(1))
    return facts_of(
        cast, household, helpers, school="A school", practice="A practice", lines="1 A Street", asker="A school"
    )


@pytest.mark.parametrize(("story", "cast"), PAIRS, ids=[f"{story.key}, {cast}" for story, cast in PAIRS])
def test_a_story_has_words_for_every_place_in_the_record(story, cast):
    words = Words(story, _facts(CASTS[cast], story), Random(2))
    there = {slot.key for slot in CASTS[cast].slots}
    for key in TOLD:
        if key.rpartition("voice.")[2] in {"c3"} - there or (key.startswith("c3") and "c3" not in there):
            continue
        said = words(key)
        assert said.strip()
        assert "{" not in said


def test_words_stand_in_json_and_in_copied_text_as_they_are():
    for story in STORIES:
        for ways in (*story.words.values(), *COMMON.values()):
            for way in [ways] if isinstance(ways, str) else ways:
                assert not set(way) & set('"\\\n\t'), (story.key, way)


def test_each_story_is_under_three_different_outcomes_that_there_are():
    keys = {one.key for one in SUPPORTING_FAMILIES.outcomes}
    for story in STORIES:
        assert set(story.outcomes) <= keys
        assert len(set(story.outcomes)) == 3
    assert {one for story in STORIES for one in story.outcomes} == keys


def test_each_kind_of_family_has_a_story():
    assert {cast for _, cast in PAIRS} == set(CASTS)


def test_no_two_stories_share_a_worry():
    worries = [way for story in STORIES for way in story.words["worry"]]
    assert len(worries) == len(set(worries))
    assert all(len(one.split()) > 8 for one, _ in product(worries, [0]))
