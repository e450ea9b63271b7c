import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('taken', '0002_overbrugging'),
        ('taken', '0003_geldig_tot'),
    ]

    initial = True

    dependencies = [
        ('casussen', '0001_initial'),
        ('teams', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalOverbrugging',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('bron', models.CharField(db_index=True, max_length=80)),
                    ('laatst_op', models.DateField(blank=True, null=True)),
                    ('volgend_op', models.DateField()),
                    ('geeindigd_op', models.DateField(blank=True, null=True)),
                    ('medewerker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.medewerker')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical overbrugging',
                    'verbose_name_plural': 'historical overbruggings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalTaak',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('titel', models.CharField(max_length=160)),
                    ('soort', models.CharField(max_length=40)),
                    ('vervalt_op', models.DateField(blank=True, null=True)),
                    ('wacht_op', models.CharField(blank=True, max_length=120)),
                    ('wacht_sinds', models.DateField(blank=True, null=True)),
                    ('bron', models.CharField(blank=True, max_length=80)),
                    ('url', models.CharField(blank=True, max_length=200)),
                    ('uitgesteld_tot', models.DateField(blank=True, null=True)),
                    ('uitgesteld_om', models.CharField(blank=True, max_length=200)),
                    ('gedaan_op', models.DateField(blank=True, null=True)),
                    ('geldig_tot', models.DateField(blank=True, null=True)),
                    ('vervallen', models.BooleanField(default=False)),
                    ('casus', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casussen.casus')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.team')),
                    ('medewerker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.medewerker')),
                    ('gedaan_door', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.medewerker')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical taak',
                    'verbose_name_plural': 'historical taaks',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Overbrugging',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('bron', models.CharField(max_length=80, unique=True)),
                    ('medewerker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.medewerker')),
                    ('laatst_op', models.DateField(blank=True, null=True)),
                    ('volgend_op', models.DateField()),
                    ('geeindigd_op', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('volgend_op', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='Taak',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('titel', models.CharField(max_length=160)),
                    ('soort', models.CharField(max_length=40)),
                    ('casus', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casussen.casus')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.team')),
                    ('medewerker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.medewerker')),
                    ('vervalt_op', models.DateField(blank=True, null=True)),
                    ('wacht_op', models.CharField(blank=True, max_length=120)),
                    ('wacht_sinds', models.DateField(blank=True, null=True)),
                    ('bron', models.CharField(blank=True, max_length=80)),
                    ('url', models.CharField(blank=True, max_length=200)),
                    ('uitgesteld_tot', models.DateField(blank=True, null=True)),
                    ('uitgesteld_om', models.CharField(blank=True, max_length=200)),
                    ('gedaan_op', models.DateField(blank=True, null=True)),
                    ('gedaan_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.medewerker')),
                    ('geldig_tot', models.DateField(blank=True, null=True)),
                    ('vervallen', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ('vervalt_op', 'pk'),
                    'indexes': [models.Index(fields=['medewerker', 'gedaan_op', 'vervalt_op'], name='taak_medewerker'), models.Index(fields=['team', 'gedaan_op', 'vervalt_op'], name='taak_team'), models.Index(fields=['bron'], name='taak_bron'), models.Index(fields=['casus', 'gedaan_op', 'vervalt_op'], name='taak_casus')],
                },
            ),
        ]),
    ]
