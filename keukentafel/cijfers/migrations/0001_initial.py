import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('socialekaart', '0001_initial'),
        ('teams', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalBevrorenrapport',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('naam', models.CharField(max_length=60)),
                    ('rapport', models.CharField(max_length=60)),
                    ('rapportversie', models.PositiveIntegerField()),
                    ('peildatum', models.DateField()),
                    ('vraag', models.JSONField()),
                    ('antwoord', models.JSONField()),
                    ('controlegetal', models.CharField(max_length=64)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical bevrorenrapport',
                    'verbose_name_plural': 'historical bevrorenrapports',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalReeks',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('code', models.CharField(db_index=True, max_length=60)),
                    ('onderwerp', models.CharField(choices=[('bevolking', 'Bevolking'), ('zorggebruik', 'Zorggebruik'), ('budget', 'Budget'), ('medewerkers', 'Onder medewerkers'), ('ervaring', 'Ervaring van inwoners'), ('overig', 'Anders')], max_length=12)),
                    ('naam', models.CharField(max_length=200)),
                    ('eenheid', models.CharField(max_length=60)),
                    ('bron', models.CharField(max_length=200)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical reeks',
                    'verbose_name_plural': 'historical reekss',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Reeks',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('code', models.CharField(max_length=60, unique=True)),
                    ('onderwerp', models.CharField(choices=[('bevolking', 'Bevolking'), ('zorggebruik', 'Zorggebruik'), ('budget', 'Budget'), ('medewerkers', 'Onder medewerkers'), ('ervaring', 'Ervaring van inwoners'), ('overig', 'Anders')], max_length=12)),
                    ('naam', models.CharField(max_length=200)),
                    ('eenheid', models.CharField(max_length=60)),
                    ('bron', models.CharField(max_length=200)),
                ],
                options={
                    'ordering': ('code',),
                },
            ),
            migrations.CreateModel(
                name='Bevrorenrapport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('naam', models.CharField(max_length=60)),
                    ('rapport', models.CharField(max_length=60)),
                    ('rapportversie', models.PositiveIntegerField()),
                    ('peildatum', models.DateField()),
                    ('vraag', models.JSONField()),
                    ('antwoord', models.JSONField()),
                    ('controlegetal', models.CharField(max_length=64)),
                ],
                options={
                    'ordering': ('naam', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('naam', 'rapport'), name='bevrorenrapport_een_keer')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalReekspunt',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('van', models.DateField()),
                    ('tot', models.DateField()),
                    ('uitsplitsing', models.CharField(blank=True, max_length=120)),
                    ('waarde', models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                    ('n', models.PositiveIntegerField(blank=True, null=True)),
                    ('reeks', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cijfers.reeks')),
                    ('gebied', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='socialekaart.gebied')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='teams.team')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical reekspunt',
                    'verbose_name_plural': 'historical reekspunts',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Reekspunt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('reeks', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cijfers.reeks')),
                    ('van', models.DateField()),
                    ('tot', models.DateField()),
                    ('gebied', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='socialekaart.gebied')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.team')),
                    ('uitsplitsing', models.CharField(blank=True, max_length=120)),
                    ('waarde', models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                    ('n', models.PositiveIntegerField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('reeks', 'van', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('reeks', 'van', 'tot', 'gebied', 'team', 'uitsplitsing'), name='reekspunt_een_keer'), models.CheckConstraint(condition=models.Q(('tot__gte', models.F('van'))), name='reekspunt_op_volgorde')],
                },
            ),
        ]),
    ]
