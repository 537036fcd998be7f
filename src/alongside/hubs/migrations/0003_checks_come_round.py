from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hubs', '0002_volunteers_are_reached_and_trained'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='volunteer',
            constraint=models.CheckConstraint(condition=models.Q(('dbs_seen_on__isnull', True), ('dbs_renew_on__isnull', False), _connector='OR'), name='a_dbs_certificate_seen_has_a_day_to_see_it_again'),
        ),
        migrations.AddConstraint(
            model_name='volunteer',
            constraint=models.CheckConstraint(condition=models.Q(('trained_on__isnull', True), ('train_again_on__isnull', False), _connector='OR'), name='training_has_a_day_for_the_next'),
        ),
    ]
