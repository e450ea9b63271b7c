"""The tables of the room; on PostgreSQL the words of the search index are compared by code point."""

import django.db.models.deletion
import keukentafel.core.versleuteling
import keukentafel.toegang.states
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels

COLUMNS = {"personen_zoeksleutel": ("eerste", "tweede"), "personen_naamvariant": ("sleutel",)}


def compare_by_code_point(apps, schema_editor):
    """Set collation C, so that a prefix is an index range; SQLite compares by code point already."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in COLUMNS.items():
        for column in columns:
            schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar(62) COLLATE "C"')


class Migration(migrations.Migration):

    replaces = [
        ('personen', '0002_zoeken_samenvoegen_afschermen'),
        ('personen', '0003_woorden_op_tekencode'),
        ('personen', '0004_zonder_wegwijzer'),
        ('personen', '0005_namen_als_in_de_brp'),
        ('personen', '0006_ontschermverzoek'),
        ('personen', '0007_geleverd'),
    ]

    initial = True

    dependencies = [
        ('socialekaart', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalHuishouden',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('naam', models.CharField(max_length=200)),
                    ('naam_gekozen', models.BooleanField(default=False, editable=False)),
                    ('label', models.CharField(choices=[('normaal', 'normaal'), ('gevoelig', 'gevoelig'), ('afgeschermd', 'afgeschermd')], default=keukentafel.toegang.states.Label['NORMAAL'], max_length=12)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical huishouden',
                    'verbose_name_plural': 'historical huishoudens',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Huishouden',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('naam', models.CharField(max_length=200)),
                    ('naam_gekozen', models.BooleanField(default=False, editable=False)),
                    ('label', models.CharField(choices=[('normaal', 'normaal'), ('gevoelig', 'gevoelig'), ('afgeschermd', 'afgeschermd')], default=keukentafel.toegang.states.Label['NORMAAL'], max_length=12)),
                ],
                options={
                    'ordering': ('naam', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='Naamwoord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('woord', models.CharField(max_length=60, unique=True)),
                ],
                options={
                    'ordering': ('woord',),
                },
            ),
            migrations.CreateModel(
                name='HistoricalOntschermverzoek',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('gevraagd_op', models.DateField()),
                    ('reden', models.CharField(max_length=300)),
                    ('besloten_op', models.DateField(blank=True, null=True)),
                    ('akkoord', models.BooleanField(blank=True, null=True)),
                    ('huishouden', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.huishouden')),
                    ('gevraagd_door', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('besloten_door', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical ontschermverzoek',
                    'verbose_name_plural': 'historical ontschermverzoeks',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalBelang',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('gemeld_op', models.DateField()),
                    ('tot', models.DateField(blank=True, null=True)),
                    ('gebruiker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('huishouden', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.huishouden')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical belang',
                    'verbose_name_plural': 'historical belangs',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalAfschermlid',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('huishouden', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.huishouden')),
                    ('gebruiker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical afschermlid',
                    'verbose_name_plural': 'historical afschermlids',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Persoon',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('voornamen', models.CharField(blank=True, max_length=200)),
                    ('tussenvoegsel', models.CharField(blank=True, max_length=200)),
                    ('achternaam', models.CharField(blank=True, max_length=200)),
                    ('pseudoniem', models.BooleanField(default=False)),
                    ('anoniem', models.BooleanField(default=False)),
                    ('geboortedatum', models.DateField(blank=True, db_index=True, null=True)),
                    ('geslacht', models.CharField(blank=True, choices=[('man', 'Man'), ('vrouw', 'Vrouw'), ('anders', 'Anders')], max_length=10)),
                    ('bsn', keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, default='')),
                    ('bsn_index', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                    ('straat', models.CharField(blank=True, max_length=120)),
                    ('huisnummer', models.CharField(blank=True, max_length=200)),
                    ('postcode', models.CharField(blank=True, max_length=200)),
                    ('woonplaats', models.CharField(blank=True, max_length=80)),
                    ('geheim_adres', models.BooleanField(default=False)),
                    ('telefoon', models.CharField(blank=True, max_length=20)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('gebied', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='socialekaart.gebied')),
                    ('overleden_op', models.DateField(blank=True, null=True)),
                    ('reden_zonder_casus', models.CharField(blank=True, choices=[('informatie_advies', 'Alleen informatie of advies'), ('dubbel', 'Dubbel geregistreerd'), ('ingetrokken', 'Ingetrokken'), ('in_voorbereiding', 'In voorbereiding'), ('overig', 'Andere reden')], max_length=20)),
                    ('samengevoegd_in', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='samengevoegde', to='personen.persoon')),
                ],
                options={
                    'ordering': ('achternaam', 'voornamen', 'pk'),
                    'indexes': [models.Index(fields=['postcode', 'huisnummer'], name='persoon_adres')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('anoniem', True), models.Q(('achternaam', ''), _negated=True), _connector='OR'), name='persoon_heeft_naam'), models.CheckConstraint(condition=models.Q(models.Q(('anoniem', False), ('pseudoniem', False)), ('bsn_index', None), _connector='OR'), name='bsn_alleen_bij_bekend')],
                },
            ),
            migrations.CreateModel(
                name='Huishoudlid',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('huishouden', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leden', to='personen.huishouden')),
                    ('persoon', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lidmaatschappen', to='personen.persoon')),
                    ('rol', models.CharField(choices=[('volwassene', 'Volwassene'), ('kind', 'Kind')], max_length=12)),
                    ('van', models.DateField()),
                    ('tot', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('huishouden_id', 'rol', 'van', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('huishouden', 'persoon', 'van'), name='lid_een_keer_per_begin'), models.CheckConstraint(condition=models.Q(('tot', None), ('tot__gte', models.F('van')), _connector='OR'), name='lid_van_voor_tot')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalSamenvoeging',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('ongedaan_op', models.DateTimeField(editable=False, null=True)),
                    ('behouden', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('vervallen', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical samenvoeging',
                    'verbose_name_plural': 'historical samenvoegings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalRelatie',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('soort', models.CharField(choices=[('ouder', 'Ouder'), ('partner', 'Partner'), ('ex_partner', 'Ex-partner'), ('broer_of_zus', 'Broer of zus'), ('grootouder', 'Grootouder'), ('familielid', 'Ander familielid'), ('mantelzorger', 'Mantelzorger'), ('vriend', 'Vriend of vriendin'), ('buur', 'Buur'), ('overig', 'Anders')], max_length=20)),
                    ('van', models.DateField(blank=True, null=True)),
                    ('tot', models.DateField(blank=True, null=True)),
                    ('persoon_a', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('persoon_b', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical relatie',
                    'verbose_name_plural': 'historical relaties',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalPersoon',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('voornamen', models.CharField(blank=True, max_length=200)),
                    ('tussenvoegsel', models.CharField(blank=True, max_length=200)),
                    ('achternaam', models.CharField(blank=True, max_length=200)),
                    ('pseudoniem', models.BooleanField(default=False)),
                    ('anoniem', models.BooleanField(default=False)),
                    ('geboortedatum', models.DateField(blank=True, db_index=True, null=True)),
                    ('geslacht', models.CharField(blank=True, choices=[('man', 'Man'), ('vrouw', 'Vrouw'), ('anders', 'Anders')], max_length=10)),
                    ('bsn', keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, default='')),
                    ('bsn_index', models.CharField(db_index=True, editable=False, max_length=64, null=True)),
                    ('straat', models.CharField(blank=True, max_length=120)),
                    ('huisnummer', models.CharField(blank=True, max_length=200)),
                    ('postcode', models.CharField(blank=True, max_length=200)),
                    ('woonplaats', models.CharField(blank=True, max_length=80)),
                    ('geheim_adres', models.BooleanField(default=False)),
                    ('telefoon', models.CharField(blank=True, max_length=20)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('overleden_op', models.DateField(blank=True, null=True)),
                    ('reden_zonder_casus', models.CharField(blank=True, choices=[('informatie_advies', 'Alleen informatie of advies'), ('dubbel', 'Dubbel geregistreerd'), ('ingetrokken', 'Ingetrokken'), ('in_voorbereiding', 'In voorbereiding'), ('overig', 'Andere reden')], max_length=20)),
                    ('gebied', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='socialekaart.gebied')),
                    ('samengevoegd_in', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical persoon',
                    'verbose_name_plural': 'historical persoons',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalHuishoudlid',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('rol', models.CharField(choices=[('volwassene', 'Volwassene'), ('kind', 'Kind')], max_length=12)),
                    ('van', models.DateField()),
                    ('tot', models.DateField(blank=True, null=True)),
                    ('huishouden', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.huishouden')),
                    ('persoon', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical huishoudlid',
                    'verbose_name_plural': 'historical huishoudlids',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalEigenPersoon',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('gebruiker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('persoon', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personen.persoon')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical eigen persoon',
                    'verbose_name_plural': 'historical eigen persoons',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='EigenPersoon',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('gebruiker', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('persoon', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personen.persoon')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Relatie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('persoon_a', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relaties_als_a', to='personen.persoon')),
                    ('persoon_b', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relaties_als_b', to='personen.persoon')),
                    ('soort', models.CharField(choices=[('ouder', 'Ouder'), ('partner', 'Partner'), ('ex_partner', 'Ex-partner'), ('broer_of_zus', 'Broer of zus'), ('grootouder', 'Grootouder'), ('familielid', 'Ander familielid'), ('mantelzorger', 'Mantelzorger'), ('vriend', 'Vriend of vriendin'), ('buur', 'Buur'), ('overig', 'Anders')], max_length=20)),
                    ('van', models.DateField(blank=True, null=True)),
                    ('tot', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('persoon_a_id', 'soort', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='Samenvoeging',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('behouden', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personen.persoon')),
                    ('vervallen', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personen.persoon')),
                    ('ongedaan_op', models.DateTimeField(editable=False, null=True)),
                ],
                options={
                    'ordering': ('-gemaakt_op', '-pk'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ongedaan_op', None)), fields=('vervallen',), name='samenvoeging_een_keer')],
                },
            ),
            migrations.CreateModel(
                name='Verplaatsing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('samenvoeging', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verplaatsingen', to='personen.samenvoeging')),
                    ('model', models.CharField(max_length=80)),
                    ('rij', models.BigIntegerField()),
                    ('veld', models.CharField(max_length=60)),
                    ('was', keukentafel.core.versleuteling.VersleuteldTekstveld()),
                    ('werd', keukentafel.core.versleuteling.VersleuteldTekstveld()),
                ],
                options={
                    'ordering': ('samenvoeging_id', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='Zoeksleutel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('persoon', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='personen.persoon')),
                    ('eerste', models.CharField(max_length=62)),
                    ('tweede', models.CharField(blank=True, max_length=62)),
                    ('bereik', models.BigIntegerField(default=0)),
                ],
                options={
                    'ordering': ('eerste', 'tweede', 'persoon_id'),
                    'indexes': [models.Index(fields=['eerste', 'tweede', 'persoon'], name='zoeksleutel_woorden'), models.Index(fields=['bereik', 'eerste', 'tweede', 'persoon'], name='zoeksleutel_bereik')],
                },
            ),
            migrations.CreateModel(
                name='Belang',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('huishouden', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personen.huishouden')),
                    ('gemeld_op', models.DateField()),
                    ('tot', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('gebruiker_id', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('gebruiker', 'huishouden'), name='belang_een_keer')],
                },
            ),
            migrations.CreateModel(
                name='Afschermlid',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('huishouden', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='personen.huishouden')),
                    ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('huishouden_id', 'gebruiker_id'),
                    'constraints': [models.UniqueConstraint(fields=('huishouden', 'gebruiker'), name='afschermlid_een_keer')],
                },
            ),
            migrations.CreateModel(
                name='Naamvariant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sleutel', models.CharField(max_length=62)),
                    ('naamwoord', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='personen.naamwoord')),
                ],
                options={
                    'ordering': ('sleutel', 'naamwoord_id'),
                    'indexes': [models.Index(fields=['sleutel', 'naamwoord'], name='naamvariant_sleutel')],
                },
            ),
            migrations.CreateModel(
                name='Ontschermverzoek',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('huishouden', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='personen.huishouden')),
                    ('gevraagd_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('gevraagd_op', models.DateField()),
                    ('reden', models.CharField(max_length=300)),
                    ('besloten_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('besloten_op', models.DateField(blank=True, null=True)),
                    ('akkoord', models.BooleanField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('-gevraagd_op', '-pk'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('besloten_op', None)), fields=('huishouden',), name='ontschermverzoek_een_tegelijk')],
                },
            ),
        ]),
        migrations.RunPython(compare_by_code_point, migrations.RunPython.noop),
    ]
