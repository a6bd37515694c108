from datetime import timedelta

from django.db import migrations, models
from django.db.models import F


def a_year_after_the_results(apps, schema_editor):
    campaigns = apps.get_model("campaign", "Campaign").objects
    for campaign in campaigns.all():
        campaigns.filter(pk=campaign.pk).update(erases_at=campaign.announces_at + timedelta(days=365))


class Migration(migrations.Migration):

    dependencies = [
        ('campaign', '0003_closing'),
    ]

    operations = [
        migrations.AddField(
            model_name='campaign',
            name='erases_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(a_year_after_the_results, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='campaign',
            name='erases_at',
            field=models.DateTimeField(help_text='Answers with personal data, contact details that are not public and unsent drafts go then.', verbose_name='personal data is erased'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('announces_at__lt', F('erases_at'))), name='campaign_erases_after_results', violation_error_message='Personal data is needed until the results are announced.'),
        ),
    ]
