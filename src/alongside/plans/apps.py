from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "alongside.plans"
    label = "plans"

    def ready(self) -> None:
        """Hear what happens to cases and agreements."""
        from alongside.cases import events as cases
        from alongside.foundation.events.actions import subscribe
        from alongside.people import events as people

        from .actions import hearing

        subscribe(cases.LeadAllocated, hearing.welcome_lead, name="plans.welcomes_lead")
        subscribe(cases.CaseStepped, hearing.follow_case, name="plans.follows_case")
        subscribe(people.AgreementWithdrawn, hearing.end_sharing, name="plans.ends_sharing")
