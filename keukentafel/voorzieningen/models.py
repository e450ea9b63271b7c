"""The request for maatwerk, the questions on it, and what others decided."""

from django.db import models
from django.db.models import F, Q

from keukentafel.casussen.public import Casus
from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldTekstveld
from keukentafel.personen.public import Persoon
from keukentafel.plannen.public import Inzet
from keukentafel.referentielijsten.public import Aanvraagstatus, Leveringsvorm, Wet
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Medewerker
from keukentafel.voorzieningen.querysets import AanvraagQuerySet


class Aanvraag(Basismodel):
    """One request for one person: law, product, volume, period, what else was considered, and what was decided.

    `product` is a code of the list `product`; `categorie` (iWmo WMO020, iJw JZ020) is kept with it, because the same
    category in the same period is a duplicate whatever a municipality calls its product (R-111, R-114).
    """

    nummer = models.CharField(max_length=12, unique=True)
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    inzet = models.ForeignKey(Inzet, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wet = models.CharField(max_length=14, choices=Wet)
    product = models.CharField(max_length=20, blank=True)
    categorie = models.CharField(max_length=4, blank=True)
    omvang = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    eenheid = models.CharField(max_length=4, blank=True)  # WJ756
    frequentie = models.CharField(max_length=4, blank=True)  # WMO757
    leveringsvorm = models.CharField(max_length=30, choices=Leveringsvorm, blank=True)
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)
    kosten = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)  # euro a year
    voorliggend = models.JSONField(default=list, blank=True)  # codes of the list `voorliggend` that were considered
    overwogen = VersleuteldTekstveld(max_length=600, blank=True, dossier="casus_id")  # what came of it
    motivering = VersleuteldTekstveld(blank=True, dossier="casus_id")
    verwijzer = models.CharField(max_length=4, blank=True)  # COD327
    aanbieder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    aanvrager = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=16, choices=Aanvraagstatus, default=Aanvraagstatus.CONCEPT)
    ingediend_op = models.DateField(null=True, blank=True)
    bijgesteld_op = models.DateField(null=True, blank=True)  # changed after it was handed in, before the decision
    bijgesteld = models.JSONField(default=list, blank=True)  # the names of the fields that changed then
    besluit_op = models.DateField(null=True, blank=True)
    besluit_door = models.CharField(max_length=120, blank=True)
    mandaat = models.CharField(max_length=200, blank=True)
    afwijsreden = models.CharField(max_length=30, blank=True)  # code of the list `afwijsreden`
    besluit_toelichting = VersleuteldTekstveld(blank=True, dossier="casus_id")
    hulp_gestart_op = models.DateField(null=True, blank=True)
    beeindigd_op = models.DateField(null=True, blank=True)

    objects = AanvraagQuerySet.as_manager()
    privacy = privacy_of(
        technisch="nummer",
        dossier=(
            "casus persoon inzet wet product categorie omvang eenheid frequentie leveringsvorm van tot kosten "
            "voorliggend verwijzer aanbieder status ingediend_op bijgesteld_op "
            "bijgesteld besluit_op afwijsreden hulp_gestart_op beeindigd_op"
        ),
        bijzonder="overwogen motivering besluit_toelichting",
        medewerker="aanvrager besluit_door mandaat",
    )
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("ingediend_op", "pk")
        indexes = [
            models.Index(fields=["wet", "status", "ingediend_op"], name="aanvraag_bak"),
            models.Index(fields=["persoon", "categorie"], name="aanvraag_dubbel"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(van=None) | Q(tot__gte=F("van")), name="aanvraag_periode"),
            models.UniqueConstraint(
                fields=["inzet"],
                condition=Q(inzet__isnull=False) & ~Q(status__in=["afgewezen", "ingetrokken", "beeindigd"]),
                name="een_lopende_aanvraag_per_inzet",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer


class Vraagterug(Basismodel):
    """A question on the request itself, and its answer: no mail, no ping-pong (R-110)."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="vragen")
    vraag = VersleuteldTekstveld(max_length=600, dossier="aanvraag_id")
    gesteld_op = models.DateField()
    gesteld_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    antwoord = VersleuteldTekstveld(max_length=2000, blank=True, dossier="aanvraag_id")
    beantwoord_op = models.DateField(null=True, blank=True)
    beantwoord_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(
        dossier="aanvraag gesteld_op beantwoord_op",
        bijzonder="vraag antwoord",
        medewerker="gesteld_door beantwoord_door",
    )

    class Meta:
        ordering = ("aanvraag", "pk")

    def __str__(self) -> str:
        return f"vraag terug {self.pk}"


class BesluitAnder(Basismodel):
    """What somebody else decided for a person: the huisarts, the court, another team (R-111)."""

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    wet = models.CharField(max_length=14, choices=Wet)
    product = models.CharField(max_length=20)
    categorie = models.CharField(max_length=4, blank=True)
    verwijzer = models.CharField(max_length=4)  # COD327
    aanbieder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    bekend_sinds = models.DateField()
    vervallen_op = models.DateField(null=True, blank=True)  # it was written down by mistake

    privacy = privacy_of(
        dossier="casus persoon wet product categorie verwijzer aanbieder van tot bekend_sinds vervallen_op"
    )

    class Meta:
        verbose_name = "besluit van een ander"
        ordering = ("-van", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="besluitander_periode")
        ]

    def __str__(self) -> str:
        return f"besluit van een ander {self.pk}"
