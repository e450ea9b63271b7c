"""The words of a plan lie encrypted from now on; the next migration encrypts what is there."""

import keukentafel.core.versleuteling
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("plannen", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="actie",
            name="omschrijving",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=200),
        ),
        migrations.AlterField(
            model_name="actie",
            name="wie_naam",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="deelafspraak",
            name="met_wie",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=120),
        ),
        migrations.AlterField(
            model_name="deelafspraak",
            name="waarom",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=200),
        ),
        migrations.AlterField(
            model_name="deelafspraak",
            name="wat",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=200),
        ),
        migrations.AlterField(
            model_name="doel",
            name="interne_notitie",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="doel",
            name="omschrijving",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=20000),
        ),
        migrations.AlterField(
            model_name="doel",
            name="resultaat",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="doelevaluatie",
            name="toelichting",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name="historicalactie",
            name="omschrijving",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=200),
        ),
        migrations.AlterField(
            model_name="historicalactie",
            name="wie_naam",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="historicaldeelafspraak",
            name="met_wie",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=120),
        ),
        migrations.AlterField(
            model_name="historicaldeelafspraak",
            name="waarom",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=200),
        ),
        migrations.AlterField(
            model_name="historicaldeelafspraak",
            name="wat",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=200),
        ),
        migrations.AlterField(
            model_name="historicaldoel",
            name="interne_notitie",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="historicaldoel",
            name="omschrijving",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=20000),
        ),
        migrations.AlterField(
            model_name="historicaldoel",
            name="resultaat",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="historicaldoelevaluatie",
            name="toelichting",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name="historicalinzet",
            name="omschrijving",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=20000),
        ),
        migrations.AlterField(
            model_name="historicalplan",
            name="akkoord_toelichting",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name="historicalplan",
            name="interne_notitie",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="historicalplanversie",
            name="inhoud",
            field=keukentafel.core.versleuteling.VersleuteldJsonveld(),
        ),
        migrations.AlterField(
            model_name="historicalvraag",
            name="woorden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=300),
        ),
        migrations.AlterField(
            model_name="inzet",
            name="omschrijving",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=20000),
        ),
        migrations.AlterField(
            model_name="plan",
            name="akkoord_toelichting",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name="plan",
            name="interne_notitie",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name="planversie",
            name="inhoud",
            field=keukentafel.core.versleuteling.VersleuteldJsonveld(),
        ),
        migrations.AlterField(
            model_name="vraag",
            name="woorden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=300),
        ),
    ]
