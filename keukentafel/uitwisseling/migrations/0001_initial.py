import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('uitwisseling', '0002_bron_zonder_controle'),
        ('uitwisseling', '0003_inlezing'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Bron',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('naam', models.CharField(max_length=80, unique=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='HistoricalBron',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('naam', models.CharField(db_index=True, max_length=80)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical bron',
                    'verbose_name_plural': 'historical brons',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalInlezing',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(blank=True, editable=False)),
                    ('gewijzigd_op', models.DateTimeField(blank=True, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('bron', models.CharField(max_length=80)),
                    ('sleutel', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('status', models.CharField(choices=[('controle', 'Wordt gecontroleerd'), ('gecontroleerd', 'Zonder fouten'), ('geweigerd', 'Geweigerd'), ('inlezen', 'Wordt ingelezen'), ('ingelezen', 'Ingelezen'), ('weggedaan', 'Weggedaan')], default='controle', max_length=20)),
                    ('fouten', models.PositiveIntegerField(default=0)),
                    ('tellingen', models.JSONField(default=dict)),
                    ('reden', models.CharField(blank=True, max_length=300)),
                    ('door', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical inlezing',
                    'verbose_name_plural': 'historical inlezings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Inlezing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('versie', models.PositiveIntegerField(default=1, editable=False)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True)),
                    ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                    ('bron', models.CharField(max_length=80)),
                    ('sleutel', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('status', models.CharField(choices=[('controle', 'Wordt gecontroleerd'), ('gecontroleerd', 'Zonder fouten'), ('geweigerd', 'Geweigerd'), ('inlezen', 'Wordt ingelezen'), ('ingelezen', 'Ingelezen'), ('weggedaan', 'Weggedaan')], default='controle', max_length=20)),
                    ('fouten', models.PositiveIntegerField(default=0)),
                    ('tellingen', models.JSONField(default=dict)),
                    ('reden', models.CharField(blank=True, max_length=300)),
                    ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-pk',),
                },
            ),
            migrations.CreateModel(
                name='Rijspoor',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('bron', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='uitwisseling.bron')),
                    ('resource', models.CharField(max_length=20)),
                    ('sleutel', models.BigIntegerField()),
                    ('vingerafdruk', models.BigIntegerField()),
                    ('object_id', models.BigIntegerField()),
                ],
                options={
                    'indexes': [models.Index(fields=['bron', 'resource'], name='rijspoor_van_bron')],
                },
            ),
            migrations.CreateModel(
                name='Sleutel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('bron', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='uitwisseling.bron')),
                    ('resource', models.CharField(max_length=20)),
                    ('sleutel', models.CharField(max_length=200)),
                    ('object_id', models.BigIntegerField()),
                    ('vingerafdruk', models.BigIntegerField()),
                ],
                options={
                    'indexes': [models.Index(fields=['resource', 'object_id'], name='sleutel_van_object')],
                    'constraints': [models.UniqueConstraint(fields=('bron', 'resource', 'sleutel'), name='sleutel_een_keer_per_bron')],
                },
            ),
        ]),
    ]
