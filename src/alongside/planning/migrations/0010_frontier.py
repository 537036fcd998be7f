from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0009_withdrawn_scenarios'),
    ]

    operations = [
        migrations.AddField(
            model_name='scenario',
            name='frontier',
            field=models.JSONField(default=dict),
        ),
    ]
