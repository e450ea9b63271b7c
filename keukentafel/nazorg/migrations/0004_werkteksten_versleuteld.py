"""How it went at closing and in aftercare lies encrypted from now on; the next migration encrypts what is there."""

import keukentafel.core.versleuteling
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("nazorg", "0003_vorige_versleutelen"),
    ]

    operations = [
        migrations.AlterField(
            model_name=name,
            name=field,
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=length),
        )
        for name, field, length in (
            ("afsluiting", "zin", 300),
            ("historicalafsluiting", "zin", 300),
            ("nazorg", "toelichting", 300),
            ("historicalnazorg", "toelichting", 300),
        )
    ]
