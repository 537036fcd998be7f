import alongside.foundation.references.rules
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeyEvent',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('happened_on', models.DateField()),
                ('what', models.CharField(max_length=300)),
                ('why_it_matters', models.TextField()),
                ('source', models.CharField(blank=True, max_length=200)),
                ('written_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=300)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='key_events', to='people.family')),
                ('from_entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.timelineentry')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='key_event_is_withdrawn_with_a_reason'), models.UniqueConstraint(condition=models.Q(('from_entry__isnull', False), ('withdrawn_at__isnull', True)), fields=('family', 'from_entry'), name='key_event_is_taken_once_from_the_timeline')],
                'indexes': [models.Index(fields=['family', 'happened_on', 'id'], name='key_event_of_family')],
            },
        ),
    ]
