import django.db.models.deletion
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('inzicht', '0002_cijferrijen'),
        ('inzicht', '0003_vulgraadstand'),
    ]

    initial = True

    dependencies = [
        ('teams', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Cijferronde',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begonnen_op', models.DateTimeField()),
                    ('klaar_op', models.DateTimeField(blank=True, null=True)),
                    ('fout', models.CharField(blank=True, max_length=500)),
                ],
                options={
                    'ordering': ('-begonnen_op', '-pk'),
                },
            ),
            migrations.CreateModel(
                name='Vulgraadstand',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('peildatum', models.DateField(unique=True)),
                    ('gemaakt_op', models.DateTimeField()),
                    ('velden', models.JSONField()),
                ],
                options={
                    'ordering': ('-peildatum',),
                },
            ),
            migrations.CreateModel(
                name='Cijferstand',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('blik', models.CharField(choices=[('team', 'Voor het team zelf'), ('beleid', 'Voor beleid, zonder kleine aantallen')], max_length=10)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='teams.team')),
                    ('peildatum', models.DateField()),
                    ('gemaakt_op', models.DateTimeField()),
                    ('figuren', models.JSONField()),
                ],
                options={
                    'ordering': ('-peildatum', '-pk'),
                    'constraints': [models.UniqueConstraint(fields=('blik', 'team', 'peildatum'), name='cijferstand_per_dag'), models.UniqueConstraint(condition=models.Q(('team', None)), fields=('blik', 'peildatum'), name='cijferstand_gemeente_per_dag')],
                },
            ),
            migrations.CreateModel(
                name='Cijferrijen',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rijen', to='inzicht.cijferstand')),
                    ('sleutel', models.CharField(max_length=200)),
                    ('casussen', models.JSONField()),
                ],
                options={
                    'ordering': ('stand', 'sleutel'),
                    'constraints': [models.UniqueConstraint(fields=('stand', 'sleutel'), name='cijferrijen_per_sleutel')],
                },
            ),
        ]),
    ]
