from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Idempotentie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sleutel', models.UUIDField()),
                    ('gebruiker_id', models.BigIntegerField()),
                    ('resultaat', models.CharField(blank=True, max_length=500)),
                    ('gemaakt_op', models.DateTimeField(auto_now_add=True, db_index=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('sleutel', 'gebruiker_id'), name='een_effect')],
                },
            ),
        ]),
    ]
