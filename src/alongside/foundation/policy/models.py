"""Each change of a local policy, with the day from which it holds."""

from django.conf import settings
from django.db import models

from alongside.foundation.references.rules import new_id


class PolicyVersion(models.Model):
    """The numbers of one policy from a day on; never changed, only followed by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=40)
    numbers = models.JSONField()
    from_on = models.DateField()
    reason = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        open = {"id", "key", "numbers", "from_on", "reason", "set_by", "set_at"}

    class Meta:
        indexes = [models.Index(fields=["key", "-from_on", "-set_at"], name="policy_by_day")]

    def __str__(self) -> str:
        return f"{self.key} from {self.from_on}"
