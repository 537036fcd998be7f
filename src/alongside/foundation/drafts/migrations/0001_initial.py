import alongside.foundation.references.rules
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(max_length=80)),
                ('subject', models.CharField(blank=True, max_length=80)),
                ('key_hash', models.CharField(blank=True, max_length=64)),
                ('fields', models.JSONField(default=dict)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('owner__isnull', False)), fields=('owner', 'form', 'subject'), name='draft_is_kept_once_for_a_form_and_its_subject'), models.UniqueConstraint(condition=models.Q(('key_hash', ''), _negated=True), fields=('key_hash',), name='draft_has_a_key_of_its_own'), models.CheckConstraint(condition=models.Q(('owner__isnull', False), models.Q(('key_hash', ''), _negated=True), _connector='OR'), name='draft_has_an_owner_or_a_key')],
            },
        ),
    ]
