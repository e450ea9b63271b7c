"""Closings, reviews of the way of working, and aftercare."""

from django.db import models
from django.db.models import Q

from keukentafel.casussen.public import Casus
from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldJsonveld, VersleuteldTekstveld
from keukentafel.nazorg.states import Antwoord, Woordvan
from keukentafel.referentielijsten.public import Afsluitreden, Nazorgresultaat, Wet
from keukentafel.teams.public import Medewerker


class Afsluiting(Basismodel):
    """A case was closed (R-124).

    `vorige` holds what is needed to undo it, and is empty for an import: {"plan": id of the plan that ended or None,
    "herstel": core.herstel.difference}. In it are former cells of other rows, the words that lie encrypted there too,
    so that it lies encrypted as a whole (K2).
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    op = models.DateField()
    reden = models.CharField(max_length=20, choices=Afsluitreden, blank=True)  # empty: not known of an import
    zin = VersleuteldTekstveld(max_length=300, blank=True, dossier="casus_id")
    inwoner_geinformeerd = models.BooleanField(null=True)
    melder_geinformeerd = models.BooleanField(null=True)
    nazorg_gewenst = models.BooleanField(null=True)  # None: not asked
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vorige = VersleuteldJsonveld(default=dict, blank=True, dossier="casus_id")
    ongedaan_op = models.DateField(null=True, blank=True)
    heropend_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(
        dossier="casus wet op reden inwoner_geinformeerd melder_geinformeerd nazorg_gewenst ongedaan_op heropend_op",
        bijzonder="zin vorige",
        medewerker="medewerker",
    )

    class Meta:
        ordering = ("-op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(ongedaan_op=None, heropend_op=None), name="een_geldende_afsluiting"
            )
        ]

    def __str__(self) -> str:
        return f"afsluiting {self.pk}"


class Werkwijzereview(Basismodel):
    """Did we act differently than we used to? Six questions; an empty answer is not asked or not known (R-131).

    `niet_van_toepassing` names the questions that do not apply to this case. `wijkkracht_wat` holds codes of the list
    `wijkkracht_vorm` (R-136), `redenen` codes of lists A to D. `voldoende_woord_van` and `woord_van` tell whose word
    `voldoende_ondersteuning` and `tevreden` are (R-125); empty where an import does not tell.
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    afsluiting = models.ForeignKey(Afsluiting, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    datum = models.DateField()
    wijkt_af = models.BooleanField(null=True)
    ander_arrangement = models.BooleanField(null=True)
    tijdwinst = models.BooleanField(null=True)
    wijkkracht = models.BooleanField(null=True)
    wijkkracht_wat = models.JSONField(default=list, blank=True)
    niet_van_toepassing = models.JSONField(default=list, blank=True)
    voldoende_ondersteuning = models.BooleanField(null=True)
    voldoende_woord_van = models.CharField(max_length=12, choices=Woordvan, blank=True)
    tevreden = models.BooleanField(null=True)
    woord_van = models.CharField(max_length=12, choices=Woordvan, blank=True)
    redenen = models.JSONField(default=list, blank=True)
    respondent = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(
        dossier=(
            "casus afsluiting wet datum wijkt_af ander_arrangement tijdwinst wijkkracht wijkkracht_wat "
            "niet_van_toepassing voldoende_ondersteuning voldoende_woord_van tevreden woord_van redenen"
        ),
        medewerker="respondent",
    )

    class Meta:
        ordering = ("-datum", "-pk")
        constraints = [models.UniqueConstraint(fields=["casus", "datum"], name="een_review_per_casus_en_dag")]

    def __str__(self) -> str:
        return f"review {self.pk}"


class Nazorg(Basismodel):
    """A check after closing: planned on a day, two questions, and what came of it (R-122).

    `maanden` is empty for the check by case type, else 3, 6 or 12: an optional follow-up (R-129). Without
    `resultaat` it still has to be done. `gepland_op` is unknown of what an import tells without a day.
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    afsluiting = models.ForeignKey(Afsluiting, on_delete=models.PROTECT, null=True, blank=True, related_name="nazorgen")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    maanden = models.PositiveSmallIntegerField(null=True, blank=True)
    gepland_op = models.DateField(null=True, blank=True)
    gedaan_op = models.DateField(null=True, blank=True)
    goed_ingezet = models.CharField(max_length=10, choices=Antwoord, blank=True)
    gelijkwaardig = models.CharField(max_length=10, choices=Antwoord, blank=True)
    resultaat = models.CharField(max_length=20, choices=Nazorgresultaat, blank=True)
    toelichting = VersleuteldTekstveld(max_length=300, blank=True, dossier="casus_id")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(
        dossier="casus afsluiting wet maanden gepland_op gedaan_op resultaat",
        bijzonder="goed_ingezet gelijkwaardig toelichting",
        medewerker="medewerker",
    )

    class Meta:
        ordering = ("gepland_op", "pk")
        indexes = [models.Index(fields=["casus", "resultaat"], name="nazorg_casus")]

    def __str__(self) -> str:
        return f"nazorg {self.pk}"
