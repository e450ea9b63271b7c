"""What a closing keeps to be undone lies encrypted from now on; the next migration encrypts what is there."""

import keukentafel.core.versleuteling
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("nazorg", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="afsluiting",
            name="vorige",
            field=keukentafel.core.versleuteling.VersleuteldJsonveld(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="historicalafsluiting",
            name="vorige",
            field=keukentafel.core.versleuteling.VersleuteldJsonveld(blank=True, default=dict),
        ),
    ]
