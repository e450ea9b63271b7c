"""What comes in at the door, and everything that hangs on it."""

from datetime import date, datetime, time

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from keukentafel.casussen.public import Casus
from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldTekstveld
from keukentafel.meldingen.querysets import MeldingQuerySet
from keukentafel.meldingen.states import (
    Berichtaanleiding,
    Berichtstatus,
    Koppelwijze,
    Meldingstand,
    Terugkoppelsoort,
    Verzendstand,
    Verzendwijze,
    stand_of,
)
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.referentielijsten.public import (
    Afhandeling,
    Grondslag,
    Kanaal,
    MelderSoort,
    MeldingSoort,
    Ontvangst,
    Regiecheckroute,
    Regiecheckuitkomst,
    Regiehouder,
    Urgentie,
    Vraagtype,
    Wet,
)
from keukentafel.socialekaart.public import Gebied, Organisatie
from keukentafel.teams.public import Medewerker, Team


class Melding(Basismodel):
    """A question for help, an initiative or a signal, as it came in; ends with an outcome and an owner (R-034).

    `ontvangen_op` is when it happened, `geregistreerd_op` when it was typed in; `ontvangen_om` is unknown for
    what was brought in from elsewhere. The fields `wie_` hold what was told about the person, also when someone is
    linked as `persoon`: a new telephone number is not lost. `standaard` names the fields that kept their default,
    so that figures can leave out what nobody looked at.
    """

    soort = models.CharField(max_length=12, choices=MeldingSoort, default=MeldingSoort.HULPVRAAG, blank=True)
    ontvangen_op = models.DateField()
    ontvangen_om = models.TimeField(null=True, blank=True)
    geregistreerd_op = models.DateField(null=True, blank=True)
    geregistreerd_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    kanaal = models.CharField(max_length=20, choices=Kanaal, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    urgentie = models.CharField(max_length=15, choices=Urgentie, default=Urgentie.NORMAAL)
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    vraagtype = models.CharField(max_length=20, choices=Vraagtype, blank=True)
    # Longer than a screen takes: an import may be.
    omschrijving = VersleuteldTekstveld(max_length=20_000, blank=True, dossier="id")
    thema = models.CharField(max_length=30, blank=True)  # code of the list `vraagthema`
    plaats = VersleuteldTekstveld(max_length=120, blank=True, dossier="id")  # of a signal without a person
    standaard = models.JSONField(default=list, blank=True)

    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wie_naam = models.CharField(max_length=120, blank=True)
    wie_onbekend = models.BooleanField(default=False)  # nobody knows who it is, and it is taken up all the same
    wie_pseudoniem = models.BooleanField(default=False)  # wie_naam is a made-up name, at his own wish
    wie_geboortedatum = models.DateField(null=True, blank=True)
    wie_postcode = models.CharField(max_length=6, blank=True)
    wie_huisnummer = models.CharField(max_length=20, blank=True)
    wie_telefoon = models.CharField(max_length=20, blank=True)
    weet_inwoner_ervan = models.BooleanField(null=True, blank=True)  # None: not asked

    melder_soort = models.CharField(max_length=20, choices=MelderSoort, blank=True)
    anoniem = models.BooleanField(default=False, null=True)  # None: not known; then he is treated as known
    melder_persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    melder_organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    melder_naam = models.CharField(max_length=120, blank=True)
    melder_contact = models.CharField(max_length=160, blank=True)  # telephone or e-mail
    melder_adres = models.CharField(max_length=200, blank=True)  # for a letter: street and number, postcode and town
    relatie_tot_inwoner = models.CharField(max_length=20, blank=True)  # code of the list `relatiesoort`
    hoe_gekomen = VersleuteldTekstveld(max_length=120, blank=True, dossier="id")  # R-040, in their own words
    kende_team = models.BooleanField(null=True, blank=True)
    ingezonden = models.BooleanField(default=False)  # the reporter filled in a form of his own

    eigenaar = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    eerste_contact_op = models.DateField(null=True, blank=True)
    contact_bij_afhandeling = models.BooleanField(default=False)  # the outcome itself was the first contact
    afhandeling = models.CharField(max_length=20, choices=Afhandeling, blank=True)
    afgehandeld_op = models.DateField(null=True, blank=True)
    dienst = models.CharField(max_length=30, blank=True)  # code of the list `taak_sociaal_team`
    antwoord_gegeven = VersleuteldTekstveld(max_length=500, blank=True, dossier="id")  # the advice, in one sentence
    gesplitst_uit = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="delen")

    objects = MeldingQuerySet.as_manager()
    privacy = privacy_of(
        dossier=(
            "soort ontvangen_op ontvangen_om geregistreerd_op kanaal team gebied urgentie wet vraagtype thema "
            "persoon huishouden wie_onbekend wie_pseudoniem "
            "weet_inwoner_ervan melder_soort anoniem melder_organisatie melder_persoon "
            "relatie_tot_inwoner kende_team ingezonden eerste_contact_op contact_bij_afhandeling afhandeling "
            "afgehandeld_op dienst gesplitst_uit"
        ),
        bijzonder="omschrijving antwoord_gegeven hoe_gekomen plaats",
        identificerend="wie_naam wie_geboortedatum melder_naam",
        contact="wie_postcode wie_huisnummer wie_telefoon melder_contact melder_adres",
        medewerker="geregistreerd_door eigenaar",
        technisch="standaard",
    )
    muur = Muur(afweegbaar=True, via=("huishouden", "persoon"))

    class Meta:
        ordering = ("-ontvangen_op", "-pk")
        indexes = [
            models.Index(fields=["team", "ontvangen_op"], condition=Q(afgehandeld_op=None), name="melding_open"),
            models.Index(fields=["team", "afgehandeld_op", "ontvangen_op"], name="melding_bak"),
            models.Index(fields=["eigenaar", "afgehandeld_op"], name="melding_eigenaar"),
            models.Index(fields=["geregistreerd_door", "geregistreerd_op"], name="melding_registrant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(afgehandeld_op=None) | Q(afgehandeld_op__gte=F("ontvangen_op")), name="melding_datums"
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.pk}"

    @property
    def stand(self) -> Meldingstand:
        """To be divided, taken up, or dealt with."""
        return stand_of(eigenaar=self.eigenaar_id is not None, afgehandeld=self.afgehandeld_op is not None)

    @property
    def is_hulpvraag(self) -> bool:
        """True for a question for help; what came in from elsewhere without a kind is treated as one."""
        return self.soort in ("", MeldingSoort.HULPVRAAG)

    @property
    def ontvangen(self) -> date | datetime:
        """When it came in: a moment when the time is known, otherwise a day."""
        if self.ontvangen_om is None:
            return self.ontvangen_op
        moment = datetime.combine(self.ontvangen_op, self.ontvangen_om or time())
        return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


class MeldingCasus(Basismodel):
    """Which case a melding became or joined: a melding belongs to one case, a case is opened by one melding."""

    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, related_name="koppeling")
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    wijze = models.CharField(max_length=10, choices=Koppelwijze)
    op = models.DateField()

    privacy = privacy_of(dossier="melding casus wijze op")
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("casus", "op", "pk")
        constraints = [
            models.UniqueConstraint(fields=["casus"], condition=Q(wijze=Koppelwijze.OPENT), name="een_melding_opent")
        ]

    def __str__(self) -> str:
        return f"melding {self.melding_id} bij casus"


class Vervolgcasus(Basismodel):
    """A further case that names a melding which belongs to a case already: only an exchange package says so."""

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="vervolgcasussen")
    casus = models.OneToOneField(Casus, on_delete=models.PROTECT, related_name="+")

    privacy = privacy_of(dossier="melding casus")

    class Meta:
        ordering = ("melding", "pk")

    def __str__(self) -> str:
        return f"vervolgcasus {self.pk}"


class Meldingsamenvoeging(Basismodel):
    """Two meldingen about the same question made one; `voor` is how `dubbel` was before, for undo."""

    blijft = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="samenvoegingen")
    dubbel = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="opgegaan_in")
    op = models.DateField()
    voor = models.JSONField(default=dict)
    ongedaan_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="blijft dubbel op ongedaan_op", technisch="voor")
    muur = Muur(via=("blijft", "dubbel"))

    class Meta:
        ordering = ("-op", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["dubbel"], condition=Q(ongedaan_op=None), name="een_keer_opgegaan"),
            models.CheckConstraint(condition=~Q(blijft=F("dubbel")), name="samenvoegen_met_andere"),
        ]

    def __str__(self) -> str:
        return f"samenvoeging {self.pk}"


class Doorverwijzing(Basismodel):
    """A warm hand-over to another organisation: followed until they confirm that they have it (R-034)."""

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="doorverwijzingen")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    naar = models.CharField(max_length=160, blank=True)  # an organisation that is not on the map yet
    contactpersoon = models.CharField(max_length=120, blank=True)
    op = models.DateField()
    ontvangst = models.CharField(max_length=10, choices=Ontvangst, default=Ontvangst.WACHT)
    bevestigd_op = models.DateField(null=True, blank=True)
    volgen_voor = models.DateField()
    toelichting = VersleuteldTekstveld(max_length=300, blank=True, dossier="melding_id")

    privacy = privacy_of(
        dossier="melding organisatie naar op ontvangst bevestigd_op volgen_voor",
        medewerker="contactpersoon",
        bijzonder="toelichting",
    )

    class Meta:
        ordering = ("-op", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisatie__isnull=False) | ~Q(naar=""), name="doorverwijzing_naar_iemand"
            ),
            models.CheckConstraint(
                condition=Q(ontvangst="wacht", bevestigd_op=None)
                | (~Q(ontvangst="wacht") & Q(bevestigd_op__isnull=False)),
                name="doorverwijzing_bevestiging",
            ),
        ]

    def __str__(self) -> str:
        return f"doorverwijzing {self.pk}"


class Initiatiefinzet(Basismodel):
    """Support that was given to an initiative from the neighbourhood: hours, and with whom (R-223). No dossier."""

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="inzet")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateField()
    uren = models.DecimalField(max_digits=5, decimal_places=2)
    met_wie = models.CharField(max_length=200, blank=True)  # partners: organisations, neighbours' groups

    privacy = privacy_of(dossier="melding op uren met_wie", medewerker="medewerker")

    class Meta:
        ordering = ("-op", "-pk")
        constraints = [models.CheckConstraint(condition=Q(uren__gt=0), name="initiatiefinzet_uren")]

    def __str__(self) -> str:
        return f"initiatiefinzet {self.pk}"


class Escalatie(Basismodel):
    """A partner went round the melding: called the team lead, scaled up, sent parents to the huisarts (R-029)."""

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="escalaties")
    op = models.DateField()
    soort = models.CharField(max_length=30)  # code of the list `escalatiesoort`
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    toelichting = VersleuteldTekstveld(max_length=300, blank=True, dossier="melding_id")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")

    privacy = privacy_of(dossier="melding op soort organisatie", bijzonder="toelichting", medewerker="medewerker")

    class Meta:
        ordering = ("-op", "-pk")

    def __str__(self) -> str:
        return f"escalatie {self.pk}"


class Regiecheck(Basismodel):
    """Who has regie, is it enough, which route (R-031..R-033). Also for another desk, without a melding.

    `antwoorden` holds ja, nee or onbekend per question code; `vragen_op` is the day whose questions were asked.
    `advies` is what the answers point to, `route` what was chosen; nobody is refused on an advice.
    """

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, null=True, blank=True, related_name="regiechecks")
    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    loket = models.CharField(max_length=120, blank=True)
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateField()
    vragen_op = models.DateField()
    antwoorden = models.JSONField(default=dict)
    regiehouder = models.CharField(max_length=15, choices=Regiehouder, blank=True)
    regie_voldoende = models.BooleanField(null=True, blank=True)
    vraagtype = models.CharField(max_length=20, choices=Vraagtype, blank=True)
    uitkomst = models.CharField(max_length=15, choices=Regiecheckuitkomst, blank=True)
    advies = models.CharField(max_length=15, choices=Regiecheckroute, blank=True)
    redenen = models.JSONField(default=list, blank=True)
    route = models.CharField(max_length=15, choices=Regiecheckroute, blank=True)
    toelichting = VersleuteldTekstveld(max_length=300, blank=True, dossier="melding_id")

    privacy = privacy_of(
        dossier=(
            "melding huishouden team loket op vragen_op regiehouder regie_voldoende vraagtype uitkomst advies route"
        ),
        bijzonder="antwoorden redenen toelichting",
        medewerker="medewerker",
    )

    class Meta:
        ordering = ("-op", "-pk")
        indexes = [models.Index(fields=["team", "op"], name="regiecheck_team")]

    def __str__(self) -> str:
        return f"regiecheck {self.pk}"


class Terugkoppeling(Basismodel):
    """What the reporter of a melding may hear, on which ground, and before when (R-025)."""

    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, related_name="terugkoppeling")
    gewenst = models.BooleanField(default=True)
    grondslag = models.CharField(max_length=20, choices=Grondslag, default=Grondslag.NOG_VRAGEN)
    soort = models.CharField(max_length=10, choices=Terugkoppelsoort)
    reden_niet = models.CharField(max_length=30, blank=True)  # code of the list `reden_terugkoppeling_niet`
    vervalt_op = models.DateField()
    gedaan_op = models.DateField(null=True, blank=True)  # the first answer that was more than a receipt

    privacy = privacy_of(dossier="melding gewenst grondslag soort reden_niet vervalt_op gedaan_op")

    class Meta:
        ordering = ("vervalt_op", "pk")

    def __str__(self) -> str:
        return f"terugkoppeling {self.pk}"


class Terugkoppelbericht(Basismodel):
    """One message to the reporter: a receipt, or the three closed answers. Never content."""

    terugkoppeling = models.ForeignKey(Terugkoppeling, on_delete=models.PROTECT, related_name="berichten")
    aanleiding = models.CharField(max_length=10, choices=Berichtaanleiding)
    status = models.CharField(max_length=10, choices=Berichtstatus, default=Berichtstatus.KLAAR)
    hulp_geregeld = models.BooleanField(null=True, blank=True)
    probleem_opgelost = models.BooleanField(null=True, blank=True)
    iets_verwacht = models.BooleanField(null=True, blank=True)
    klaar_op = models.DateField()
    verstuurd_op = models.DateField(null=True, blank=True)
    wijze = models.CharField(max_length=10, choices=Verzendwijze, blank=True)
    verzending = models.CharField(max_length=10, choices=Verzendstand, blank=True)  # of a mail; empty for other ways
    pogingen = models.PositiveSmallIntegerField(default=0)
    probeer_na = models.DateTimeField(null=True, blank=True)
    verstuurd_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(
        dossier=(
            "terugkoppeling aanleiding status hulp_geregeld probleem_opgelost iets_verwacht klaar_op verstuurd_op "
            "wijze verzending pogingen probeer_na"
        ),
        medewerker="verstuurd_door",
    )

    class Meta:
        ordering = ("-klaar_op", "-pk")
        indexes = [
            models.Index(fields=["probeer_na"], condition=Q(verzending="klaargezet"), name="bericht_te_verzenden")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["terugkoppeling"], condition=Q(status=Berichtstatus.KLAAR), name="een_bericht_klaar"
            ),
            models.CheckConstraint(
                condition=Q(status="verstuurd", verstuurd_op__isnull=False)
                | (~Q(status="verstuurd") & Q(verstuurd_op=None)),
                name="bericht_verstuurd_op",
            ),
        ]

    def __str__(self) -> str:
        return f"terugkoppelbericht {self.pk}"


class Teamnorm(Basismodel):
    """A team's own norm in days from receipt to first contact, from a day on; without one the list `norm` holds."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    urgentie = models.CharField(max_length=15, choices=Urgentie)
    dagen = models.PositiveSmallIntegerField()
    van = models.DateField()

    privacy = privacy_of(organisatie="team urgentie dagen van")

    class Meta:
        ordering = ("team", "urgentie", "-van")
        constraints = [models.UniqueConstraint(fields=["team", "urgentie", "van"], name="teamnorm_per_dag")]

    def __str__(self) -> str:
        return f"teamnorm {self.pk}"


class BuitenSysteemTelling(Basismodel):
    """How many cases a team keeps outside the system in a month, at the resident's request: a number (R-005)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    maand = models.DateField()  # the first day of the month
    aantal = models.IntegerField(default=0)

    privacy = privacy_of(organisatie="team maand aantal")

    class Meta:
        ordering = ("-maand", "team")
        constraints = [
            models.UniqueConstraint(fields=["team", "maand"], name="buiten_systeem_per_maand"),
            models.CheckConstraint(condition=Q(maand__day=1), name="buiten_systeem_eerste_dag"),
        ]

    def __str__(self) -> str:
        return f"buiten systeem {self.maand:%Y-%m}"


class NietAangebodenTelling(Basismodel):
    """How many cases an organisation kept that could have come to the team, in a month: a number (R-037)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    maand = models.DateField()  # the first day of the month
    aantal = models.PositiveIntegerField(default=0)

    privacy = privacy_of(organisatie="team organisatie maand aantal")

    class Meta:
        ordering = ("-maand", "organisatie")
        constraints = [
            models.UniqueConstraint(fields=["team", "organisatie", "maand"], name="niet_aangeboden_per_maand"),
            models.CheckConstraint(condition=Q(maand__day=1), name="niet_aangeboden_eerste_dag"),
        ]

    def __str__(self) -> str:
        return f"niet aangeboden {self.maand:%Y-%m}"
