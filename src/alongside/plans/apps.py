from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "alongside.plans"
    label = "plans"

    def ready(self) -> None:
        """Hear what happens to cases and agreements, and show the plan on their pages."""
        from alongside.cases import events as cases
        from alongside.foundation.components import cards
        from alongside.foundation.events.actions import subscribe
        from alongside.people import events as people

        from .actions import hearing
        from .views.cards import on_case, on_closing, on_record

        subscribe(cases.LeadAllocated, hearing.welcome_lead, name="plans.welcomes_lead")
        subscribe(cases.CaseStepped, hearing.follow_case, name="plans.follows_case")
        subscribe(people.AgreementWithdrawn, hearing.end_sharing, name="plans.ends_sharing")
        cards.register(page="case.closed", name="plan", order=30, render=on_closing)
        cards.register(page="case", name="plan", order=20, render=on_case)
        cards.register(page="record.family", name="plan", order=20, render=on_record)
