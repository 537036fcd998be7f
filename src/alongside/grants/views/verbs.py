"""The page of one verb of grants: as everywhere, with what grants refuse."""

from functools import partial

from alongside.foundation.drafts.views import verbs
from alongside.foundation.drafts.views.verbs import verb_page

from .. import actions

__all__ = ["Verb", "verb_page"]

Verb = partial(verbs.Verb, app="grants", refused=actions.GrantsRefused)
