"""Every note, who was there, and why a talk was called off lie encrypted from now on, under the key of their case.

Only notes under the law veiligheid did. The next migration encrypts what is there.
"""

import keukentafel.core.versleuteling
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("tijdlijn", "0003_versleuteld_per_rij"),
    ]

    operations = [
        migrations.AlterField(
            model_name=name,
            name=field,
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=200),
        )
        for name, field in (
            ("contactmoment", "aanwezig"),
            ("gesprek", "reden"),
            ("historicalcontactmoment", "aanwezig"),
            ("historicalgesprek", "reden"),
        )
    ]
