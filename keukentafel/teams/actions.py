"""Writes: teams and their areas, workers and their placements, and the bandwidth that a worker agrees to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import OnbekendeLijst, find_code
from keukentafel.socialekaart.public import Gebied, Organisatie
from keukentafel.teams.models import Bandbreedte, Medewerker, Plaatsing, Team, Teamgebied
from keukentafel.toegang.public import Gebruiker, end_gebruiker

HOOGSTE_LAST = Decimal(500)
CRISISDIENST_HOOGSTENS = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Medewerkergegevens:
    """What is known of a worker. `skj_geldig_tot` is the last day of the professional registration (R-167)."""

    naam: str
    telefoon: str = ""
    moederorganisatie: Organisatie | None = None
    skj_nummer: str = ""
    skj_geldig_tot: date | None = None
    expertise: Sequence[str] = ()


def _values(given: Medewerkergegevens) -> dict[str, object]:
    if not given.naam.strip():
        raise Regelfout("Vul de naam in.", veld="naam")
    for code in given.expertise:
        try:
            find_code("expertise", code)
        except OnbekendeLijst:
            raise Regelfout("Kies een expertise uit de lijst.", veld="expertise") from None
    if given.skj_geldig_tot is not None and not given.skj_nummer.strip():
        raise Regelfout("Vul ook het SKJ-nummer in.", veld="skj_nummer")
    return {
        "naam": given.naam.strip(), "telefoon": given.telefoon.strip(), "skj_nummer": given.skj_nummer.strip(),
        "skj_geldig_tot": given.skj_geldig_tot, "moederorganisatie": given.moederorganisatie,
        "expertise": sorted(set(given.expertise)),
    }  # fmt: skip


@action("medewerker_geregistreerd")
def register_medewerker(*, by: Actor, gegevens: Medewerkergegevens, gebruiker: Gebruiker | None = None) -> Medewerker:
    """Register a worker; his mother organisation gets no access by it (R-170).

    Raises Regelfout for an unknown expertise, or when the user is a worker already.
    """
    if gebruiker is not None and Medewerker.objects.filter(gebruiker=gebruiker).exists():
        raise Regelfout("Deze gebruiker is al medewerker.")
    worker = Medewerker.objects.create(gebruiker=gebruiker, **_values(gegevens))
    record("medewerker_geregistreerd", worker)
    return worker


@action("medewerker_gewijzigd")
def change_medewerker(
    *, by: Actor, medewerker: Medewerker, gegevens: Medewerkergegevens, versie: int | None = None
) -> Medewerker:
    """Change what is known of a worker; raises as register_medewerker, and Versieconflict."""
    locked = Medewerker.lock(medewerker.pk, versie)
    locked.change(**_values(gegevens))
    record("medewerker_gewijzigd", locked)
    return locked


@action("medewerker_geplaatst")
def place_medewerker(
    *,
    by: Actor,
    medewerker: Medewerker,
    team: Team | None,
    medewerkertype: str,
    van: date,
    tot: date | None = None,
    fte: Decimal | None = None,
) -> Plaatsing:
    """Place a worker in a team (None: works for all, opens no dossiers); unknown fte stays unknown (R-156).

    Raises Regelfout when the days or the fte cannot be right, or when he is there already in that work.
    """
    if tot is not None and tot < van:
        raise Regelfout("De einddatum ligt voor de begindatum.", veld="tot")
    if fte is not None and not 0 <= fte <= 2:
        raise Regelfout("Vul de fte in als 0,89, of laat hem leeg.", veld="fte")
    overlap = Q(tot=None) | Q(tot__gte=van)
    same = medewerker.plaatsingen.filter(overlap, team=team, medewerkertype=medewerkertype)
    if (same if tot is None else same.filter(van__lte=tot)).exists():
        raise Regelfout("Deze medewerker werkt hier dan al. Beëindig die plaatsing eerst.", veld="van")
    placed = Plaatsing.objects.create(
        medewerker=medewerker, team=team, medewerkertype=medewerkertype, fte=fte, van=van, tot=tot
    )
    record("medewerker_geplaatst", placed)
    return placed


@action("plaatsing_beeindigd")
def end_plaatsing(*, by: Actor, plaatsing: Plaatsing, tot: date) -> Plaatsing:
    """End a placement; access to the team's cases ends after that day."""
    locked = Plaatsing.lock(plaatsing.pk)
    if tot < locked.van:
        raise Regelfout("Deze dag ligt voor het begin van de plaatsing.", veld="tot")
    locked.change(tot=tot)
    record("plaatsing_beeindigd", locked)
    return locked


@action("medewerker_vertrokken")
def end_medewerker(*, by: Actor, medewerker: Medewerker, tot: date) -> Medewerker:
    """Somebody leaves: placements and roles end on that day, and what was to begin later never does.

    Once that day is past his sessions end at once (ASVS 8.3.2). What is in his name stays until it is handed over.
    """
    locked = Medewerker.lock(medewerker.pk)
    for placed in locked.plaatsingen.filter(Q(tot=None) | Q(tot__gt=tot)).order_by("pk"):
        if placed.van > tot:
            record("plaatsing_vervallen", placed)
            placed.delete()
        else:
            end_plaatsing(by=by, plaatsing=placed, tot=tot)
    if locked.gebruiker is not None:
        end_gebruiker(by=by, gebruiker=locked.gebruiker, tot=tot)
    record("medewerker_vertrokken", locked)
    return locked


@action("team_gemaakt")
def create_team(*, by: Actor, naam: str, intake: bool = False, geldig_van: date | None = None) -> Team:
    """Make a team. Raises Regelfout when there is one with this name."""
    if Team.objects.filter(naam__iexact=naam.strip()).exists():
        raise Regelfout("Er is al een team met deze naam.", veld="naam")
    team = Team.objects.create(naam=naam.strip(), intake=intake, geldig_van=geldig_van)
    record("team_gemaakt", team)
    return team


@action("team_gewijzigd")
def change_team(
    *, by: Actor, team: Team, naam: str, intake: bool, geldig_tot: date | None,
    crisisdienst_tot: date | None = None, versie: int | None = None,
) -> Team:  # fmt: skip
    """Rename a team, give it a last day (a reorganisation keeps its history, R-020), or crisis duty until a day.

    Crisis duty lets its workers break the glass: a special right, reviewed each quarter (BIO2 5.18.02), so it is
    given for at most one. Raises Regelfout for a longer one.
    """
    locked = Team.lock(team.pk, versie)
    if Team.objects.filter(naam__iexact=naam.strip()).exclude(pk=locked.pk).exists():
        raise Regelfout("Er is al een team met deze naam.", veld="naam")
    if geldig_tot is not None and locked.geldig_van is not None and geldig_tot < locked.geldig_van:
        raise Regelfout("Deze dag ligt voor het begin van het team.", veld="geldig_tot")
    if crisisdienst_tot is not None and crisisdienst_tot > timezone.localdate() + CRISISDIENST_HOOGSTENS:
        raise Regelfout("Kies een dag binnen drie maanden. Daarna bekijkt u opnieuw of dit team crisisdienst heeft.",
                        veld="crisisdienst_tot")  # fmt: skip
    duty = crisisdienst_tot != locked.crisisdienst_tot
    locked.change(naam=naam.strip(), intake=intake, geldig_tot=geldig_tot, crisisdienst_tot=crisisdienst_tot)
    record("team_gewijzigd", locked)
    if duty:
        record("crisisdienst_gewijzigd", locked, reden="tot een dag" if crisisdienst_tot else "geen")
    return locked


@action("gebied_toegewezen")
def assign_gebied(*, by: Actor, team: Team, gebied: Gebied, van: date) -> Teamgebied:
    """From `van` this team serves the area; the team that did until then stops the day before (R-176)."""
    for served in Teamgebied.objects.filter(Q(tot=None) | Q(tot__gte=van), gebied=gebied).select_for_update():
        if served.van is not None and served.van >= van:
            raise Regelfout("Een ander team heeft dit gebied al vanaf een latere dag.", veld="van")
        served.change(tot=van - timedelta(days=1))
    area = Teamgebied.objects.create(team=team, gebied=gebied, van=van)
    record("gebied_toegewezen", area)
    return area


@action("bandbreedte_afgesproken")
def agree_bandbreedte(
    *, by: Gebruiker, medewerker: Medewerker, laag: Decimal, hoog: Decimal, van: date | None = None
) -> Bandbreedte:
    """A worker says himself how much weighted load suits him: a hint, never a limit (screens.md 1.3).

    Raises Regelfout when somebody else tries, or when the bounds cannot be right.
    """
    if medewerker.gebruiker_id != by.pk:
        raise Regelfout("Alleen de medewerker zelf kan dit afspreken.")
    if not 0 <= laag <= hoog <= HOOGSTE_LAST:
        raise Regelfout("Het eerste getal hoort lager te zijn dan het tweede.", veld="hoog")
    band = Bandbreedte.objects.create(medewerker=medewerker, laag=laag, hoog=hoog, van=van or timezone.localdate())
    record("bandbreedte_afgesproken", band)
    return band
