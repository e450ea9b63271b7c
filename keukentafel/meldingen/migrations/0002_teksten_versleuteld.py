"""What was told at a melding and said about it lies encrypted from now on; the next migration encrypts what is there."""

import keukentafel.core.versleuteling
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("meldingen", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name=name,
            name=field,
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=length),
        )
        for name, field, length in (
            ("doorverwijzing", "toelichting", 300),
            ("historicaldoorverwijzing", "toelichting", 300),
            ("escalatie", "toelichting", 300),
            ("historicalescalatie", "toelichting", 300),
            ("melding", "antwoord_gegeven", 500),
            ("historicalmelding", "antwoord_gegeven", 500),
            ("melding", "hoe_gekomen", 120),
            ("historicalmelding", "hoe_gekomen", 120),
            ("melding", "omschrijving", 20_000),
            ("historicalmelding", "omschrijving", 20_000),
            ("melding", "plaats", 120),
            ("historicalmelding", "plaats", 120),
            ("regiecheck", "toelichting", 300),
            ("historicalregiecheck", "toelichting", 300),
        )
    ]
