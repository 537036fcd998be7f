import alongside.foundation.references.rules
import django.db.models.deletion
from alongside.foundation.tables.actions import AtOnce
from django.conf import settings
from django.db import migrations, models


class Migration(AtOnce):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=80)),
                ('to_address', models.EmailField(max_length=254)),
                ('subject_line', models.CharField(max_length=200)),
                ('words', models.TextField()),
                ('calendar_file', models.TextField(blank=True)),
                ('about', models.UUIDField(blank=True, null=True)),
                ('queued_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('failure', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['queued_at'], name='letter_to_send')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=80)),
                ('words', models.CharField(max_length=300)),
                ('link', models.CharField(blank=True, max_length=300)),
                ('about', models.UUIDField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-at', '-id'], name='notice_of_user'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['user', 'at'], name='notice_unread')],
            },
        ),
    ]
