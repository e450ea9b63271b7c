"""The case: its dates, its roles, its hand-overs and escalations."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from keukentafel.casussen.querysets import CasusQuerySet
from keukentafel.casussen.states import (
    Deelgrond,
    Doorverbindingstatus,
    Knelstatus,
    Knelthema,
    Overdrachtstatus,
    Overgangsoort,
)
from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldJsonveld, VersleuteldTekstveld
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.referentielijsten.public import (
    Afsluitreden,
    Casusrolsoort,
    Casustype,
    Regievorm,
    Vraagtype,
    Wet,
    Zwaarte,
)
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Medewerker, Team


class Casus(Basismodel):
    """What a team does for a household. Its stand and phase follow from the dates (see states.py)."""

    nummer = models.CharField(max_length=12, unique=True)
    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    casustype = models.CharField(max_length=30, choices=Casustype, blank=True)
    vraagtype = models.CharField(max_length=20, choices=Vraagtype, blank=True)
    zwaarte = models.CharField(max_length=10, choices=Zwaarte, blank=True)
    veiligheid = models.BooleanField(default=False, null=True)  # None: not known, which an import may say
    aangemeld_op = models.DateField()
    geregistreerd_op = models.DateField(null=True, blank=True)  # None: not known of what came from elsewhere
    vraagverheldering_op = models.DateField(null=True, blank=True)
    plan_op = models.DateField(null=True, blank=True)
    volgen_vanaf = models.DateField(null=True, blank=True)
    volgen_tot = models.DateField(null=True, blank=True)
    afgesloten_op = models.DateField(null=True, blank=True)
    afsluitreden = models.CharField(max_length=20, choices=Afsluitreden, blank=True)
    heropend_op = models.DateField(null=True, blank=True)  # the last time it was opened again
    niveau = models.CharField(max_length=20, blank=True)  # of the last opschaling, for the bar and the lists
    niveau_op = models.DateField(null=True, blank=True)
    samenvatting = VersleuteldTekstveld(max_length=600, blank=True, dossier="id")
    samenvatting_op = models.DateTimeField(null=True, blank=True)
    samenvatting_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    let_op = VersleuteldJsonveld(default=list, blank=True, dossier="id")  # at most three: {"tekst", "tot"}
    expertise_gevraagd = models.JSONField(default=list, blank=True)  # codes of the list `expertise`
    laatste_contact_op = models.DateField(null=True, blank=True)  # derived by tijdlijn, for the lists

    objects = CasusQuerySet.as_manager()
    privacy = privacy_of(
        technisch="nummer",
        dossier=(
            "huishouden persoon team wet casustype vraagtype zwaarte aangemeld_op geregistreerd_op "
            "vraagverheldering_op plan_op volgen_vanaf volgen_tot afgesloten_op afsluitreden heropend_op "
            "niveau niveau_op samenvatting_op laatste_contact_op expertise_gevraagd"
        ),
        bijzonder="veiligheid samenvatting let_op",
        medewerker="samenvatting_door",
    )
    muur = Muur(afweegbaar=True, via=("huishouden",))

    class Meta:
        ordering = ("-aangemeld_op", "-pk")
        indexes = [
            models.Index(fields=["team", "afgesloten_op", "laatste_contact_op"], name="casus_werklijst"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(afgesloten_op=None) | Q(afgesloten_op__gte=F("aangemeld_op")), name="casus_datums"
            )
        ]

    def __str__(self) -> str:
        return self.nummer


class Faseovergang(Basismodel):
    """One change of phase or stand of a case, with who did it and why; what was before, to take it back (R-013)."""

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="overgangen")
    soort = models.CharField(max_length=20, choices=Overgangsoort)
    op = models.DateField()
    tot = models.DateField(null=True, blank=True)  # of volgen: until when
    reden = VersleuteldTekstveld(max_length=200, blank=True, dossier="casus_id")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vorige = models.JSONField(default=dict, blank=True)  # {"vanaf", "tot"}: the volgen before, ISO days or None

    privacy = privacy_of(dossier="casus soort op tot vorige", bijzonder="reden", medewerker="medewerker")

    class Meta:
        ordering = ("casus", "pk")

    def __str__(self) -> str:
        return f"faseovergang {self.pk}"


class Casusrol(Basismodel):
    """Who holds which role on a case, dated (inclusive). At most one regisseur at a time."""

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="rollen")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+")
    rol = models.CharField(max_length=20, choices=Casusrolsoort)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    regievorm = models.CharField(max_length=10, choices=Regievorm, blank=True)
    mandaat = models.CharField(max_length=300, blank=True)
    waarnemer = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    waarneming_tot = models.DateField(null=True, blank=True)
    reden = models.CharField(max_length=200, blank=True)
    vorige = models.JSONField(null=True, blank=True)  # the role it replaced, to undo an assignment

    privacy = privacy_of(
        dossier="casus rol van tot regievorm mandaat reden waarneming_tot",
        medewerker="medewerker waarnemer vorige",
    )
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("casus", "-van", "-pk")
        indexes = [models.Index(fields=["medewerker", "tot", "rol"], name="casusrol_medewerker")]
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(rol="regisseur", tot=None), name="een_regisseur_tegelijk"
            ),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="casusrol_van_voor_tot"),
        ]

    def __str__(self) -> str:
        return f"rol {self.pk}"

    def holds_on(self, op: date) -> bool:
        """True when the role holds on day `op`; both ends inclusive."""
        return self.van <= op and (self.tot is None or self.tot >= op)


class Uitnodiging(Basismodel):
    """A question to somebody who is asked along, also of another organisation, for some domains until a day (R-092).

    He sees the question and, of the case, only what stands under these domains (ids of Leefdomein) and under a law
    that his role may read. It ends by itself after `tot`.
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="uitnodigingen")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+")
    gevraagd_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    vraag = VersleuteldTekstveld(dossier="casus_id")
    domeinen = models.JSONField(default=list, blank=True)
    van = models.DateField()
    tot = models.DateField()
    antwoord = VersleuteldTekstveld(blank=True, dossier="casus_id")
    beantwoord_op = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(
        dossier="casus wet domeinen van tot beantwoord_op ingetrokken_op",
        bijzonder="vraag antwoord",
        medewerker="medewerker gevraagd_door",
    )
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("-van", "-pk")
        indexes = [models.Index(fields=["medewerker", "tot"], name="uitnodiging_medewerker")]
        constraints = [models.CheckConstraint(condition=Q(tot__gte=F("van")), name="uitnodiging_van_voor_tot")]

    def __str__(self) -> str:
        return f"uitnodiging {self.pk}"

    def holds_on(self, op: date) -> bool:
        """True when it holds on day `op`: not withdrawn, both ends inclusive."""
        return self.ingetrokken_op is None and self.van <= op <= self.tot


class Meelezing(Basismodel):
    """A colleague who reads a case as a second reader, for casuïstiek: without names, until a day (R-094, R-095).

    He sees the question and an account of the case in which roles stand for names, nothing internal and nothing about
    safety. Who has the regie may let the names of those who live there stand, with a reason (`reden_namen`; '': without
    names). It ends by itself after `tot`, and when the case is closed.
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="meelezingen")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+")
    gevraagd_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    vraag = VersleuteldTekstveld(dossier="casus_id")
    reden_namen = VersleuteldTekstveld(blank=True, default="", dossier="casus_id")
    van = models.DateField()
    tot = models.DateField()
    reactie = VersleuteldTekstveld(blank=True, dossier="casus_id")
    gereageerd_op = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(
        dossier="casus van tot gereageerd_op ingetrokken_op",
        bijzonder="vraag reactie reden_namen",
        medewerker="medewerker gevraagd_door",
    )
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("-van", "-pk")
        indexes = [models.Index(fields=["medewerker", "tot"], name="meelezing_medewerker")]
        constraints = [models.CheckConstraint(condition=Q(tot__gte=F("van")), name="meelezing_van_voor_tot")]

    def __str__(self) -> str:
        return f"meelezing {self.pk}"

    @property
    def met_namen(self) -> bool:
        """True when the names stay: a reason was given for it."""
        return bool(self.reden_namen)

    def holds_on(self, op: date) -> bool:
        """True when it holds on day `op`: not withdrawn, both ends inclusive."""
        return self.ingetrokken_op is None and self.van <= op <= self.tot


class Overdracht(Basismodel):
    """A hand-over of the regie, with a note; the other accepts it or gives it back (R-011)."""

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="overdrachten")
    van_medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    naar_medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+")
    notitie = VersleuteldTekstveld(dossier="casus_id")
    status = models.CharField(max_length=15, choices=Overdrachtstatus, default=Overdrachtstatus.OPEN)
    gevraagd_op = models.DateField()
    beantwoord_op = models.DateField(null=True, blank=True)
    antwoord = VersleuteldTekstveld(max_length=300, blank=True, dossier="casus_id")

    privacy = privacy_of(
        dossier="casus status gevraagd_op beantwoord_op",
        bijzonder="notitie antwoord",
        medewerker="van_medewerker naar_medewerker",
    )
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("-gevraagd_op", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["casus"], condition=Q(status="open"), name="een_open_overdracht")
        ]

    def __str__(self) -> str:
        return f"overdracht {self.pk}"


class Opschaling(Basismodel):
    """A step up or down the escalation ladder; levels are codes of the list `opschalingsniveau` (R-088)."""

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="opschalingen")
    niveau = models.CharField(max_length=20)
    reden = VersleuteldTekstveld(max_length=300, dossier="casus_id")
    besluit_door = models.CharField(max_length=120)
    procesregie = models.CharField(max_length=120, blank=True)
    op = models.DateField()
    evaluatie_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(
        dossier="casus niveau op evaluatie_op", bijzonder="reden", medewerker="besluit_door procesregie"
    )

    class Meta:
        ordering = ("-op", "-pk")

    def __str__(self) -> str:
        return f"opschaling {self.pk}"


class Doorverbinding(Basismodel):
    """A warm hand-over to the second ring or the Veiligheidshuis, followed until they accept it (R-099).

    `delen` is exactly what was given: [{"kop", "regels"}], frozen at that moment. `wet` is that of the case.
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="doorverbindingen")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    naar = models.CharField(max_length=200)  # its name at that moment, or one that is not on the map
    contactpersoon = models.CharField(max_length=120, blank=True)
    reden = VersleuteldTekstveld(dossier="casus_id")
    grond = models.CharField(max_length=12, choices=Deelgrond)
    grond_uitleg = VersleuteldTekstveld(max_length=300, blank=True, dossier="casus_id")
    blijft_hier = VersleuteldTekstveld(max_length=600, blank=True, dossier="casus_id")
    delen = VersleuteldJsonveld(default=list, blank=True, dossier="casus_id")
    op = models.DateField()
    volgen_voor = models.DateField()
    status = models.CharField(max_length=12, choices=Doorverbindingstatus, default=Doorverbindingstatus.WACHT)
    beantwoord_op = models.DateField(null=True, blank=True)
    antwoord = VersleuteldTekstveld(max_length=600, blank=True, dossier="casus_id")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(
        dossier="casus wet organisatie naar grond op volgen_voor status beantwoord_op",
        bijzonder="reden grond_uitleg blijft_hier delen antwoord",
        medewerker="contactpersoon medewerker",
    )

    class Meta:
        ordering = ("-op", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="wacht", beantwoord_op=None) | (~Q(status="wacht") & Q(beantwoord_op__isnull=False)),
                name="doorverbinding_beantwoord",
            )
        ]

    def __str__(self) -> str:
        return f"doorverbinding {self.pk}"

    @property
    def stand(self) -> str:
        """Whether it was accepted, in words."""
        return str(Doorverbindingstatus(self.status).label)

    @property
    def grondnaam(self) -> str:
        """The ground, in words."""
        return str(Deelgrond(self.grond).label)


class Knelregel(Basismodel):
    """A rule that hinders, as it is called in the teams: what policy works on, without any person (R-218).

    `antwoord` goes back to who noted it: what is done about it, or why it stays as it is.
    """

    thema = models.CharField(max_length=20, choices=Knelthema)
    naam = models.CharField(max_length=120)
    status = models.CharField(max_length=12, choices=Knelstatus, default=Knelstatus.NIEUW)
    status_op = models.DateField(null=True, blank=True)
    antwoord = models.CharField(max_length=600, blank=True)

    privacy = privacy_of(organisatie="thema naam status status_op antwoord")

    class Meta:
        ordering = ("thema", "naam", "pk")
        constraints = [
            models.UniqueConstraint(fields=["thema", "naam"], name="knelregel_een_keer"),
            models.CheckConstraint(
                condition=~Q(status__in=["opgelost", "afgewezen"]) | ~Q(antwoord=""), name="knelregel_beantwoord"
            ),
        ]

    def __str__(self) -> str:
        return f"knelregel {self.pk}"


class Knelpunt(Basismodel):
    """That a rule hindered on one case: what it held up and what would have helped (R-218). `wet` is that of the case.

    `neutraal` is the one sentence that may leave the team, once a worker confirmed that nobody can be recognised in it
    (`vrijgegeven_op`, `vrijgegeven_door`). Of what is not released policy sees at most that it was counted.
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="knelpunten")
    regel = models.ForeignKey(Knelregel, on_delete=models.PROTECT, related_name="knelpunten")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    op = models.DateField()
    hindert = VersleuteldTekstveld(max_length=600, dossier="casus_id")
    geholpen = VersleuteldTekstveld(max_length=600, blank=True, dossier="casus_id")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    neutraal = models.CharField(max_length=300, blank=True)
    vrijgegeven_op = models.DateField(null=True, blank=True)
    vrijgegeven_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(
        dossier="casus regel wet op neutraal vrijgegeven_op",
        bijzonder="hindert geholpen",
        medewerker="medewerker vrijgegeven_door",
    )

    class Meta:
        ordering = ("-op", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(vrijgegeven_op=None) | ~Q(neutraal=""), name="knelpunt_vrijgegeven_met_zin"
            )
        ]

    def __str__(self) -> str:
        return f"knelpunt {self.pk}"


class Coordinatiebesluit(Basismodel):
    """The decision that what falls under several laws may be read together on one case, until a day (docs/adr/0021).

    `wetten` are codes of the list `wet`; `grond` is the municipality's ground as it read when this was decided. Either
    the resident was told (`verteld_op`), or it says why not yet (`niet_verteld`). It holds from `van` to `tot`
    inclusive, and from the moment it is withdrawn no longer.
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="coordinatiebesluiten")
    wetten = models.JSONField(default=list)
    grond = models.CharField(max_length=300)
    waarom = VersleuteldTekstveld(max_length=600, dossier="casus_id")
    besloten_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    van = models.DateField()
    tot = models.DateField()
    verteld_op = models.DateField(null=True, blank=True)
    niet_verteld = VersleuteldTekstveld(max_length=300, blank=True, dossier="casus_id")
    ingetrokken_op = models.DateField(null=True, blank=True)
    ingetrokken_waarom = VersleuteldTekstveld(max_length=300, blank=True, dossier="casus_id")

    privacy = privacy_of(
        dossier="casus wetten grond van tot verteld_op ingetrokken_op",
        bijzonder="waarom niet_verteld ingetrokken_waarom",
        medewerker="besloten_door",
    )

    class Meta:
        ordering = ("-van", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="coordinatiebesluit_van_voor_tot"),
            models.CheckConstraint(
                condition=~Q(verteld_op=None) | ~Q(niet_verteld=""), name="coordinatiebesluit_verteld_of_waarom_niet"
            ),
        ]

    def __str__(self) -> str:
        return f"coordinatiebesluit {self.pk}"

    def holds_on(self, op: date) -> bool:
        """True when it holds on that day."""
        return self.ingetrokken_op is None and self.van <= op <= self.tot
