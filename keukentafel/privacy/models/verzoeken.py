"""Requests of residents about their data, what followed from them, and the export that is handed over once."""

from datetime import date

from django.db import models
from django.db.models import Q

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldTekstveld
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.privacy.rechten.termijn import due_on
from keukentafel.privacy.states import Bestandstand, Identiteitscontrole, Uitkomst, Verzoeksoort, Vrager
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Gebruiker


class Verzoek(Basismodel):
    """What someone asked about the data of one person, on which day, and how it ended (AVG 12 to 22)."""

    soort = models.CharField(max_length=20, choices=Verzoeksoort)
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    vrager = models.CharField(max_length=20, choices=Vrager, default=Vrager.ZELF)
    vrager_naam = models.CharField(max_length=120, blank=True)  # of who asks for another
    vrager_persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vrager_grond = models.CharField(max_length=200, blank=True)  # by what he may: custody, a power of attorney
    ontvangen_op = models.DateField()
    vraag = VersleuteldTekstveld(blank=True)  # in own words
    stuk = models.CharField(max_length=200, blank=True)  # which note or answer it is about
    identiteit = models.CharField(max_length=12, choices=Identiteitscontrole, blank=True)
    identiteit_op = models.DateField(null=True, blank=True)
    eigenaar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    verlengd_op = models.DateField(null=True, blank=True)
    verlengd_reden = VersleuteldTekstveld(max_length=300, blank=True)
    uitkomst = models.CharField(max_length=12, choices=Uitkomst, blank=True)
    uitkomst_reden = VersleuteldTekstveld(blank=True)
    afgehandeld_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(
        dossier=(
            "soort persoon vrager vrager_persoon vrager_grond ontvangen_op identiteit identiteit_op verlengd_op "
            "uitkomst afgehandeld_op"
        ),
        identificerend="vrager_naam",
        bijzonder="vraag stuk verlengd_reden uitkomst_reden",
        medewerker="eigenaar",
    )

    class Meta:
        ordering = ("ontvangen_op", "pk")
        indexes = [models.Index(fields=["afgehandeld_op", "ontvangen_op"], name="verzoek_werklijst")]
        constraints = [
            models.CheckConstraint(
                condition=Q(afgehandeld_op=None, uitkomst="") | Q(afgehandeld_op__isnull=False) & ~Q(uitkomst=""),
                name="verzoek_uitkomst_met_dag",
            )
        ]

    def __str__(self) -> str:
        return f"verzoek {self.pk}"

    @property
    def uiterlijk(self) -> date:
        """The last day on which the resident must have an answer (AVG 12 lid 3)."""
        return due_on(self.ontvangen_op, verlengd=self.verlengd_op is not None)


class Inbreng(Basismodel):
    """What the worker who knows the household says about a request, when the privacy officer asks him."""

    verzoek = models.ForeignKey(Verzoek, on_delete=models.PROTECT, related_name="inbreng")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+")
    vraag = VersleuteldTekstveld()
    gevraagd_op = models.DateField()
    tekst = VersleuteldTekstveld(blank=True)
    gegeven_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(
        dossier="verzoek gevraagd_op gegeven_op", bijzonder="vraag tekst", medewerker="medewerker"
    )  # fmt: skip

    class Meta:
        ordering = ("gevraagd_op", "pk")
        constraints = [models.UniqueConstraint(fields=["verzoek", "medewerker"], name="inbreng_een_keer")]

    def __str__(self) -> str:
        return f"inbreng {self.pk}"


class Verklaring(Basismodel):
    """The resident's own words, kept beside what he disputes (AVG 16: a supplementary statement)."""

    verzoek = models.ForeignKey(Verzoek, on_delete=models.PROTECT, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    over = VersleuteldTekstveld(max_length=200, blank=True)
    tekst = VersleuteldTekstveld()
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="verzoek persoon huishouden van tot", bijzonder="over tekst")

    class Meta:
        ordering = ("-van", "-pk")

    def __str__(self) -> str:
        return f"verklaring {self.pk}"


class Beperking(Basismodel):
    """From when to when the dossier of a household may only be read (AVG 18)."""

    verzoek = models.ForeignKey(Verzoek, on_delete=models.PROTECT, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="+")
    reden = VersleuteldTekstveld(max_length=300, blank=True)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="verzoek persoon huishouden van tot", bijzonder="reden")

    class Meta:
        ordering = ("-van", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["verzoek", "huishouden"], name="beperking_een_keer"),
        ]

    def __str__(self) -> str:
        return f"beperking {self.pk}"


class Inzage(Basismodel):
    """What the privacy officer decided about an export: which grounds to withhold he lifts, and why."""

    verzoek = models.OneToOneField(Verzoek, on_delete=models.PROTECT, related_name="inzage")
    mee: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)  # of Onthouding
    reden = VersleuteldTekstveld(blank=True)

    privacy = privacy_of(dossier="verzoek mee", bijzonder="reden")

    def __str__(self) -> str:
        return f"inzage {self.pk}"


class Inzagebestand(models.Model):
    """The file of an export, encrypted, until it is handed over or seven days old. It has no former versions."""

    inzage = models.ForeignKey(Inzage, on_delete=models.CASCADE, related_name="bestanden")
    stand = models.CharField(max_length=10, choices=Bestandstand, default=Bestandstand.WACHT)
    gevraagd_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True)
    opgehaald_op = models.DateTimeField(null=True)
    stukken = models.PositiveIntegerField(default=0)
    onthouden: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    inhoud = models.BinaryField(default=b"")  # zip, encrypted for `PLAATS` (inzage.bestand)

    privacy = privacy_of(
        dossier="inzage gevraagd_op klaar_op opgehaald_op", technisch="stand stukken onthouden", bijzonder="inhoud"
    )  # fmt: skip

    class Meta:
        ordering = ("-gevraagd_op", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["inzage"], condition=Q(stand="wacht"), name="inzage_een_tegelijk")
        ]

    def __str__(self) -> str:
        return f"inzagebestand {self.pk}"
