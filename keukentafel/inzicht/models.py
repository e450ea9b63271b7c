"""The figures that Inzicht shows: made by a command, kept with their peildatum, never computed while somebody waits."""

from datetime import date

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.inzicht.states import (
    Bestandsoort,
    Bevindingsoort,
    Blikveld,
    Postsoort,
    Rijsoort,
    Rondesoort,
    Scanthema,
)
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker


class Cijferstand(models.Model):
    """All figures of one scope as they were made for one peildatum. Counts only.

    `blik` says for whom: the team itself (exact), or policy (nothing small, nor by subtraction). `team` empty is the
    municipality. `figuren` is a list of figuren.vorm.Figuur as JSON.
    """

    blik = models.CharField(max_length=10, choices=Blikveld)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    peildatum = models.DateField()
    gemaakt_op = models.DateTimeField()
    figuren = models.JSONField()

    privacy = privacy_of(organisatie="blik team peildatum figuren")

    class Meta:
        ordering = ("-peildatum", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["blik", "team", "peildatum"], name="cijferstand_per_dag"),
            models.UniqueConstraint(
                fields=["blik", "peildatum"], condition=Q(team=None), name="cijferstand_gemeente_per_dag"
            ),
        ]

    def __str__(self) -> str:
        return f"cijferstand {self.pk}"


class Cijferrijen(models.Model):
    """Which objects a count of the team is made of: only kept for the team itself, whose lead may see them.

    `sleutel` is partition and value (leeftijd/40-59); `ids` those of the objects that `soort` names. It opens nothing:
    a list shows of these what its reader may see.
    """

    stand = models.ForeignKey(Cijferstand, on_delete=models.CASCADE, related_name="rijen")
    sleutel = models.CharField(max_length=200)
    soort = models.CharField(max_length=12, choices=Rijsoort, default=Rijsoort.CASUSSEN)
    ids = models.JSONField()

    privacy = privacy_of(organisatie="stand sleutel soort", dossier="ids")
    muur = Muur(open_om="numbers of rows that stand behind their own wall")

    class Meta:
        ordering = ("stand", "sleutel")
        constraints = [models.UniqueConstraint(fields=["stand", "sleutel"], name="cijferrijen_per_sleutel")]

    def __str__(self) -> str:
        return f"cijferrijen {self.pk}"


class Verkenstand(models.Model):
    """The cases of one team with their facets, for who leads it to explore: only of its newest cijferstand.

    `casussen` is a list of ids; `facetten` a list of facetten.Facet as JSON, whose rows are in that order. It opens
    nothing: a list shows of these cases what its reader may see.
    """

    stand = models.OneToOneField(Cijferstand, on_delete=models.CASCADE, related_name="+")
    casussen = models.JSONField()
    facetten = models.JSONField()

    privacy = privacy_of(organisatie="stand", dossier="casussen facetten")
    muur = Muur(open_om="numbers of cases, which stand behind their own wall")

    class Meta:
        ordering = ("stand",)

    def __str__(self) -> str:
        return f"verkenstand {self.pk}"


class Publicatie(models.Model):
    """What was told beyond the teams of one span (van..tot, inclusive): made once, never changed (docs/adr/0014).

    `verteld`: scope → verdelingen (name → n and count per value, null where it is not told) and duren; `meldingen` is
    the page of the municipality. `leeg`: nobody was counted, so that it may be published again.
    """

    van = models.DateField()
    tot = models.DateField(unique=True)
    gemaakt_op = models.DateTimeField()
    verteld = models.JSONField()
    meldingen = models.JSONField()
    leeg = models.BooleanField(default=False)

    privacy = privacy_of(organisatie="van tot verteld meldingen leeg")

    class Meta:
        ordering = ("-tot",)
        constraints = [models.CheckConstraint(condition=Q(van__lte=models.F("tot")), name="publicatie_van_voor_tot")]

    def __str__(self) -> str:
        return f"publicatie {self.van} tot en met {self.tot}"


class Vulgraadstand(models.Model):
    """What the fill-rate watchdog saw on one day: per field the last week beside the eight weeks before it.

    `velden`: rows with resource, veld, n, gevuld, n_ervoor, gevuld_ervoor, bewaakt, alarm_sinds (ISO day or null). Of
    all teams together: it is about forms, not about people or workers.
    """

    peildatum = models.DateField(unique=True)
    gemaakt_op = models.DateTimeField()
    velden = models.JSONField()

    privacy = privacy_of(organisatie="peildatum velden")

    class Meta:
        ordering = ("-peildatum",)

    def __str__(self) -> str:
        return f"vulgraadstand {self.pk}"


class Kwaliteitsstand(models.Model):
    """How complete the cases of the whole municipality were at the end of one span, suppressed before it is kept.

    `regels`: rows with code (data/kwaliteit.toml), n and aantal, null where it may not be told. Counted once a span,
    so that nobody can subtract two counts of the same cases. Of a team nothing is kept: it sees its own cases live.
    """

    peildatum = models.DateField(unique=True)
    gemaakt_op = models.DateTimeField()
    regels = models.JSONField()

    privacy = privacy_of(organisatie="peildatum regels")

    class Meta:
        ordering = ("-peildatum",)

    def __str__(self) -> str:
        return f"kwaliteitsstand {self.pk}"


class Cijferronde(models.Model):
    """One making of the figures that somebody asked for at the screen: running while `klaar_op` is empty.

    `fout` says why it stopped without figures; the screen then shows the former ones with their own day.
    """

    begonnen_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)
    fout = models.CharField(max_length=500, blank=True)

    privacy = privacy_of(technisch="begonnen_op klaar_op fout")

    class Meta:
        ordering = ("-begonnen_op", "-pk")
        constraints = [  # one at work: while it is, `fout` is empty
            models.UniqueConstraint(fields=["fout"], condition=Q(klaar_op=None), name="cijferronde_een_tegelijk"),
        ]

    def __str__(self) -> str:
        return f"cijferronde {self.pk}"


class Koppelsleutel(Basismodel):
    """With what another system asks for figures. `merk` is a keyed fingerprint: the key itself is nowhere.

    `blik` team: the exact figures of `team`, of these `rapporten`; beleid: what was published without small numbers.
    `tot` is the last day; `beeindigd_op` closes at once. A key of a team opens nothing until its lead confirmed it, who
    is not who made it (docs/adr/0015).
    """

    naam = models.CharField(max_length=80)  # of the system, never of a person
    merk = models.CharField(max_length=64, unique=True)
    blik = models.CharField(max_length=10, choices=Blikveld)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rapporten = models.JSONField(default=list, blank=True)
    van = models.DateField()
    tot = models.DateField()
    beeindigd_op = models.DateField(null=True, blank=True)
    bevestigd_op = models.DateField(null=True, blank=True)
    geweigerd_op = models.DateField(null=True, blank=True)
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(
        organisatie="naam blik team rapporten van tot beeindigd_op bevestigd_op geweigerd_op",
        geheim="merk",
        medewerker="gemaakt_door",
    )

    class Meta:
        ordering = ("naam", "-van", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="koppelsleutel_periode"),
            models.CheckConstraint(
                condition=Q(blik="team", team__isnull=False) | Q(blik="beleid", team=None), name="koppelsleutel_blik"
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_op=None) | Q(geweigerd_op=None), name="koppelsleutel_een_besluit"
            ),
        ]

    def __str__(self) -> str:
        return f"koppelsleutel {self.pk}"

    def geldt(self, op: date) -> bool:
        """Whether the key opens anything on day `op`."""
        return self.beeindigd_op is None and not self.wacht and self.geweigerd_op is None and self.van <= op <= self.tot

    @property
    def wacht(self) -> bool:
        """Whether the lead of its team has still to say yes or no."""
        undecided = self.bevestigd_op is None and self.geweigerd_op is None
        return self.team_id is not None and undecided and self.beeindigd_op is None


class Rapportronde(models.Model):
    """A freezing of a quarter, or a comparison of what was frozen with today, that somebody asked for at the screen.

    Running while `klaar_op` is empty; `fout` says why it stopped. `naam` is the name of the frozen set. `verschillen`:
    rows of bevriezen.Verschil as JSON; only the team itself reads them, of the municipality just how many per report.
    """

    soort = models.CharField(max_length=12, choices=Rondesoort)
    naam = models.CharField(max_length=60)
    kwartaal = models.CharField(max_length=6, blank=True)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)
    fout = models.CharField(max_length=500, blank=True)
    verschillen = models.JSONField(default=list)

    privacy = privacy_of(
        organisatie="soort naam kwartaal team verschillen", technisch="begonnen_op klaar_op fout", medewerker="door"
    )

    class Meta:
        ordering = ("-begonnen_op", "-pk")
        constraints = [  # one at work of each team, and one of the municipality
            models.UniqueConstraint(
                Coalesce("team", Value(0)), condition=Q(klaar_op=None), name="rapportronde_een_tegelijk"
            ),
        ]

    def __str__(self) -> str:
        return f"rapportronde {self.pk}"


class Rapportbestand(models.Model):
    """A heavy file that somebody asked for at the screen, made by a process of its own; only he fetches it.

    Running while `klaar_op` is empty, waiting until it is `aan_de_beurt`; `fout` says why it stopped. `stand` and
    `eerder` are the figures that it is made of, `scan` or `zaakversie` (of a business case) what else: it goes with
    them, and after a day.
    """

    soort = models.CharField(max_length=12, choices=Bestandsoort)
    vorm = models.CharField(max_length=5)
    stand = models.ForeignKey(Cijferstand, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    eerder = models.ForeignKey(Cijferstand, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    scan = models.ForeignKey("Praktijkscan", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    zaakversie = models.ForeignKey(
        "Businesscaseversie", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField()
    aan_de_beurt = models.BooleanField(default=False)
    klaar_op = models.DateTimeField(null=True, blank=True)
    fout = models.CharField(max_length=500, blank=True)
    inhoud = models.BinaryField(default=bytes)

    privacy = privacy_of(
        organisatie="soort vorm stand eerder scan zaakversie inhoud",
        technisch="begonnen_op aan_de_beurt klaar_op fout", medewerker="door",
    )  # fmt: skip

    class Meta:
        ordering = ("-begonnen_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                "door", "soort", "vorm", *(Coalesce(of, Value(0)) for of in ("stand", "eerder", "scan", "zaakversie")),
                condition=Q(klaar_op=None), name="rapportbestand_een_tegelijk",
            ),
            models.CheckConstraint(
                condition=Q(soort=Bestandsoort.SCAN, scan__isnull=False, zaakversie=None)
                | Q(soort=Bestandsoort.BUSINESSCASE, zaakversie__isnull=False, scan=None, stand=None)
                | Q(~Q(soort__in=[Bestandsoort.SCAN, Bestandsoort.BUSINESSCASE]), stand__isnull=False, scan=None,
                    zaakversie=None),
                name="rapportbestand_waarvan",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"rapportbestand {self.pk}"


class Businesscase(Basismodel):
    """What a way of working cost and brought, over one period: lines with their sources, an outcome with its range.

    `vastgesteld`: how many versions were fixed; each is a Businesscaseversie that never changes (R-186).
    """

    naam = models.CharField(max_length=120)
    vraag = models.CharField(max_length=600, blank=True)  # what it should answer, and for whom
    van = models.DateField()
    tot = models.DateField()
    vastgesteld = models.PositiveIntegerField(default=0)

    privacy = privacy_of(organisatie="naam vraag van tot vastgesteld")

    class Meta:
        ordering = ("-van", "naam", "pk")
        constraints = [models.CheckConstraint(condition=Q(tot__gte=F("van")), name="businesscase_periode")]

    def __str__(self) -> str:
        return self.naam


class Businesscasepost(Basismodel):
    """One line: how many times what amount in cents, low, middle and high, with its source and what is assumed.

    An effect has a payer, a beneficiary and a price of the list (R-187); its amounts are copies of that price, with
    its year and source in `bron`, so that a new list does not change an old case.
    """

    businesscase = models.ForeignKey(Businesscase, on_delete=models.PROTECT, related_name="posten")
    soort = models.CharField(max_length=14, choices=Postsoort)
    naam = models.CharField(max_length=120)
    bron = models.CharField(max_length=300)
    aanname = models.CharField(max_length=600, blank=True)
    aantal_laag = models.DecimalField(max_digits=12, decimal_places=2, default=1)
    aantal_midden = models.DecimalField(max_digits=12, decimal_places=2, default=1)
    aantal_hoog = models.DecimalField(max_digits=12, decimal_places=2, default=1)
    cent_laag = models.PositiveBigIntegerField()
    cent_midden = models.PositiveBigIntegerField()
    cent_hoog = models.PositiveBigIntegerField()
    betaler = models.CharField(max_length=80, blank=True)
    begunstigde = models.CharField(max_length=80, blank=True)
    vervallen_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(
        organisatie="businesscase soort naam bron aanname aantal_laag aantal_midden aantal_hoog cent_laag cent_midden "
        "cent_hoog betaler begunstigde vervallen_op"
    )

    class Meta:
        ordering = ("businesscase", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    aantal_midden__gte=F("aantal_laag"), aantal_hoog__gte=F("aantal_midden"),
                    cent_midden__gte=F("cent_laag"), cent_hoog__gte=F("cent_midden"), aantal_laag__gte=0,
                ),
                name="businesscasepost_op_volgorde",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"post {self.pk}"


class Businesscaseversie(models.Model):
    """A business case as it was fixed: everything that the page and the PDF show, as JSON. It never changes."""

    businesscase = models.ForeignKey(Businesscase, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    vastgesteld_op = models.DateField()
    inhoud = models.JSONField()

    privacy = privacy_of(organisatie="businesscase nummer vastgesteld_op inhoud")

    class Meta:
        ordering = ("businesscase", "-nummer")
        constraints = [models.UniqueConstraint(fields=["businesscase", "nummer"], name="businesscaseversie_een_keer")]

    def __str__(self) -> str:
        return f"businesscase versie {self.nummer}"


class Praktijkscan(Basismodel):
    """A look at how a team works, or all of them (`team` empty): figures beside what people tell (R-196, document 004).

    Once `afgesloten_op` is set nothing in it changes any more; the next scan is a new one.
    """

    naam = models.CharField(max_length=80)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begonnen_op = models.DateField()
    afgesloten_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(organisatie="naam team begonnen_op afgesloten_op")

    class Meta:
        ordering = ("-begonnen_op", "-pk")

    def __str__(self) -> str:
        return f"praktijkscan {self.pk}"


class Bevinding(Basismodel):
    """What an interview, a document or an observation brought in on one theme. Nobody's name stands here.

    `wie` says in general terms who told it or where it was seen; `bewijs` on what it rests.
    """

    scan = models.ForeignKey(Praktijkscan, on_delete=models.CASCADE, related_name="bevindingen")
    thema = models.CharField(max_length=20, choices=Scanthema)
    soort = models.CharField(max_length=12, choices=Bevindingsoort)
    op = models.DateField()
    wie = models.CharField(max_length=120)
    tekst = models.CharField(max_length=1000)
    bewijs = models.CharField(max_length=300, blank=True)

    privacy = privacy_of(organisatie="scan thema soort op wie tekst bewijs")

    class Meta:
        ordering = ("scan", "thema", "op", "pk")

    def __str__(self) -> str:
        return f"bevinding {self.pk}"


class Ontwikkelpunt(Basismodel):
    """A point to develop that people chose, at the place in the top 10 that people gave it: never computed.

    `bevindingen`: ids of the findings it rests on; `cijfers`: codes of the standing questions of Inzicht.
    """

    scan = models.ForeignKey(Praktijkscan, on_delete=models.CASCADE, related_name="punten")
    plaats = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=160)
    waarom = models.CharField(max_length=600)
    bevindingen = models.JSONField(default=list, blank=True)
    cijfers = models.JSONField(default=list, blank=True)

    privacy = privacy_of(organisatie="scan plaats naam waarom bevindingen cijfers")

    class Meta:
        ordering = ("scan", "plaats", "pk")

    def __str__(self) -> str:
        return f"ontwikkelpunt {self.pk}"
