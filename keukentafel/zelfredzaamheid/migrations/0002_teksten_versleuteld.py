"""Why people were asked, and what was said about a score, lies encrypted from now on; the next migration encrypts what is there."""

import keukentafel.core.versleuteling
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("zelfredzaamheid", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name=name,
            name=field,
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=length),
        )
        for name, field, length in (
            ("huishoudblik", "toelichting", 300),
            ("historicalhuishoudblik", "toelichting", 300),
            ("meting", "reden", 200),
            ("historicalmeting", "reden", 200),
            ("score", "toelichting", 300),
            ("historicalscore", "toelichting", 300),
        )
    ]
