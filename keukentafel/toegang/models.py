"""Who logs in, and in which roles."""

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.toegang.registers import counting_roles
from keukentafel.toegang.states import Rol


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


class BewaardeInvoer(models.Model):
    """What was typed when the session turned out to be locked; encrypted, kept for a day, given back to its typer."""

    sleutel = models.UUIDField(unique=True)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    pad = models.CharField(max_length=500)
    invoer = models.BinaryField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    privacy = privacy_of(technisch="sleutel pad", medewerker="gebruiker", bijzonder="invoer")

    def __str__(self) -> str:
        return str(self.sleutel)
