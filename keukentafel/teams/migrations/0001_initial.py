import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('teams', '0002_geleverd'),
    ]

    initial = True

    dependencies = [
        ('socialekaart', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalTeam',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('naam', models.CharField(max_length=200)),
                    ('intake', models.BooleanField(default=False)),
                    ('geldig_van', models.DateField(blank=True, null=True)),
                    ('geldig_tot', models.DateField(blank=True, null=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical team',
                    'verbose_name_plural': 'historical teams',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Team',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('naam', models.CharField(max_length=200)),
                    ('intake', models.BooleanField(default=False)),
                    ('geldig_van', models.DateField(blank=True, null=True)),
                    ('geldig_tot', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('naam', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='HistoricalMedewerker',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('naam', models.CharField(max_length=200)),
                    ('skj_nummer', models.CharField(blank=True, max_length=200)),
                    ('skj_geldig_tot', models.DateField(blank=True, null=True)),
                    ('telefoon', models.CharField(blank=True, max_length=20)),
                    ('expertise', models.JSONField(blank=True, default=list)),
                    ('gebruiker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('moederorganisatie', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='socialekaart.organisatie')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical medewerker',
                    'verbose_name_plural': 'historical medewerkers',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Medewerker',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('gebruiker', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('naam', models.CharField(max_length=200)),
                    ('moederorganisatie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='socialekaart.organisatie')),
                    ('skj_nummer', models.CharField(blank=True, max_length=200)),
                    ('skj_geldig_tot', models.DateField(blank=True, null=True)),
                    ('telefoon', models.CharField(blank=True, max_length=20)),
                    ('expertise', models.JSONField(blank=True, default=list)),
                ],
                options={
                    'ordering': ('naam', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='HistoricalBandbreedte',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('laag', models.DecimalField(decimal_places=1, max_digits=5)),
                    ('hoog', models.DecimalField(decimal_places=1, max_digits=5)),
                    ('van', models.DateField()),
                    ('medewerker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.medewerker')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical bandbreedte',
                    'verbose_name_plural': 'historical bandbreedtes',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Bandbreedte',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('medewerker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bandbreedtes', to='teams.medewerker')),
                    ('laag', models.DecimalField(decimal_places=1, max_digits=5)),
                    ('hoog', models.DecimalField(decimal_places=1, max_digits=5)),
                    ('van', models.DateField()),
                ],
                options={
                    'ordering': ('medewerker', '-van', '-pk'),
                },
            ),
            migrations.CreateModel(
                name='HistoricalTeamgebied',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('van', models.DateField(blank=True, null=True)),
                    ('tot', models.DateField(blank=True, null=True)),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.team')),
                    ('gebied', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='socialekaart.gebied')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical teamgebied',
                    'verbose_name_plural': 'historical teamgebieds',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalPlaatsing',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('medewerkertype', models.CharField(choices=[('volwassenen', 'Volwassenen'), ('jeugd', 'Jeugd'), ('werk_en_inkomen', 'Werk en inkomen'), ('opbouwwerk', 'Opbouwwerk'), ('jongerenwerk', 'Jongerenwerk'), ('teamleiding', 'Teamleiding'), ('loket', 'Loket'), ('ggz_aardbevingsproblematiek', 'GGZ aardbevingsproblematiek'), ('onderwijsbegeleiding', 'Onderwijsbegeleiding'), ('administratie', 'Administratie'), ('overig', 'Anders')], max_length=30)),
                    ('fte', models.DecimalField(blank=True, decimal_places=6, max_digits=7, null=True)),
                    ('van', models.DateField()),
                    ('tot', models.DateField(blank=True, null=True)),
                    ('medewerker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.medewerker')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.team')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical plaatsing',
                    'verbose_name_plural': 'historical plaatsings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Teamgebied',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gebieden', to='teams.team')),
                    ('gebied', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='socialekaart.gebied')),
                    ('van', models.DateField(blank=True, null=True)),
                    ('tot', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('team', 'gebied', 'van'),
                },
            ),
            migrations.CreateModel(
                name='Plaatsing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('medewerker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plaatsingen', to='teams.medewerker')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plaatsingen', to='teams.team')),
                    ('medewerkertype', models.CharField(choices=[('volwassenen', 'Volwassenen'), ('jeugd', 'Jeugd'), ('werk_en_inkomen', 'Werk en inkomen'), ('opbouwwerk', 'Opbouwwerk'), ('jongerenwerk', 'Jongerenwerk'), ('teamleiding', 'Teamleiding'), ('loket', 'Loket'), ('ggz_aardbevingsproblematiek', 'GGZ aardbevingsproblematiek'), ('onderwijsbegeleiding', 'Onderwijsbegeleiding'), ('administratie', 'Administratie'), ('overig', 'Anders')], max_length=30)),
                    ('fte', models.DecimalField(blank=True, decimal_places=6, max_digits=7, null=True)),
                    ('van', models.DateField()),
                    ('tot', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('medewerker', 'van', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('medewerker', 'team', 'medewerkertype', 'van'), name='plaatsing_sleutel'), models.CheckConstraint(condition=models.Q(('tot', None), ('tot__gte', models.F('van')), _connector='OR'), name='plaatsing_van_voor_tot')],
                },
            ),
        ]),
    ]
