"""About which numbers of sites a planner asks."""

from alongside.foundation.components import forms
from alongside.planning.forms.scenarios import number
from alongside.planning.rules.frontier import MOST_AT_ONCE

MOST = 500
WHOLE = "At most {most} numbers are asked about at once: of a longer range some, at even steps."


class AskFrontier(forms.Form):
    """From how few sites to how many."""

    least = number("From so few sites", most=MOST, required=True)
    most = number("to so many", most=MOST, required=True, help_text=WHOLE.format(most=MOST_AT_ONCE))
