"""Who logs in, and in which roles."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.core.sleutelbos import Doel
from keukentafel.core.versleuteling import VersleuteldBinairveld, VersleuteldTekstveld
from keukentafel.toegang.registers import counting_roles
from keukentafel.toegang.states import Noodreden, Rol


class GebruikerManager(BaseUserManager["Gebruiker"]):
    """Makes users; there are no superusers, rights come from roles alone."""

    def create_user(self, email: str, naam: str, password: str | None = None) -> "Gebruiker":
        """A user without roles. An empty password means: cannot log in with a password."""
        user = self.model(email=self.normalize_email(email).lower(), naam=naam)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "Gebruiker":
        return self.get(email=(username or "").lower())


class Gebruiker(AbstractBaseUser):
    """Someone who logs in; one person, never a shared account (BIO2 5.16.02)."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False, editable=False)
    demo_speler = models.BooleanField(default=False, editable=False)  # has a button on the demo's login page
    sneltoetsen = models.BooleanField(default=True)

    objects = GebruikerManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    privacy = privacy_of(
        medewerker="email naam last_login",
        technisch="is_active demo demo_speler sneltoetsen",
        geheim="password",
    )

    class Meta:
        verbose_name = "gebruiker"
        ordering = ("naam", "pk")

    def __str__(self) -> str:
        return self.naam

    @cached_property
    def geheugen(self) -> dict[str, Any]:
        """What was read about this user in this request, by whoever read it; the same behind a lazy `request.user`."""
        return {}

    @cached_property
    def toegekende_rollen(self) -> frozenset[Rol]:
        """The roles that were granted for today, whether they count or not; read once per request."""
        return frozenset(
            Rol(code) for code in self.roltoekenningen.valid_on(date.today()).values_list("rol", flat=True)
        )

    @cached_property
    def rollen(self) -> frozenset[Rol]:
        """The roles that count today: granted, and with the placement that they need (see matrix.toml)."""
        return counting_roles(self, self.toegekende_rollen)

    @property
    def rolnaam(self) -> str:
        """The roles as one short text, for the log."""
        return "+".join(sorted(self.rollen))[:40]


class RoltoekenningQuerySet(models.QuerySet["Roltoekenning"]):
    """Roles by date."""

    def valid_on(self, op: date) -> "RoltoekenningQuerySet":
        """Valid on that day; `van` and `tot` are both inclusive."""
        return self.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op)


class Roltoekenning(Basismodel):
    """A role of a user, dated."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="roltoekenningen")
    rol = models.CharField(max_length=30, choices=[(r.value, r.value.replace("_", " ")) for r in Rol])
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = RoltoekenningQuerySet.as_manager()
    privacy = privacy_of(medewerker="gebruiker rol van tot")

    class Meta:
        ordering = ("gebruiker", "rol", "van")
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=models.F("van")), name="rol_van_voor_tot")
        ]

    def __str__(self) -> str:
        return f"{self.rol} {self.van}"


class NoodtoegangQuerySet(models.QuerySet["Noodtoegang"]):
    """Break-glass by whether it holds and whether it was judged."""

    def active_at(self, moment: datetime) -> "NoodtoegangQuerySet":
        """Not ended and not past its hours."""
        return self.filter(beeindigd_op=None, tot__gt=moment)

    def to_judge(self) -> "NoodtoegangQuerySet":
        """What nobody has judged yet, the oldest first."""
        return self.filter(beoordeeld_op=None).order_by("van", "pk")


class Noodtoegang(Basismodel):
    """One household opened for a few hours to someone to whom it is closed otherwise (security.md 2.3).

    `huishouden_id` is opaque here: personen knows it. It holds in the session that opened it, until `tot` or
    `beeindigd_op`. The privacy officer judges it at the latest on `beoordelen_voor`, the fifth working day.
    """

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    huishouden_id = models.BigIntegerField(db_index=True)
    reden = models.CharField(max_length=20, choices=[(reden.value, reden.value) for reden in Noodreden])
    toelichting = VersleuteldTekstveld()
    van = models.DateTimeField()
    tot = models.DateTimeField()
    beeindigd_op = models.DateTimeField(null=True, blank=True)
    beoordelen_voor = models.DateField()
    beoordeeld_op = models.DateField(null=True, blank=True)
    beoordeeld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rechtmatig = models.BooleanField(null=True, blank=True)
    oordeel = VersleuteldTekstveld(blank=True, default="")
    inwoner_ziet_vanaf = models.DateField(null=True, blank=True)  # put off for the safety of a child; None: at once

    objects = NoodtoegangQuerySet.as_manager()
    privacy = privacy_of(
        medewerker="gebruiker beoordeeld_door",
        dossier="huishouden_id reden van tot beeindigd_op beoordelen_voor beoordeeld_op rechtmatig inwoner_ziet_vanaf",
        bijzonder="toelichting oordeel",
    )
    muur = Muur(
        open_om="read by the gate before anybody is let in; knows a household by a number that it does not explain"
    )

    class Meta:
        ordering = ("-van", "-pk")
        indexes = [models.Index(fields=["beoordeeld_op", "beoordelen_voor"], name="noodtoegang_oordeel")]
        constraints = [
            models.CheckConstraint(condition=Q(tot__gt=models.F("van")), name="noodtoegang_van_voor_tot"),
            models.CheckConstraint(
                condition=Q(beoordeeld_op=None, rechtmatig=None)
                | Q(beoordeeld_op__isnull=False, rechtmatig__isnull=False),
                name="noodtoegang_beoordeeld",
            ),
        ]

    def __str__(self) -> str:
        return f"noodtoegang {self.pk}"

    @property
    def einde(self) -> datetime:
        """When it ended or will end."""
        return min(self.tot, self.beeindigd_op or self.tot)


class BewaardeInvoer(models.Model):
    """What was typed when the session turned out to be locked; encrypted, kept for a day, given back to its typer."""

    sleutel = models.UUIDField(unique=True)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    pad = models.CharField(max_length=500)
    invoer = VersleuteldBinairveld(doel=Doel.INVOER, bij=("sleutel",))
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    privacy = privacy_of(technisch="sleutel pad", medewerker="gebruiker", bijzonder="invoer")
    muur = Muur(open_om="kept before anybody was let in; encrypted, and found by a key that only its user has")

    def __str__(self) -> str:
        return str(self.sleutel)
