from django.apps import AppConfig

from alongside.foundation.components import cards


class AssessmentsConfig(AppConfig):
    name = "alongside.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Show the assessment on the pages of its case and of the family's record."""
        from .views.cards import case_card, genogram_card, record_card

        cards.register(page="case", name="assessments.standing", order=20, render=case_card)
        cards.register(page="record.family", name="assessments.standing", order=20, render=record_card)
        cards.register(page="record.family", name="assessments.genogram", order=25, render=genogram_card)
