from django.apps import AppConfig

from alongside.foundation.components import cards


class AssessmentsConfig(AppConfig):
    name = "alongside.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Hear when a case closes, and show the assessment on the pages of its case and of the family's record."""
        from alongside.cases import events as cases
        from alongside.foundation.events.actions import subscribe

        from .actions import hearing
        from .views.cards import case_card, closing_card, genogram_card, record_card

        subscribe(cases.CaseStepped, hearing.follow_case, name="assessments.follows_case")
        cards.register(page="case.closed", name="assessments.standing", order=20, render=closing_card)

        cards.register(page="case", name="assessments.standing", order=20, render=case_card)
        cards.register(page="record.family", name="assessments.standing", order=20, render=record_card)
        cards.register(page="record.family", name="assessments.genogram", order=25, render=genogram_card)
