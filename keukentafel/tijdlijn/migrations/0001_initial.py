import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('tijdlijn', '0002_zoals_aangeleverd'),
        ('tijdlijn', '0003_gesprek'),
    ]

    initial = True

    dependencies = [
        ('casussen', '0001_initial'),
        ('personen', '0001_initial'),
        ('teams', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Contactmoment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('casus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casussen.casus')),
                    ('medewerker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.medewerker')),
                    ('persoon', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personen.persoon')),
                    ('wet', models.CharField(choices=[('algemeen', 'Algemeen'), ('wmo', 'Wmo 2015'), ('jeugd', 'Jeugdwet'), ('participatie', 'Participatiewet'), ('schulden', 'Wet gemeentelijke schuldhulpverlening'), ('veiligheid', 'Veiligheid')], default='algemeen', max_length=14)),
                    ('aard', models.CharField(choices=[('contact', 'Contact'), ('besluit', 'Besluit'), ('signaal', 'Signaal'), ('intern', 'Interne notitie')], default='contact', max_length=20)),
                    ('soort', models.CharField(blank=True, choices=[('keukentafelgesprek', 'Keukentafelgesprek'), ('huisbezoek', 'Huisbezoek'), ('telefoon', 'Telefoon'), ('kantoor', 'Gesprek op kantoor'), ('e_mail', 'E-mail'), ('overleg', 'Overleg'), ('niet_bereikt', 'Niet bereikt'), ('overig', 'Anders')], max_length=20)),
                    ('zichtbaar_voor', models.CharField(choices=[('intern', 'Alleen het casusteam'), ('team', 'Het team'), ('inwoner', 'Ook de inwoner')], default='team', max_length=10)),
                    ('datum', models.DateField()),
                    ('tijd', models.TimeField(blank=True, null=True)),
                    ('duur_minuten', models.IntegerField(blank=True, null=True)),
                    ('aanwezig', models.CharField(blank=True, max_length=200)),
                    ('tekst', models.TextField(blank=True)),
                ],
                options={
                    'ordering': ('-datum', '-pk'),
                    'indexes': [models.Index(fields=['casus', '-datum', '-id'], name='contact_casus')],
                },
            ),
            migrations.CreateModel(
                name='Gesprek',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('casus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casussen.casus')),
                    ('medewerker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.medewerker')),
                    ('persoon', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personen.persoon')),
                    ('wet', models.CharField(choices=[('algemeen', 'Algemeen'), ('wmo', 'Wmo 2015'), ('jeugd', 'Jeugdwet'), ('participatie', 'Participatiewet'), ('schulden', 'Wet gemeentelijke schuldhulpverlening'), ('veiligheid', 'Veiligheid')], default='algemeen', max_length=14)),
                    ('datum', models.DateField()),
                    ('tijd', models.TimeField()),
                    ('duur_minuten', models.PositiveIntegerField(default=60)),
                    ('plaats', models.CharField(choices=[('thuis', 'Thuis'), ('kantoor', 'Op kantoor'), ('buiten', 'Buiten'), ('telefoon', 'Telefoon')], default='thuis', max_length=10)),
                    ('uitkomst', models.CharField(blank=True, choices=[('doorgegaan', 'Doorgegaan'), ('niet_bereikt', 'Niet bereikt'), ('afgezegd', 'Afgezegd')], max_length=20)),
                    ('reden', models.CharField(blank=True, max_length=200)),
                    ('contactmoment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijdlijn.contactmoment')),
                ],
                options={
                    'ordering': ('datum', 'tijd', 'pk'),
                    'indexes': [models.Index(fields=['casus', 'datum'], name='gesprek_casus'), models.Index(fields=['medewerker', 'uitkomst', 'datum'], name='gesprek_medewerker')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalAgendasleutel',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('merk', models.CharField(db_index=True, max_length=64)),
                    ('van', models.DateField()),
                    ('tot', models.DateField()),
                    ('beeindigd_op', models.DateField(blank=True, null=True)),
                    ('gebruiker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical agendasleutel',
                    'verbose_name_plural': 'historical agendasleutels',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalContactmoment',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('wet', models.CharField(choices=[('algemeen', 'Algemeen'), ('wmo', 'Wmo 2015'), ('jeugd', 'Jeugdwet'), ('participatie', 'Participatiewet'), ('schulden', 'Wet gemeentelijke schuldhulpverlening'), ('veiligheid', 'Veiligheid')], default='algemeen', max_length=14)),
                    ('aard', models.CharField(choices=[('contact', 'Contact'), ('besluit', 'Besluit'), ('signaal', 'Signaal'), ('intern', 'Interne notitie')], default='contact', max_length=20)),
                    ('soort', models.CharField(blank=True, choices=[('keukentafelgesprek', 'Keukentafelgesprek'), ('huisbezoek', 'Huisbezoek'), ('telefoon', 'Telefoon'), ('kantoor', 'Gesprek op kantoor'), ('e_mail', 'E-mail'), ('overleg', 'Overleg'), ('niet_bereikt', 'Niet bereikt'), ('overig', 'Anders')], max_length=20)),
                    ('zichtbaar_voor', models.CharField(choices=[('intern', 'Alleen het casusteam'), ('team', 'Het team'), ('inwoner', 'Ook de inwoner')], default='team', max_length=10)),
                    ('datum', models.DateField()),
                    ('tijd', models.TimeField(blank=True, null=True)),
                    ('duur_minuten', models.IntegerField(blank=True, null=True)),
                    ('aanwezig', models.CharField(blank=True, max_length=200)),
                    ('tekst', models.TextField(blank=True)),
                    ('casus', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casussen.casus')),
                    ('medewerker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.medewerker')),
                    ('persoon', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical contactmoment',
                    'verbose_name_plural': 'historical contactmoments',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalGesprek',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('wet', models.CharField(choices=[('algemeen', 'Algemeen'), ('wmo', 'Wmo 2015'), ('jeugd', 'Jeugdwet'), ('participatie', 'Participatiewet'), ('schulden', 'Wet gemeentelijke schuldhulpverlening'), ('veiligheid', 'Veiligheid')], default='algemeen', max_length=14)),
                    ('datum', models.DateField()),
                    ('tijd', models.TimeField()),
                    ('duur_minuten', models.PositiveIntegerField(default=60)),
                    ('plaats', models.CharField(choices=[('thuis', 'Thuis'), ('kantoor', 'Op kantoor'), ('buiten', 'Buiten'), ('telefoon', 'Telefoon')], default='thuis', max_length=10)),
                    ('uitkomst', models.CharField(blank=True, choices=[('doorgegaan', 'Doorgegaan'), ('niet_bereikt', 'Niet bereikt'), ('afgezegd', 'Afgezegd')], max_length=20)),
                    ('reden', models.CharField(blank=True, max_length=200)),
                    ('casus', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casussen.casus')),
                    ('medewerker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.medewerker')),
                    ('persoon', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('contactmoment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tijdlijn.contactmoment')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical gesprek',
                    'verbose_name_plural': 'historical gespreks',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Agendasleutel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('merk', models.CharField(max_length=64, unique=True)),
                    ('van', models.DateField()),
                    ('tot', models.DateField()),
                    ('beeindigd_op', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('gebruiker', '-pk'),
                    'indexes': [models.Index(fields=['gebruiker', 'beeindigd_op'], name='agendasleutel_gebruiker')],
                },
            ),
        ]),
    ]
