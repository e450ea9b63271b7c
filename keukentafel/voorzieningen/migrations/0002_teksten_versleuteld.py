"""The words of a request lie encrypted from now on; the next migration encrypts what is there."""

import keukentafel.core.versleuteling
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("voorzieningen", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="aanvraag",
            name="besluit_toelichting",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="aanvraag",
            name="motivering",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="aanvraag",
            name="overwogen",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name="historicalaanvraag",
            name="besluit_toelichting",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="historicalaanvraag",
            name="motivering",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="historicalaanvraag",
            name="overwogen",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name="historicalvraagterug",
            name="antwoord",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=2000),
        ),
        migrations.AlterField(
            model_name="historicalvraagterug",
            name="vraag",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=600),
        ),
        migrations.AlterField(
            model_name="vraagterug",
            name="antwoord",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=2000),
        ),
        migrations.AlterField(
            model_name="vraagterug",
            name="vraag",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=600),
        ),
    ]
