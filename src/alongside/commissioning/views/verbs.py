"""The page of one verb of commissioning: as everywhere, with what commissioning refuses."""

from functools import partial

from alongside.foundation.drafts.views import verbs
from alongside.foundation.drafts.views.verbs import verb_page

from .. import actions

__all__ = ["Verb", "verb_page"]

Verb = partial(verbs.Verb, app="commissioning", refused=actions.CommissioningRefused)
