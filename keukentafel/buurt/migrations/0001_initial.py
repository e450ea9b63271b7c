import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('plannen', '0001_initial'),
        ('socialekaart', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Buurtaanbod',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('datum', models.DateField()),
                    ('gebied', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='socialekaart.gebied')),
                    ('soort', models.CharField(max_length=200)),
                    ('status', models.CharField(choices=[('open', 'Open'), ('gekoppeld', 'Gekoppeld'), ('ingetrokken', 'Ingetrokken')], default='open', max_length=12)),
                ],
                options={
                    'ordering': ('datum', 'pk'),
                    'indexes': [models.Index(fields=['status', 'datum'], name='buurtaanbod_open')],
                },
            ),
            migrations.CreateModel(
                name='Buurtvraag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('datum', models.DateField()),
                    ('gebied', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='socialekaart.gebied')),
                    ('soort', models.CharField(max_length=200)),
                    ('namens', models.CharField(blank=True, choices=[('zelf', 'Inwoner zelf'), ('professional', 'Professional, namens een inwoner')], max_length=12)),
                    ('inzet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plannen.inzet')),
                    ('status', models.CharField(choices=[('open', 'Open'), ('gekoppeld', 'Gekoppeld'), ('ingetrokken', 'Ingetrokken')], default='open', max_length=12)),
                ],
                options={
                    'ordering': ('datum', 'pk'),
                    'indexes': [models.Index(fields=['status', 'datum'], name='buurtvraag_open')],
                },
            ),
            migrations.CreateModel(
                name='Buurtkoppeling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('vraag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='buurt.buurtvraag')),
                    ('aanbod', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='buurt.buurtaanbod')),
                    ('soort', models.CharField(choices=[('wederkerig', 'Wederkerig'), ('eenzijdig', 'Eenzijdig'), ('buurtserviceteam', 'Door het Buurtservice-team')], max_length=16)),
                    ('datum', models.DateField()),
                    ('vervallen_op', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('-datum', '-pk'),
                    'indexes': [models.Index(fields=['datum'], name='buurtkoppeling_datum')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalActiviteit',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('datum', models.DateField()),
                    ('naam', models.CharField(max_length=200)),
                    ('deelnemers', models.IntegerField(blank=True, null=True)),
                    ('vervallen_op', models.DateField(blank=True, null=True)),
                    ('gebied', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='socialekaart.gebied')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical activiteit',
                    'verbose_name_plural': 'historical activiteits',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalBuurtaanbod',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('datum', models.DateField()),
                    ('soort', models.CharField(max_length=200)),
                    ('status', models.CharField(choices=[('open', 'Open'), ('gekoppeld', 'Gekoppeld'), ('ingetrokken', 'Ingetrokken')], default='open', max_length=12)),
                    ('gebied', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='socialekaart.gebied')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical buurtaanbod',
                    'verbose_name_plural': 'historical buurtaanbods',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalBuurtkoppeling',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('soort', models.CharField(choices=[('wederkerig', 'Wederkerig'), ('eenzijdig', 'Eenzijdig'), ('buurtserviceteam', 'Door het Buurtservice-team')], max_length=16)),
                    ('datum', models.DateField()),
                    ('vervallen_op', models.DateField(blank=True, null=True)),
                    ('vraag', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='buurt.buurtvraag')),
                    ('aanbod', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='buurt.buurtaanbod')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical buurtkoppeling',
                    'verbose_name_plural': 'historical buurtkoppelings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalBuurtvraag',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('datum', models.DateField()),
                    ('soort', models.CharField(max_length=200)),
                    ('namens', models.CharField(blank=True, choices=[('zelf', 'Inwoner zelf'), ('professional', 'Professional, namens een inwoner')], max_length=12)),
                    ('status', models.CharField(choices=[('open', 'Open'), ('gekoppeld', 'Gekoppeld'), ('ingetrokken', 'Ingetrokken')], default='open', max_length=12)),
                    ('gebied', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='socialekaart.gebied')),
                    ('inzet', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plannen.inzet')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical buurtvraag',
                    'verbose_name_plural': 'historical buurtvraags',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Activiteit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('datum', models.DateField()),
                    ('naam', models.CharField(max_length=200)),
                    ('gebied', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='socialekaart.gebied')),
                    ('deelnemers', models.IntegerField(blank=True, null=True)),
                    ('vervallen_op', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('-datum', '-pk'),
                    'indexes': [models.Index(fields=['datum'], name='activiteit_datum')],
                },
            ),
        ]),
    ]
