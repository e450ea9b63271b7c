import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('zelfredzaamheid', '0002_namen_redenen'),
        ('zelfredzaamheid', '0003_bron_onbekend'),
    ]

    initial = True

    dependencies = [
        ('casussen', '0001_initial'),
        ('personen', '0001_initial'),
        ('referentielijsten', '0001_initial'),
        ('teams', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalMeting',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('wet', models.CharField(choices=[('algemeen', 'Algemeen'), ('wmo', 'Wmo 2015'), ('jeugd', 'Jeugdwet'), ('participatie', 'Participatiewet'), ('schulden', 'Wet gemeentelijke schuldhulpverlening'), ('veiligheid', 'Veiligheid')], default='algemeen', max_length=14)),
                    ('datum', models.DateField()),
                    ('moment', models.CharField(choices=[('start', 'Start'), ('tussen', 'Tussentijds'), ('eind', 'Einde'), ('nazorg', 'Nazorg')], max_length=10)),
                    ('bron', models.CharField(blank=True, choices=[('professional', 'Professional'), ('inwoner', 'Inwoner')], default='professional', max_length=15)),
                    ('reden', models.CharField(blank=True, max_length=200)),
                    ('status', models.CharField(choices=[('concept', 'Concept'), ('vastgelegd', 'Vastgelegd')], default='concept', max_length=12)),
                    ('nog_open', models.JSONField(blank=True, default=list)),
                    ('casus', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casussen.casus')),
                    ('persoon', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('instrument', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referentielijsten.domeinstelsel')),
                    ('beoordelaar', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.medewerker')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical meting',
                    'verbose_name_plural': 'historical metings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Meting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('casus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casussen.casus')),
                    ('persoon', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personen.persoon')),
                    ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referentielijsten.domeinstelsel')),
                    ('wet', models.CharField(choices=[('algemeen', 'Algemeen'), ('wmo', 'Wmo 2015'), ('jeugd', 'Jeugdwet'), ('participatie', 'Participatiewet'), ('schulden', 'Wet gemeentelijke schuldhulpverlening'), ('veiligheid', 'Veiligheid')], default='algemeen', max_length=14)),
                    ('datum', models.DateField()),
                    ('moment', models.CharField(choices=[('start', 'Start'), ('tussen', 'Tussentijds'), ('eind', 'Einde'), ('nazorg', 'Nazorg')], max_length=10)),
                    ('bron', models.CharField(blank=True, choices=[('professional', 'Professional'), ('inwoner', 'Inwoner')], default='professional', max_length=15)),
                    ('beoordelaar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.medewerker')),
                    ('reden', models.CharField(blank=True, max_length=200)),
                    ('status', models.CharField(choices=[('concept', 'Concept'), ('vastgelegd', 'Vastgelegd')], default='concept', max_length=12)),
                    ('nog_open', models.JSONField(blank=True, default=list)),
                ],
                options={
                    'ordering': ('-datum', '-pk'),
                    'indexes': [models.Index(fields=['casus', 'persoon', 'datum'], name='meting_casus')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'concept')), fields=('casus', 'persoon', 'instrument'), name='een_concept_meting')],
                },
            ),
            migrations.CreateModel(
                name='Huishoudblik',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('casus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casussen.casus')),
                    ('meting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='huishoudblik', to='zelfredzaamheid.meting')),
                    ('uitkomst', models.CharField(choices=[('geen_zorgen', 'Gekeken: geen zorgen'), ('zorgen', 'Gekeken: er zijn zorgen'), ('nu_niet', 'Nu niet gekeken')], max_length=15)),
                    ('toelichting', models.CharField(blank=True, max_length=300)),
                    ('op', models.DateField()),
                    ('medewerker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.medewerker')),
                ],
                options={
                    'ordering': ('-op', '-pk'),
                },
            ),
            migrations.CreateModel(
                name='HistoricalScore',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('niveau', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Acute problematiek'), (2, 'Niet zelfredzaam'), (3, 'Beperkt zelfredzaam'), (4, 'Voldoende zelfredzaam'), (5, 'Volledig zelfredzaam')], null=True)),
                    ('reden_niet_gescoord', models.CharField(blank=True, choices=[('niet_relevant', 'Niet relevant'), ('niet_besproken', 'Niet besproken'), ('wil_niet', 'Wil niet'), ('onbekend', 'Onbekend')], max_length=15)),
                    ('toelichting', models.CharField(blank=True, max_length=300)),
                    ('bevestigd', models.BooleanField(default=False)),
                    ('meting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='zelfredzaamheid.meting')),
                    ('leefdomein', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='referentielijsten.leefdomein')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical score',
                    'verbose_name_plural': 'historical scores',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalHuishoudblik',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('uitkomst', models.CharField(choices=[('geen_zorgen', 'Gekeken: geen zorgen'), ('zorgen', 'Gekeken: er zijn zorgen'), ('nu_niet', 'Nu niet gekeken')], max_length=15)),
                    ('toelichting', models.CharField(blank=True, max_length=300)),
                    ('op', models.DateField()),
                    ('casus', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casussen.casus')),
                    ('meting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='zelfredzaamheid.meting')),
                    ('medewerker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.medewerker')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical huishoudblik',
                    'verbose_name_plural': 'historical huishoudbliks',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Score',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('meting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='zelfredzaamheid.meting')),
                    ('leefdomein', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referentielijsten.leefdomein')),
                    ('niveau', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Acute problematiek'), (2, 'Niet zelfredzaam'), (3, 'Beperkt zelfredzaam'), (4, 'Voldoende zelfredzaam'), (5, 'Volledig zelfredzaam')], null=True)),
                    ('reden_niet_gescoord', models.CharField(blank=True, choices=[('niet_relevant', 'Niet relevant'), ('niet_besproken', 'Niet besproken'), ('wil_niet', 'Wil niet'), ('onbekend', 'Onbekend')], max_length=15)),
                    ('toelichting', models.CharField(blank=True, max_length=300)),
                    ('bevestigd', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ('meting', 'leefdomein__volgorde', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('meting', 'leefdomein'), name='domein_een_keer_per_meting'), models.CheckConstraint(condition=models.Q(models.Q(('niveau__gte', 1), ('niveau__isnull', False), ('niveau__lte', 5), ('reden_niet_gescoord', '')), models.Q(('niveau', None), models.Q(('reden_niet_gescoord', ''), _negated=True)), _connector='OR'), name='niveau_of_reden')],
                },
            ),
        ]),
    ]
