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
            name='PolicyVersion',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=40)),
                ('numbers', models.JSONField()),
                ('from_on', models.DateField()),
                ('reason', models.TextField()),
                ('set_at', models.DateTimeField()),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['key', '-from_on', '-set_at'], name='policy_by_day')],
            },
        ),
    ]
