"""What belongs to the desk and not to the work: drafts."""

from django.db import models

from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.core.sleutelbos import Doel
from keukentafel.core.versleuteling import VersleuteldBinairveld
from keukentafel.toegang.public import Gebruiker


class Concept(models.Model):
    """What someone is typing in a form, encrypted, his alone; it goes when the form is saved, or after a month."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    sleutel = models.CharField(max_length=120)
    pad = models.CharField(max_length=500, blank=True)  # the page on which it is typed
    velden = VersleuteldBinairveld(doel=Doel.INVOER, bij=("gebruiker_id", "sleutel"))
    bewaard_op = models.DateTimeField(auto_now=True)

    privacy = privacy_of(medewerker="gebruiker", technisch="sleutel pad bewaard_op", bijzonder="velden")
    muur = Muur(eigen="gebruiker")

    class Meta:
        ordering = ("-bewaard_op", "-pk")
        constraints = [models.UniqueConstraint(fields=["gebruiker", "sleutel"], name="een_concept_per_formulier")]

    def __str__(self) -> str:
        return f"concept {self.pk}"
