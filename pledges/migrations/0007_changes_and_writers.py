import django.db.models.deletion
from django.db import migrations, models


def keep_addresses(apps, schema_editor):
    """Writers are known by their address; until now nobody could bring any."""
    for writer in apps.get_model("pledges", "Writer").objects.select_related("user"):
        writer.email = writer.user.email
        writer.save(update_fields=["email"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_proposals'),
        ('pledges', '0006_partners_and_writers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='entry',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('recalled', 'Taken back for changes'), ('changing', 'Being changed'), ('returned', 'Returned for changes'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('selected', 'Selected for the programme'), ('in_practice', 'In practice'), ('completed', 'Completed'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=12, verbose_name='state'),
        ),
        migrations.RemoveConstraint(
            model_name='entry',
            name='entry_state_known',
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'recalled', 'changing', 'returned', 'accepted', 'declined', 'selected', 'in_practice', 'completed', 'withdrawn'])), name='entry_state_known'),
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fields', models.JSONField()),
                ('rows', models.JSONField()),
                ('files', models.JSONField()),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='taken')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='snapshot', to='pledges.entry', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'snapshot',
                'verbose_name_plural': 'snapshots',
            },
        ),
        migrations.AddField(
            model_name='writer',
            name='email',
            field=models.EmailField(default='', max_length=254, verbose_name='e-mail address'),
            preserve_default=False,
        ),
        migrations.RunPython(keep_addresses, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='writer',
            name='one_writer_per_person_and_entry',
        ),
        migrations.RemoveField(
            model_name='writer',
            name='user',
        ),
        migrations.AddConstraint(
            model_name='writer',
            constraint=models.UniqueConstraint(fields=('entry', 'email'), name='one_writer_per_address_and_entry'),
        ),
    ]
