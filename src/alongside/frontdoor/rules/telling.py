"""The words in which whoever asked is told what was decided: fit for them, and no more than they need."""

from .deciding import Outcome

USUAL_WORDS = {
    Outcome.INFORMATION: (
        "Thank you for telling us. We have looked at what you said and given information and advice. "
        "If things change or get harder, please tell us again."
    ),
    Outcome.ONE_AGENCY: (
        "Thank you for telling us. One agency is best placed to help, and we have passed your request to it."
    ),
    Outcome.ASSESSMENT: (
        "Thank you for telling us. We will work with the family to find out what would help. Someone from "
        "the family’s local hub will be in touch with them, and with you where you can help."
    ),
    Outcome.PANEL: (
        "Thank you for telling us. Several agencies will talk together about who can help best, and the "
        "family’s local hub will be in touch."
    ),
    Outcome.STEP_UP: (
        "Thank you for telling us. We have passed what you said to children’s social care, who will take it "
        "from here and may ring you."
    ),
    Outcome.NO_ACTION: (
        "Thank you for telling us. We have looked at what you said and do not need to do more now. If you are "
        "still worried or anything changes, please tell us again."
    ),
}


def words_for(outcome: Outcome, *, own_words: str) -> str:
    """Whoever asked is told in the decider's own words, or in our usual words for that answer.

    Source: local default.
    """
    return own_words.strip() or USUAL_WORDS[outcome]
