import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meldingen', '0001_initial'),
        ('socialekaart', '0001_initial'),
        ('teams', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalPartnersleutel',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('voor_wie', models.CharField(blank=True, max_length=80)),
                    ('merk', models.CharField(db_index=True, max_length=64)),
                    ('van', models.DateField()),
                    ('tot', models.DateField()),
                    ('beeindigd_op', models.DateField(blank=True, null=True)),
                    ('organisatie', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='socialekaart.organisatie')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.team')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical partnersleutel',
                    'verbose_name_plural': 'historical partnersleutels',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Partnersleutel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='socialekaart.organisatie')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.team')),
                    ('voor_wie', models.CharField(blank=True, max_length=80)),
                    ('merk', models.CharField(max_length=64, unique=True)),
                    ('van', models.DateField()),
                    ('tot', models.DateField()),
                    ('beeindigd_op', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('organisatie', '-van', '-pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('tot__gte', models.F('van'))), name='partnersleutel_periode')],
                },
            ),
            migrations.CreateModel(
                name='Inzending',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('sleutel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inzendingen', to='partner.partnersleutel')),
                    ('melding', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meldingen.melding')),
                ],
                options={
                    'ordering': ('-pk',),
                    'indexes': [models.Index(fields=['sleutel', 'gemaakt_op'], name='inzending_per_sleutel')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalInzending',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('sleutel', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partner.partnersleutel')),
                    ('melding', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meldingen.melding')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical inzending',
                    'verbose_name_plural': 'historical inzendings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
        ]),
    ]
