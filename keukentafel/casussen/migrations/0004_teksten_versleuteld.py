"""What is written with an invitation, a hand-over, a bottleneck and a decision lie encrypted from now on; the next migration encrypts what is there."""

import keukentafel.core.versleuteling
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('casussen', '0003_coordinatiebesluit'),
    ]

    operations = [
        migrations.AlterField(
            model_name='casus',
            name='let_op',
            field=keukentafel.core.versleuteling.VersleuteldJsonveld(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='casus',
            name='samenvatting',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name='coordinatiebesluit',
            name='ingetrokken_waarom',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='coordinatiebesluit',
            name='niet_verteld',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='coordinatiebesluit',
            name='waarom',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=600),
        ),
        migrations.AlterField(
            model_name='doorverbinding',
            name='antwoord',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name='doorverbinding',
            name='blijft_hier',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name='doorverbinding',
            name='delen',
            field=keukentafel.core.versleuteling.VersleuteldJsonveld(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='doorverbinding',
            name='grond_uitleg',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='doorverbinding',
            name='reden',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name='faseovergang',
            name='reden',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='historicalcasus',
            name='let_op',
            field=keukentafel.core.versleuteling.VersleuteldJsonveld(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='historicalcasus',
            name='samenvatting',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name='historicalcoordinatiebesluit',
            name='ingetrokken_waarom',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='historicalcoordinatiebesluit',
            name='niet_verteld',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='historicalcoordinatiebesluit',
            name='waarom',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=600),
        ),
        migrations.AlterField(
            model_name='historicaldoorverbinding',
            name='antwoord',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name='historicaldoorverbinding',
            name='blijft_hier',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name='historicaldoorverbinding',
            name='delen',
            field=keukentafel.core.versleuteling.VersleuteldJsonveld(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='historicaldoorverbinding',
            name='grond_uitleg',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='historicaldoorverbinding',
            name='reden',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name='historicalfaseovergang',
            name='reden',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='historicalknelpunt',
            name='geholpen',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name='historicalknelpunt',
            name='hindert',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=600),
        ),
        migrations.AlterField(
            model_name='historicalopschaling',
            name='reden',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=300),
        ),
        migrations.AlterField(
            model_name='historicaloverdracht',
            name='antwoord',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='historicaloverdracht',
            name='notitie',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name='historicaluitnodiging',
            name='antwoord',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name='historicaluitnodiging',
            name='vraag',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name='knelpunt',
            name='geholpen',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name='knelpunt',
            name='hindert',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=600),
        ),
        migrations.AlterField(
            model_name='opschaling',
            name='reden',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(max_length=300),
        ),
        migrations.AlterField(
            model_name='overdracht',
            name='antwoord',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='overdracht',
            name='notitie',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name='uitnodiging',
            name='antwoord',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(blank=True),
        ),
        migrations.AlterField(
            model_name='uitnodiging',
            name='vraag',
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
    ]
