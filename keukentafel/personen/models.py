"""Persons, the households they live in over time, and the index under which a name is found."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldTekstveld, blind_index
from keukentafel.personen.gegevens import LENGTES
from keukentafel.personen.gezag import GEZAGSNAMEN, Gezagsoort
from keukentafel.personen.namen import bare_surname, full_name, short_name
from keukentafel.personen.querysets import (
    GezagQuerySet,
    HuishoudlidQuerySet,
    PersoonQuerySet,
    RelatieQuerySet,
)
from keukentafel.referentielijsten.public import Geslacht, Leefeenheidrol, RedenZonderCasus, Relatiesoort
from keukentafel.socialekaart.public import Gebied
from keukentafel.toegang.public import Gebruiker, Label

BSN_DOEL = "personen.persoon.bsn"  # purpose of the blind index; another purpose gives another fingerprint
NAAMLOOS = "Naam niet bekend"
GELEVERD = 200  # characters that another system may deliver where a screen asks for fewer


def bsn_fingerprint(bsn: str) -> str:
    """Return the keyed fingerprint under which a BSN is looked up."""
    return blind_index(bsn, BSN_DOEL)


class Persoon(Basismodel):
    """A natural person; may exist without a case (R-004), under a pseudonym, or without any known name."""

    voornamen = models.CharField(max_length=LENGTES["voornamen"], blank=True)
    tussenvoegsel = models.CharField(max_length=GELEVERD, blank=True)
    achternaam = models.CharField(max_length=LENGTES["achternaam"], blank=True)
    pseudoniem = models.BooleanField(default=False)  # achternaam holds a made-up name, at his own wish
    anoniem = models.BooleanField(default=False)  # nobody knows the name
    geboortedatum = models.DateField(null=True, blank=True, db_index=True)
    geslacht = models.CharField(max_length=10, choices=Geslacht, blank=True)
    bsn = VersleuteldTekstveld(blank=True, default="")
    bsn_index = models.CharField(max_length=64, null=True, unique=True, editable=False)
    straat = models.CharField(max_length=LENGTES["straat"], blank=True)
    huisnummer = models.CharField(max_length=GELEVERD, blank=True)
    postcode = models.CharField(max_length=GELEVERD, blank=True)  # as it was delivered; on a screen 1234AB
    woonplaats = models.CharField(max_length=LENGTES["woonplaats"], blank=True)
    geheim_adres = models.BooleanField(default=False)
    telefoon = models.CharField(max_length=LENGTES["telefoon"], blank=True)
    email = models.EmailField(blank=True)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    overleden_op = models.DateField(null=True, blank=True)
    reden_zonder_casus = models.CharField(max_length=20, choices=RedenZonderCasus, blank=True)
    # Without an index: nearly everyone has none, and SQLite would walk an index of all of them.
    samengevoegd_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="samengevoegde"
    )

    objects = PersoonQuerySet.as_manager()
    privacy = privacy_of(
        identificerend=("voornamen tussenvoegsel achternaam pseudoniem anoniem geboortedatum geslacht overleden_op"),
        contact="straat huisnummer postcode woonplaats geheim_adres telefoon email gebied",
        bsn="bsn bsn_index",
        dossier="reden_zonder_casus",
        technisch="samengevoegd_in",
    )
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("achternaam", "voornamen", "pk")
        indexes = [models.Index(fields=["postcode", "huisnummer"], name="persoon_adres")]
        constraints = [
            models.CheckConstraint(condition=Q(anoniem=True) | ~Q(achternaam=""), name="persoon_heeft_naam"),
            models.CheckConstraint(
                condition=Q(anoniem=False, pseudoniem=False) | Q(bsn_index=None), name="bsn_alleen_bij_bekend"
            ),
        ]

    def __str__(self) -> str:
        return f"persoon {self.pk}"

    @property
    def naam(self) -> str:
        """The whole name as it is shown: "Jan van den Boogaart"."""
        return full_name(self.voornamen, self.tussenvoegsel, self.achternaam) or NAAMLOOS

    @property
    def korte_naam(self) -> str:
        """The name with initials: "J. van den Boogaart"."""
        return short_name(self.voornamen, self.tussenvoegsel, self.achternaam) or NAAMLOOS

    @property
    def familienaam(self) -> str:
        """The surname on its own, capitalised: "De Wit"; '' when not known."""
        return bare_surname(self.tussenvoegsel, self.achternaam)

    def age_on(self, op: date) -> int | None:
        """Return the age in whole years on that day (R-007), at most the age at death; None when unknown.

        Someone born on 29 February has his birthday on 1 March in other years. Before birth it is None.
        """
        born, end = self.geboortedatum, min(op, self.overleden_op or op)
        if born is None or end < born:
            return None
        return end.year - born.year - ((end.month, end.day) < (born.month, born.day))


class Huishouden(Basismodel):
    """People who live together, or form one family: the unit that has one plan and one regisseur (R-001)."""

    naam = models.CharField(max_length=GELEVERD)
    naam_gekozen = models.BooleanField(default=False, editable=False)  # typed by someone, not derived
    label = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Label], default=Label.NORMAAL)
    beperkt = models.BooleanField(default=False, editable=False)  # its use stands still (AVG 18)
    verklaring = models.BooleanField(default=False, editable=False)  # somebody added a statement (AVG 16)

    privacy = privacy_of(identificerend="naam", technisch="naam_gekozen label", dossier="beperkt verklaring")
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("naam", "pk")
        # Asked at the beginning of every page, and there are few of them (personen.muur).
        indexes = [
            models.Index(fields=["id"], condition=Q(label="afgeschermd"), name="huishouden_afgeschermd"),
            models.Index(fields=["id"], condition=Q(beperkt=True), name="huishouden_beperkt"),
        ]

    def __str__(self) -> str:
        return f"huishouden {self.pk}"


class Huishoudlid(Basismodel):
    """Membership of a household from `van` to `tot`, both inclusive (R-002).

    Someone may live in two households at once (co-parenting). On a screen never twice in the same one; what another
    system delivers may overlap.
    """

    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="leden")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField(max_length=12, choices=Leefeenheidrol)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = HuishoudlidQuerySet.as_manager()
    privacy = privacy_of(dossier="huishouden persoon rol van tot")
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("huishouden_id", "rol", "van", "pk")
        constraints = [
            models.UniqueConstraint(fields=["huishouden", "persoon", "van"], name="lid_een_keer_per_begin"),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="lid_van_voor_tot"),
        ]

    def __str__(self) -> str:
        return f"lid {self.pk}"


class Relatie(Basismodel):
    """persoon_a is <soort> of persoon_b, inside or outside the household; read in both directions."""

    persoon_a = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="relaties_als_a")
    persoon_b = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="relaties_als_b")
    soort = models.CharField(max_length=20, choices=Relatiesoort)
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)

    objects = RelatieQuerySet.as_manager()
    privacy = privacy_of(dossier="persoon_a persoon_b soort van tot")
    muur = Muur(afweegbaar=True, via=("persoon_a", "persoon_b"))

    class Meta:
        ordering = ("persoon_a_id", "soort", "pk")

    def __str__(self) -> str:
        return f"relatie {self.pk}"


class Gezag(Basismodel):
    """What `houder` is to `kind` in law from `van` to `tot` (inclusive): has custody, is guardian, has none (A7).

    Nothing recorded is not "no custody": it is unknown, and then nothing is handed over before it was asked.
    """

    kind = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    houder = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=20, choices=[(soort.value, naam) for soort, naam in GEZAGSNAMEN.items()])
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = GezagQuerySet.as_manager()
    privacy = privacy_of(dossier="kind houder van tot", bijzonder="soort")

    class Meta:
        ordering = ("kind_id", "houder_id", "van", "pk")
        constraints = [
            models.UniqueConstraint(fields=["kind", "houder", "van"], name="gezag_een_keer_per_begin"),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="gezag_van_voor_tot"),
            models.CheckConstraint(condition=~Q(kind=F("houder")), name="gezag_over_een_ander"),
        ]

    def __str__(self) -> str:
        return f"gezag {self.pk}"

    @property
    def zin(self) -> str:
        """What it is, in words: "heeft gezag"."""
        return GEZAGSNAMEN[Gezagsoort(self.soort)]


class EigenPersoon(Basismodel):
    """Which person in the records a user is himself: his own household is closed to him."""

    gebruiker = models.OneToOneField(Gebruiker, on_delete=models.CASCADE, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")

    privacy = privacy_of(medewerker="gebruiker", dossier="persoon")
    muur = Muur(afweegbaar=True)

    def __str__(self) -> str:
        return f"eigen persoon {self.pk}"


class Belang(Basismodel):
    """A tie between a user and a household, declared by the worker or the resident; never which tie."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="+")
    gemeld_op = models.DateField()
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(medewerker="gebruiker", dossier="huishouden gemeld_op tot")
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("gebruiker_id", "pk")
        constraints = [models.UniqueConstraint(fields=["gebruiker", "huishouden"], name="belang_een_keer")]

    def __str__(self) -> str:
        return f"belang {self.pk}"


class Afschermlid(Basismodel):
    """A user on the list of a shielded household; for everyone else that household does not exist."""

    huishouden = models.ForeignKey(Huishouden, on_delete=models.CASCADE, related_name="+")
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")

    privacy = privacy_of(medewerker="gebruiker", dossier="huishouden")
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("huishouden_id", "gebruiker_id")
        constraints = [models.UniqueConstraint(fields=["huishouden", "gebruiker"], name="afschermlid_een_keer")]

    def __str__(self) -> str:
        return f"afschermlid {self.pk}"


class Ontschermverzoek(Basismodel):
    """Someone on the list asks to lift the shield of a household; somebody else of the list agrees, or does not."""

    huishouden = models.ForeignKey(Huishouden, on_delete=models.CASCADE, related_name="+")
    gevraagd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateField()
    reden = VersleuteldTekstveld()
    besloten_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    besloten_op = models.DateField(null=True, blank=True)
    akkoord = models.BooleanField(null=True, blank=True)

    privacy = privacy_of(
        medewerker="gevraagd_door besloten_door", dossier="huishouden gevraagd_op besloten_op akkoord",
        bijzonder="reden",
    )  # fmt: skip
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("-gevraagd_op", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["huishouden"], condition=Q(besloten_op=None), name="ontschermverzoek_een_tegelijk"
            )
        ]

    def __str__(self) -> str:
        return f"ontschermverzoek {self.pk}"


class Samenvoeging(Basismodel):
    """Two records of one person became one (R-017); its Verplaatsingen say what changed, to undo it."""

    behouden = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    vervallen = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    ongedaan_op = models.DateTimeField(null=True, editable=False)

    privacy = privacy_of(dossier="behouden vervallen", technisch="ongedaan_op")
    muur = Muur(afweegbaar=True, via=("behouden", "vervallen"))

    class Meta:
        ordering = ("-gemaakt_op", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["vervallen"], condition=Q(ongedaan_op=None), name="samenvoeging_een_keer")
        ]

    def __str__(self) -> str:
        return f"samenvoeging {self.pk}"


class Verplaatsing(models.Model):
    """One cell that a merge changed: which row of which table, which column, from what to what (JSON)."""

    samenvoeging = models.ForeignKey(Samenvoeging, on_delete=models.CASCADE, related_name="verplaatsingen")
    model = models.CharField(max_length=80)  # app_label.modelname
    rij = models.BigIntegerField()
    veld = models.CharField(max_length=60)
    was = VersleuteldTekstveld(bij=("model", "rij", "veld"))
    werd = VersleuteldTekstveld(bij=("model", "rij", "veld"))

    privacy = privacy_of(technisch="samenvoeging model rij veld", bsn="was werd")
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("samenvoeging_id", "pk")

    def __str__(self) -> str:
        return f"verplaatsing {self.pk}"


class Zoeksleutel(models.Model):
    """Two words of someone's name, in this order: what the search by name reads (zoekvraag.search_pairs).

    `bereik` is the id of a team in whose care the person is, 0 for none; a person in the care of two teams
    has each pair twice. It only narrows the search; what may be shown is decided per person afterwards.
    On PostgreSQL the words are compared by code point (collation C), so that a prefix is a range.
    """

    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="+")
    eerste = models.CharField(max_length=62)
    tweede = models.CharField(max_length=62, blank=True)
    bereik = models.BigIntegerField(default=0)

    privacy = privacy_of(identificerend="persoon eerste tweede", technisch="bereik")
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("eerste", "tweede", "persoon_id")
        indexes = [
            models.Index(fields=["eerste", "tweede", "persoon"], name="zoeksleutel_woorden"),
            models.Index(fields=["bereik", "eerste", "tweede", "persoon"], name="zoeksleutel_bereik"),
        ]

    def __str__(self) -> str:
        return f"zoeksleutel {self.pk}"


class Naamwoord(models.Model):
    """One word that occurs in someone's name; there are far fewer of these than people."""

    woord = models.CharField(max_length=60, unique=True)

    privacy = privacy_of(identificerend="woord")
    muur = Muur(open_om="words of names apart, of nobody in particular")

    class Meta:
        ordering = ("woord",)

    def __str__(self) -> str:
        return f"naamwoord {self.pk}"


class Naamvariant(models.Model):
    """A spelling at most one letter short of a name word, or of its sound (then with "~" before it)."""

    sleutel = models.CharField(max_length=62)
    naamwoord = models.ForeignKey(Naamwoord, on_delete=models.CASCADE, related_name="+")

    privacy = privacy_of(identificerend="sleutel", technisch="naamwoord")
    muur = Muur(open_om="spellings of words of names, of nobody in particular")

    class Meta:
        ordering = ("sleutel", "naamwoord_id")
        indexes = [models.Index(fields=["sleutel", "naamwoord"], name="naamvariant_sleutel")]

    def __str__(self) -> str:
        return f"naamvariant {self.pk}"
