"""A rule says its own words and source."""

import pytest

from alongside.foundation.policy.rules import RuleText, text_of


def _ruled():
    """Something is due on
    a day.

    Source: somebody's law, section 2.
    """


def _unsourced():
    """Something is due."""


def test_text_of_a_rule():
    assert text_of(_ruled) == RuleText("Something is due on a day.", "somebody's law, section 2")
    assert str(text_of(_ruled)) == "Something is due on a day. Source: somebody's law, section 2."


def test_what_names_no_source_is_no_rule():
    with pytest.raises(ValueError, match="_unsourced names no source"):
        text_of(_unsourced)
