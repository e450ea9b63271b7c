import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('socialekaart', '0002_wat_een_organisatie_biedt'),
        ('socialekaart', '0003_geleverd'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Gebied',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('code', models.CharField(max_length=200, unique=True)),
                    ('naam', models.CharField(max_length=200)),
                    ('soort', models.CharField(choices=[('buurt', 'Buurt'), ('wijk', 'Wijk'), ('kern', 'Kern')], max_length=10)),
                    ('gemeentecode', models.CharField(blank=True, max_length=200)),
                    ('inwoners', models.IntegerField(blank=True, null=True)),
                    ('geldig_van', models.DateField(blank=True, null=True)),
                    ('geldig_tot', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('naam', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='HistoricalGebied',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('code', models.CharField(db_index=True, max_length=200)),
                    ('naam', models.CharField(max_length=200)),
                    ('soort', models.CharField(choices=[('buurt', 'Buurt'), ('wijk', 'Wijk'), ('kern', 'Kern')], max_length=10)),
                    ('gemeentecode', models.CharField(blank=True, max_length=200)),
                    ('inwoners', models.IntegerField(blank=True, null=True)),
                    ('geldig_van', models.DateField(blank=True, null=True)),
                    ('geldig_tot', models.DateField(blank=True, null=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical gebied',
                    'verbose_name_plural': 'historical gebieds',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalOrganisatie',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('naam', models.CharField(max_length=200)),
                    ('soort', models.CharField(choices=[('gemeente', 'Gemeente'), ('moederorganisatie', 'Moederorganisatie'), ('aanbieder', 'Aanbieder'), ('partner', 'Partner'), ('vrijwilligersorganisatie', 'Vrijwilligersorganisatie'), ('informeel', 'Informeel initiatief')], max_length=30)),
                    ('telefoon', models.CharField(blank=True, max_length=20)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('biedt', models.CharField(blank=True, max_length=200)),
                    ('leefdomeinen', models.JSONField(blank=True, default=list)),
                    ('actief', models.BooleanField(default=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical organisatie',
                    'verbose_name_plural': 'historical organisaties',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Organisatie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('naam', models.CharField(max_length=200)),
                    ('soort', models.CharField(choices=[('gemeente', 'Gemeente'), ('moederorganisatie', 'Moederorganisatie'), ('aanbieder', 'Aanbieder'), ('partner', 'Partner'), ('vrijwilligersorganisatie', 'Vrijwilligersorganisatie'), ('informeel', 'Informeel initiatief')], max_length=30)),
                    ('telefoon', models.CharField(blank=True, max_length=20)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('biedt', models.CharField(blank=True, max_length=200)),
                    ('leefdomeinen', models.JSONField(blank=True, default=list)),
                    ('actief', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ('naam', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='HistoricalPostcodegebied',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('postcode', models.CharField(db_index=True, max_length=6)),
                    ('gebied', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='socialekaart.gebied')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical postcodegebied',
                    'verbose_name_plural': 'historical postcodegebieds',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Postcodegebied',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('postcode', models.CharField(max_length=6, unique=True)),
                    ('gebied', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postcodes', to='socialekaart.gebied')),
                ],
                options={
                    'ordering': ('postcode',),
                },
            ),
        ]),
    ]
