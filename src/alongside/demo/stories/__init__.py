"""The stories of the invented county: situations told in plain words, each for every place in the record."""

from .at_school import AT_SCHOOL
from .common import COMMON, Story
from .early_years import EARLY_YEARS
from .family_life import FAMILY_LIFE
from .growing_up import GROWING_UP

STORIES: tuple[Story, ...] = (*EARLY_YEARS, *AT_SCHOOL, *FAMILY_LIFE, *GROWING_UP)

__all__ = ["COMMON", "STORIES", "Story"]
