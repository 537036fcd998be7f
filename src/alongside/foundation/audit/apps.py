from django.apps import AppConfig
from django.core.checks import Tags, Warning, register


class AuditConfig(AppConfig):
    name = "alongside.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        """Have Django's check of a deployment ask who could alter the log."""
        register(who_could_alter_the_log, Tags.database, deploy=True)


def who_could_alter_the_log(app_configs, databases=None, **kwargs) -> list[Warning]:
    """Doubts about the database user that serves; asked with `check --deploy --database default`."""
    if not databases:
        return []
    from .queries import how_kept

    hint = "See “Two database users” in docs/running.md."
    return [Warning(doubt, hint=hint, id="audit.W001") for doubt in how_kept().doubts]
