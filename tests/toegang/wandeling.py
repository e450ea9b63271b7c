"""The walk over every screen: addresses, the roles and relations that are tried, and what must come out.

The expectation is computed from the matrix file and the relation that the walk itself set up, never from the
product's own reading of relations.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casusrol, Meelezing
from keukentafel.personen.models import Belang
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.public import Medewerker, Plaatsing, Team
from keukentafel.toegang.beslissing import Feiten, decide
from keukentafel.toegang.matrix import OPENBAAR, ZONDER_OBJECT, load_matrix
from keukentafel.toegang.public import Gebruiker, Noodtoegang, Relatie, Rol, create_gebruiker, grant_rol
from tests.cast import LANG_GELEDEN, Cast

# Relations that a user can have with a case today; the others of the matrix come with later rooms.
RELATIES = (
    Relatie.GEEN,
    Relatie.ZELFDE_TEAM,
    Relatie.CASUSTEAM,
    Relatie.REGISSEUR,
    Relatie.WAARNEMER,
    Relatie.OUD_LID,
    Relatie.NOODTOEGANG,
    Relatie.TWEEDE_LEZER,
    Relatie.TWEEDE_LEZER_MET_NAMEN,
    Relatie.BELANG,
)
# Under which law an example of tests/toegang/voorbeelden.py was recorded; the others are algemeen.
WETTEN = {"aanvraag_id": Wet.WMO}
BIBLIOTHEEK = ("account_", "mfa_")  # django-allauth decides inside its own screens, which hold no dossiers
GISTEREN = date.today() - timedelta(days=1)
# Screens that need a second dossier as well, which the walk sets no relation to: it may not exist for this user.
TWEE_DOSSIERS = ("plannen:samenvoegen", "plannen:samenvoegen_ongedaan")


@dataclass(frozen=True, slots=True)
class Scherm:
    """One address: its name in the matrix and the ids it needs."""

    naam: str
    ids: tuple[str, ...]


@cache
def screens() -> tuple[Scherm, ...]:
    """Every address of the product, in order."""
    return tuple(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, namespace: str, above: tuple[str, ...]) -> Iterator[Scherm]:
    for pattern in resolver.url_patterns:
        ids = above + tuple(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace, ids)
        elif isinstance(pattern, URLPattern):
            yield Scherm(f"{namespace}{pattern.name or pattern.lookup_str}", ids)


def make_user(cast: Cast, rol: Rol, relatie: Relatie) -> Gebruiker:
    """A new user in this role who stands in this relation to the case of the cast, and in no other."""
    user = create_gebruiker(by=SYSTEEM, email=f"{rol}-{relatie}@voorbeeld.invalid", naam=f"{rol} {relatie}", demo=True)
    grant_rol(by=SYSTEEM, gebruiker=user, rol=rol, van=LANG_GELEDEN)
    worker = Medewerker.objects.create(gebruiker=user, naam=user.naam)
    same = relatie in (Relatie.ZELFDE_TEAM, Relatie.BELANG)
    place(worker, cast.noord if same else Team.objects.get_or_create(naam="Team Elders")[0])
    if relatie is Relatie.NOODTOEGANG:
        break_glass(user, cast.gezin.pk, worker)
    if relatie is Relatie.OUD_LID:
        place(worker, cast.noord, tot=GISTEREN)
    if relatie is Relatie.BELANG:
        Belang.objects.create(gebruiker=user, huishouden=cast.gezin, gemeld_op=GISTEREN)
    if relatie is Relatie.CASUSTEAM:
        Casusrol.objects.create(casus=cast.casus, medewerker=worker, rol="consulent", van=GISTEREN)
    if relatie in (Relatie.TWEEDE_LEZER, Relatie.TWEEDE_LEZER_MET_NAMEN):
        take_over_reading(cast, worker, "Het gaat om dit gezin" if relatie is Relatie.TWEEDE_LEZER_MET_NAMEN else "")
    if relatie is Relatie.REGISSEUR:
        cast.casus.rollen.filter(rol="regisseur", tot=None).update(medewerker=worker)
    if relatie is Relatie.WAARNEMER:
        cast.casus.rollen.filter(rol="regisseur", tot=None).update(waarnemer=worker)
    return user


def take_over_reading(cast: Cast, worker: Medewerker, reden_namen: str) -> None:
    """Whose the reading along is changes hands: the walk asks for the one of the example."""
    for asked in Meelezing.objects.filter(casus=cast.casus):
        asked.change(medewerker=worker, reden_namen=reden_namen)


def break_glass(user: Gebruiker, huishouden_id: int, worker: Medewerker) -> Noodtoegang:
    """This user opened this household half an hour ago, and his team has crisis duty; see `carry` for the session."""
    Team.objects.filter(plaatsingen__medewerker=worker).update(crisisdienst_tot=date.today())
    since = timezone.now() - timedelta(minutes=30)
    return Noodtoegang.objects.create(
        gebruiker=user, huishouden_id=huishouden_id, reden="gevaar", toelichting="Er is gevaar voor het kind",
        van=since, tot=since + timedelta(hours=4), beoordelen_voor=date.today() + timedelta(days=7),
    )  # fmt: skip


def carry(client: Client, user: Gebruiker) -> None:
    """Break-glass of this user holds in the session of this client, as after opening it there."""
    opened = Noodtoegang.objects.filter(gebruiker=user).first()
    if opened is not None:
        session = client.session
        session["noodtoegang"] = opened.pk
        session.save()


def place(worker: Medewerker, team: Team, tot: date | None = None) -> None:
    """Place a worker in a team since long ago, until `tot`."""
    Plaatsing.objects.create(medewerker=worker, team=team, medewerkertype="volwassenen", van=LANG_GELEDEN, tot=tot)


def implied(relatie: Relatie) -> set[Relatie]:
    """All relations that hold when `make_user` sets up this one."""
    return {
        Relatie.REGISSEUR: {Relatie.REGISSEUR, Relatie.CASUSTEAM},
        Relatie.BELANG: {Relatie.BELANG, Relatie.ZELFDE_TEAM},
        Relatie.GEEN: set(),
    }.get(relatie, {relatie})


def at_the_gate(scherm: Scherm, method: str, rol: Rol) -> set[int] | None:
    """The statuses that are right where the gate refuses by the matrix alone, before a room is asked; else None."""
    matrix = load_matrix()
    code = matrix.action_for(scherm.naam, method)
    if code is None:
        return {404, 405}
    if code == OPENBAAR or scherm.naam.startswith(BIBLIOTHEEK) or any(r is rol for r, _ in matrix.acties[code].mag):
        return None
    return {403}


def expected(scherm: Scherm, method: str, rol: Rol, relatie: Relatie) -> set[int]:
    """The statuses that are right for this address, method, role and relation."""
    if (refused := at_the_gate(scherm, method, rol)) is not None:
        return refused
    matrix = load_matrix()
    code = str(matrix.action_for(scherm.naam, method))
    if code == OPENBAAR or scherm.naam.startswith(BIBLIOTHEEK):
        return {200, 204, 302, 403, 404, 405, 422}
    grants = matrix.acties[code].mag
    if (rol, ZONDER_OBJECT) in grants:
        return {200, 204, 302, 400, 404, 422}
    wet = "wmo" if "aanvraag_id" in scherm.ids else "algemeen"  # the example of a request is one for the Wmo
    besluit = decide(Feiten(code, {rol}, True, implied(relatie), wet), matrix)
    if besluit.toegestaan and scherm.naam in TWEE_DOSSIERS:
        return {200, 302, 404, 422}
    if besluit.toegestaan:
        return {200, 204, 302, 400, 409, 422}
    if not scherm.ids:  # an overview: shows nothing to a stranger, but is not a secret itself
        return {200, 204, 302, 400, 403, 404, 422}
    return {404} if besluit.verborgen else {403, 404}
