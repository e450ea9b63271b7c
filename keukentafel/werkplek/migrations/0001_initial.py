import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from keukentafel.core.migratie import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('werkplek', '0002_weergave_verhuisd'),
        ('werkplek', '0003_concept_pad'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Concept',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sleutel', models.CharField(max_length=120)),
                    ('pad', models.CharField(blank=True, max_length=500)),
                    ('velden', models.BinaryField()),
                    ('bewaard_op', models.DateTimeField(auto_now=True)),
                ],
                options={
                    'ordering': ('-bewaard_op', '-pk'),
                    'constraints': [models.UniqueConstraint(fields=('gebruiker', 'sleutel'), name='een_concept_per_formulier')],
                },
            ),
        ]),
    ]
