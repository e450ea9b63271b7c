"""What a resident asked and said, and why lie encrypted from now on; the next migration encrypts what is there."""

import keukentafel.core.versleuteling
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0004_wie_voor_een_ander_vraagt"),
    ]

    operations = [
        migrations.AlterField(
            model_name="beperking",
            name="reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="historicalbeperking",
            name="reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="historicalinbreng",
            name="tekst",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="historicalinbreng",
            name="vraag",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name="historicalinzage",
            name="reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="historicalverklaring",
            name="over",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="historicalverklaring",
            name="tekst",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name="historicalvernietigingsstop",
            name="reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=300),
        ),
        migrations.AlterField(
            model_name="historicalverzoek",
            name="uitkomst_reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="historicalverzoek",
            name="verlengd_reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="historicalverzoek",
            name="vraag",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="inbreng",
            name="tekst",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="inbreng",
            name="vraag",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name="inzage",
            name="reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="verklaring",
            name="over",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="verklaring",
            name="tekst",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name="vernietigingsstop",
            name="reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=300),
        ),
        migrations.AlterField(
            model_name="verzoek",
            name="uitkomst_reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="verzoek",
            name="verlengd_reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="verzoek",
            name="vraag",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
    ]
