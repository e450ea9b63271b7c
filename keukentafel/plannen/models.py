"""The plan of a household: questions, goals, who does what, the support around it, and what was given along."""

from datetime import date

from django.db import models
from django.db.models import Q

from keukentafel.casussen.public import Casus
from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldJsonveld, VersleuteldTekstveld
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.plannen.querysets import DoelQuerySet, InzetQuerySet, PlanQuerySet
from keukentafel.plannen.states import Inzetstatus, Resultaatgebied, Verstrekvorm, plan_status
from keukentafel.referentielijsten.public import (
    Doelresultaat,
    Doelsoort,
    Doelstatus,
    Evaluatiebron,
    Inzetaard,
    Kring,
    Leefdomein,
    Planakkoord,
    Planstatus,
    Telwijze,
    UitvoerderSoort,
    Wet,
)
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Medewerker

LANGSTE_OMSCHRIJVING = 20_000  # characters, of what comes from another system; the screens ask for less


class Plan(Basismodel):
    """A plan of a household. No `eigenaar`: the own plan, of which one is open at a time (R-067).

    The team never makes a second open one; from another system more may have come, and then the newest is the plan.

    With `eigenaar` it is another organisation's plan, registered so that it is not overlooked: `naam`, the
    domains it covers (codes of `domeinstelsel`), its period and where the document lies. Only such a plan has
    `persoon`, `besloten` and `wet`; of the own plan each part has its own.
    """

    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="+")
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    eigenaar = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    besloten = models.BooleanField(default=False)
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    naam = models.CharField(max_length=120, blank=True)
    domeinstelsel = models.CharField(max_length=40, blank=True)
    domeinen = models.JSONField(default=list, blank=True)
    document = models.CharField(max_length=200, blank=True)
    contactpersoon = models.CharField(max_length=120, blank=True)
    opgesteld_op = models.DateField()
    loopt_tot = models.DateField(null=True, blank=True)
    afgestemd_op = models.DateField(null=True, blank=True)  # another's plan: laid beside the own one
    besproken_op = models.DateField(null=True, blank=True)
    verstrekt_op = models.DateField(null=True, blank=True)
    verstrekt_vorm = models.CharField(max_length=12, choices=Verstrekvorm, blank=True)
    akkoord = models.CharField(max_length=15, choices=Planakkoord, blank=True)
    akkoord_op = models.DateField(null=True, blank=True)
    akkoord_tot = models.DateTimeField(null=True, blank=True)  # when it was recorded: what came later was not in it
    akkoord_reden = models.CharField(max_length=30, blank=True)  # code of the list `reden_niet_akkoord`
    akkoord_toelichting = VersleuteldTekstveld(max_length=600, blank=True, dossier="id")
    evaluatie_op = models.DateField(null=True, blank=True)
    beeindigd_op = models.DateField(null=True, blank=True)
    versienummer = models.PositiveIntegerField(default=0)  # of the last Planversie
    interne_notitie = VersleuteldTekstveld(blank=True, dossier="id")  # never leaves the team
    samengevoegd_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="samengevoegde"
    )

    objects = PlanQuerySet.as_manager()
    privacy = privacy_of(
        dossier=(
            "huishouden casus eigenaar persoon besloten wet naam domeinstelsel domeinen document contactpersoon "
            "opgesteld_op loopt_tot "
            "afgestemd_op besproken_op verstrekt_op verstrekt_vorm akkoord akkoord_op akkoord_tot akkoord_reden "
            "evaluatie_op beeindigd_op versienummer"
        ),
        bijzonder="akkoord_toelichting interne_notitie",
        technisch="samengevoegd_in",
    )

    class Meta:
        ordering = ("-opgesteld_op", "-pk")
        indexes = [models.Index(fields=["huishouden", "beeindigd_op"], name="plan_huishouden")]

    def __str__(self) -> str:
        return f"plan {self.pk}"

    @property
    def nummer(self) -> str:
        """A number for paper and file name that says nothing about anyone."""
        return f"P{self.pk:06d}"

    def status_on(self, op: date) -> Planstatus:
        """The status of this plan on a day (R-066)."""
        return plan_status(
            besproken_op=self.besproken_op,
            verstrekt_op=self.verstrekt_op,
            akkoord=self.akkoord,
            beeindigd_op=self.beeindigd_op,
            op=op,
        )


class Onderdeel(Basismodel):
    """What every part of a plan has: under which law it was recorded, and whether it is for its persons only."""

    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    besloten = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Vraag(Onderdeel):
    """What somebody asks, in own words, heard at the kitchen table; one click makes it a goal (R-064)."""

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    leefdomein = models.ForeignKey(Leefdomein, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    woorden = VersleuteldTekstveld(max_length=300, dossier="casus_id")
    gesteld_op = models.DateField()
    vervallen_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="casus leefdomein persoon wet besloten gesteld_op vervallen_op", bijzonder="woorden")

    class Meta:
        ordering = ("gesteld_op", "pk")
        indexes = [models.Index(fields=["casus"], name="vraag_casus")]

    def __str__(self) -> str:
        return f"vraag {self.pk}"


class Doel(Onderdeel):
    """What someone wants to reach, in own words. Without persons it is for the whole household.

    `telwijze`: what the kind was recorded for; the two are never added up (R-071).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="doelen")
    vraag = models.ForeignKey(Vraag, on_delete=models.PROTECT, null=True, blank=True, related_name="doelen")
    leefdomein = models.ForeignKey(Leefdomein, on_delete=models.PROTECT, related_name="+")
    omschrijving = VersleuteldTekstveld(
        max_length=LANGSTE_OMSCHRIJVING, blank=True, dossier="id"
    )  # empty only from another system
    soort = models.CharField(max_length=30, choices=Doelsoort, blank=True)
    telwijze = models.CharField(max_length=12, choices=Telwijze, default=Telwijze.INTERVENTIE)
    resultaat = VersleuteldTekstveld(max_length=300, blank=True, dossier="id")  # how one sees that it worked
    resultaatgebied = models.CharField(max_length=20, choices=Resultaatgebied, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    streefdatum = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=15, choices=Doelstatus, default=Doelstatus.OPEN)
    status_op = models.DateField(null=True, blank=True)
    interne_notitie = VersleuteldTekstveld(blank=True, dossier="id")  # never leaves the team

    objects = DoelQuerySet.as_manager()
    privacy = privacy_of(
        dossier=(
            "plan vraag leefdomein wet besloten soort telwijze resultaatgebied volgorde streefdatum status status_op"
        ),
        bijzonder="omschrijving resultaat interne_notitie",
    )

    class Meta:
        ordering = ("plan", "volgorde", "pk")
        indexes = [models.Index(fields=["leefdomein", "status"], name="doel_domein")]

    def __str__(self) -> str:
        return f"doel {self.pk}"


class Doelpersoon(Basismodel):
    """For whom a goal is."""

    doel = models.ForeignKey(Doel, on_delete=models.CASCADE, related_name="personen")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")

    privacy = privacy_of(dossier="doel persoon")

    class Meta:
        ordering = ("doel", "pk")
        constraints = [models.UniqueConstraint(fields=["doel", "persoon"], name="doelpersoon_een_keer")]

    def __str__(self) -> str:
        return f"doelpersoon {self.pk}"


class Actie(Basismodel):
    """Who does what and when, under a goal: by default the resident, then the network, then others (R-084)."""

    doel = models.ForeignKey(Doel, on_delete=models.PROTECT, related_name="acties")
    omschrijving = VersleuteldTekstveld(max_length=200, dossier="doel_id")
    wie_soort = models.CharField(max_length=15, choices=UitvoerderSoort, default=UitvoerderSoort.INWONER)
    wie_naam = VersleuteldTekstveld(max_length=80, blank=True, dossier="doel_id")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wanneer = models.DateField(null=True, blank=True)
    gedaan_op = models.DateField(null=True, blank=True)
    zelf_toegevoegd = models.BooleanField(default=False)  # by the resident, at the table
    vervallen_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(
        dossier="doel wie_soort persoon wanneer gedaan_op zelf_toegevoegd vervallen_op",
        bijzonder="omschrijving wie_naam",
        medewerker="medewerker",
    )

    class Meta:
        ordering = ("doel", "wanneer", "pk")

    def __str__(self) -> str:
        return f"actie {self.pk}"


class Inzet(Onderdeel):
    """Support in a domain, in one of the four circles: it was there already, or the team added it (R-072, R-073).

    `uren`, `resultaat` and `tevreden` (with whose word that is) are what it took and what it brought; each may stay
    open (R-080).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="inzet")
    doel = models.ForeignKey(Doel, on_delete=models.PROTECT, null=True, blank=True, related_name="inzet")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    leefdomein = models.ForeignKey(Leefdomein, on_delete=models.PROTECT, related_name="+")
    kring = models.CharField(max_length=15, choices=Kring)
    kringsoort = models.CharField(max_length=30, blank=True)  # code of the list `kringsoort`
    aard = models.CharField(max_length=10, choices=Inzetaard)
    status = models.CharField(max_length=12, choices=Inzetstatus, default=Inzetstatus.INGEZET)
    uitvoerder_soort = models.CharField(max_length=15, choices=UitvoerderSoort, blank=True)
    uitvoerder = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    omschrijving = VersleuteldTekstveld(max_length=LANGSTE_OMSCHRIJVING, blank=True, dossier="id")
    omvang = models.CharField(max_length=80, blank=True)
    zonder_indicatie = models.BooleanField(default=False, null=True)  # None: unknown, from another system
    kosten = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)  # euro a year
    kosten_totaal = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)  # euro, whole period
    van = models.DateField()
    hoogstens_tot = models.DateField(null=True, blank=True)  # planned end of a short intervention
    tot = models.DateField(null=True, blank=True)
    uren = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)  # hours of effort in all
    resultaat = models.CharField(max_length=20, choices=Doelresultaat, blank=True)
    tevreden = models.BooleanField(null=True)
    tevreden_woord_van = models.CharField(max_length=12, choices=Evaluatiebron, blank=True)

    objects = InzetQuerySet.as_manager()
    privacy = privacy_of(
        dossier=(
            "plan doel persoon leefdomein wet besloten kring kringsoort aard status uitvoerder_soort uitvoerder omvang "
            "zonder_indicatie kosten kosten_totaal van hoogstens_tot tot uren resultaat tevreden tevreden_woord_van"
        ),
        bijzonder="omschrijving",
    )

    class Meta:
        ordering = ("plan", "van", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(status="gestopt") | Q(tot__isnull=False), name="inzet_gestopt_op"),
            models.CheckConstraint(
                condition=Q(tevreden=None, tevreden_woord_van="")
                | (Q(tevreden__isnull=False) & ~Q(tevreden_woord_van="")),
                name="inzet_tevreden_woord_van",
            ),
        ]

    def __str__(self) -> str:
        return f"inzet {self.pk}"

    def status_on(self, op: date) -> Inzetstatus:
        """Where it stands on a day: stopped from its last day on; a last day to come has not stopped it."""
        if self.tot is not None and self.tot <= op:
            return Inzetstatus.GESTOPT
        return Inzetstatus.VOORGESTELD if self.status == Inzetstatus.VOORGESTELD else Inzetstatus.INGEZET


class Doelevaluatie(Basismodel):
    """How it goes with a goal on a day: the judgement of the worker and that of the resident apart (R-077, R-125)."""

    doel = models.ForeignKey(Doel, on_delete=models.PROTECT, related_name="evaluaties")
    datum = models.DateField()
    oordeel_medewerker = models.CharField(max_length=20, choices=Doelresultaat, blank=True)
    oordeel_inwoner = models.CharField(max_length=20, choices=Doelresultaat, blank=True)
    toelichting = VersleuteldTekstveld(max_length=600, blank=True, dossier="doel_id")

    privacy = privacy_of(dossier="doel datum oordeel_medewerker oordeel_inwoner", bijzonder="toelichting")

    class Meta:
        ordering = ("doel", "-datum", "-pk")
        constraints = [models.UniqueConstraint(fields=["doel", "datum"], name="evaluatie_een_per_dag")]

    def __str__(self) -> str:
        return f"doelevaluatie {self.pk}"


class Evaluatiemoment(Basismodel):
    """A time that household and team looked back on the plan together; the next one is `Plan.evaluatie_op` (R-078)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="evaluatiemomenten")
    gepland_op = models.DateField(null=True, blank=True)
    gehouden_op = models.DateField()
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(dossier="plan gepland_op gehouden_op", medewerker="medewerker")

    class Meta:
        ordering = ("plan", "-gehouden_op", "-pk")
        constraints = [models.UniqueConstraint(fields=["plan", "gehouden_op"], name="evaluatiemoment_een_per_dag")]

    def __str__(self) -> str:
        return f"evaluatiemoment {self.pk}"


class Deelafspraak(Onderdeel):
    """What is shared with whom, and why; it stands in the plan that goes along (AVG art. 13).

    Like every part it has its law, and may be for one person only (`persoon`, `besloten`).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="deelafspraken")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    met_wie = VersleuteldTekstveld(max_length=120, dossier="id")
    wat = VersleuteldTekstveld(max_length=200, dossier="id")
    waarom = VersleuteldTekstveld(max_length=200, dossier="id")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="plan persoon wet besloten met_wie van tot", bijzonder="wat waarom")

    class Meta:
        ordering = ("plan", "van", "pk")

    def __str__(self) -> str:
        return f"deelafspraak {self.pk}"


class Plansjabloon(Basismodel):
    """A template of goals with actions that "end in X days"; a change makes the next version of the same code.

    `inhoud`: {"doelen": [{"omschrijving", "domeinen", "soort", "resultaat", "dagen", "acties": [{"omschrijving",
    "wie_soort", "dagen"}]}]}; `domeinen` gives the code of the domain per scheme.
    """

    code = models.SlugField(max_length=40)
    versienummer = models.PositiveIntegerField(default=1)
    naam = models.CharField(max_length=120)
    inhoud = models.JSONField()
    bron = models.CharField(max_length=200, blank=True)
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(organisatie="code versienummer naam inhoud bron geldig_van geldig_tot")

    class Meta:
        ordering = ("naam", "-versienummer", "pk")
        constraints = [models.UniqueConstraint(fields=["code", "versienummer"], name="sjabloon_versie")]

    def __str__(self) -> str:
        return self.naam


class Planversie(Basismodel):
    """The plan as it was given: its words, and their fingerprint (sha256). The document is made from them again.

    `wetten`: the laws of the parts that are in it. Who may not read one of them may not open this version; an empty
    list is unknown, and then only who may read every law.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    gegeven_op = models.DateField()
    vorm = models.CharField(max_length=12, choices=Verstrekvorm)
    voor = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    inhoud = VersleuteldJsonveld(dossier="plan_id")
    wetten = models.JSONField(default=list, blank=True)
    vingerafdruk = models.CharField(max_length=64)
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(
        dossier="plan nummer gegeven_op vorm voor wetten",
        bijzonder="inhoud",
        technisch="vingerafdruk",
        medewerker="medewerker",
    )

    class Meta:
        ordering = ("plan", "-nummer")
        constraints = [models.UniqueConstraint(fields=["plan", "nummer"], name="planversie_nummer")]

    def __str__(self) -> str:
        return f"planversie {self.pk}"


class Plansamenvoeging(Basismodel):
    """Two own plans became one, when two households turned out to be one; what moved, so that it can be undone.

    `verplaatst`: {"doelen": {id: place in its own plan}, "inzet": [ids], "delen": [ids]}; `bron_einde` is the day
    on which the plan that went up had ended already, if it had.
    """

    bron = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="opgegaan")
    doelplan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="aangevuld")
    samengevoegd_op = models.DateField()
    verplaatst = models.JSONField(default=dict)
    bron_einde = models.DateField(null=True, blank=True)
    ongedaan_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="bron doelplan samengevoegd_op bron_einde ongedaan_op", technisch="verplaatst")
    muur = Muur(via=("bron", "doelplan"))

    class Meta:
        ordering = ("-samengevoegd_op", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["bron"], condition=Q(ongedaan_op=None), name="plan_een_keer_samengevoegd")
        ]

    def __str__(self) -> str:
        return f"plansamenvoeging {self.pk}"
