"""The tables of the room, and that of the counters that slow down guessing: one for all processes of the server."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.core.cache.backends.db import BaseDatabaseCache
from django.core.management import call_command
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels

TELLER = "toegang_teller"  # settings.CACHES


def make_counters(apps, schema_editor):
    call_command("createcachetable", TELLER, database=schema_editor.connection.alias, verbosity=0)


def drop_counters(apps, schema_editor):
    schema_editor.delete_model(BaseDatabaseCache(TELLER, {}).cache_model_class)


class Migration(migrations.Migration):

    replaces = [
        ('toegang', '0002_teller'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Gebruiker',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mailadres')),
                    ('naam', models.CharField(max_length=120)),
                    ('is_active', models.BooleanField(default=True)),
                    ('demo', models.BooleanField(default=False, editable=False)),
                    ('demo_speler', models.BooleanField(default=False, editable=False)),
                    ('sneltoetsen', models.BooleanField(default=True)),
                ],
                options={
                    'verbose_name': 'gebruiker',
                    'ordering': ('naam', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='BewaardeInvoer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sleutel', models.UUIDField(unique=True)),
                    ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pad', models.CharField(max_length=500)),
                    ('invoer', models.BinaryField()),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name='HistoricalRoltoekenning',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('rol', models.CharField(choices=[('loketmedewerker', 'loketmedewerker'), ('wijkteamlid', 'wijkteamlid'), ('regisseur', 'regisseur'), ('teamleider', 'teamleider'), ('werkbegeleider', 'werkbegeleider'), ('maatwerkspecialist', 'maatwerkspecialist'), ('backoffice_wmo', 'backoffice wmo'), ('backoffice_jeugd', 'backoffice jeugd'), ('medewerker_wi', 'medewerker wi'), ('ketenpartner', 'ketenpartner'), ('beleidsanalist', 'beleidsanalist'), ('functioneel_beheerder', 'functioneel beheerder'), ('privacy_officer', 'privacy officer')], max_length=30)),
                    ('van', models.DateField()),
                    ('tot', models.DateField(blank=True, null=True)),
                    ('gebruiker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical roltoekenning',
                    'verbose_name_plural': 'historical roltoekennings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Roltoekenning',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roltoekenningen', to=settings.AUTH_USER_MODEL)),
                    ('rol', models.CharField(choices=[('loketmedewerker', 'loketmedewerker'), ('wijkteamlid', 'wijkteamlid'), ('regisseur', 'regisseur'), ('teamleider', 'teamleider'), ('werkbegeleider', 'werkbegeleider'), ('maatwerkspecialist', 'maatwerkspecialist'), ('backoffice_wmo', 'backoffice wmo'), ('backoffice_jeugd', 'backoffice jeugd'), ('medewerker_wi', 'medewerker wi'), ('ketenpartner', 'ketenpartner'), ('beleidsanalist', 'beleidsanalist'), ('functioneel_beheerder', 'functioneel beheerder'), ('privacy_officer', 'privacy officer')], max_length=30)),
                    ('van', models.DateField()),
                    ('tot', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('gebruiker', 'rol', 'van'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('tot', None), ('tot__gte', models.F('van')), _connector='OR'), name='rol_van_voor_tot')],
                },
            ),
        ]),
        migrations.RunPython(make_counters, drop_counters),
    ]
