"""How teams and workers look in the administration: tables, facts and lines for the components."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format

from keukentafel.core.datums import korte_datum
from keukentafel.core.fouten import Regelfout
from keukentafel.core.schermdelen import Cel, Etiket, Feit, Kolom, Persoonregel, Taakregel, Tabel
from keukentafel.referentielijsten.public import label_of
from keukentafel.teams.models import Medewerker, Plaatsing, Team
from keukentafel.teams.selectors import placements_on
from keukentafel.toegang.public import Gebruiker


def _period(van: date | None, tot: date | None) -> str:
    today = timezone.localdate()
    begin = f"vanaf {korte_datum(van, vandaag=today)}" if van else ""
    end = f"tot en met {korte_datum(tot, vandaag=today)}" if tot else ""
    return " ".join(part for part in (begin, end) if part)


def _past(tot: date | None) -> bool:
    return tot is not None and tot < timezone.localdate()


def team_table(teams: Sequence[Team]) -> Tabel:
    """All teams; each needs the annotation `mensen` (how many work there today)."""
    rows = [
        [
            Cel(team.naam, url=reverse("teams:team", args=[team.pk])),
            Cel(str(team.mensen)),  # type: ignore[attr-defined]
            Cel("Loket" if team.intake else "Sociaal team"),
            Cel(etiket=Etiket("Gestopt", "stil")) if _past(team.geldig_tot) else Cel(""),
        ]
        for team in teams
    ]
    return Tabel([Kolom("Team"), Kolom("Mensen", getal=True), Kolom("Soort"), Kolom("Stand")], rows, naam="Teams")


def worker_table(workers: Sequence[Medewerker]) -> Tabel:
    """Workers with their roles and teams of today; each needs `rolnamen` and `teamnamen`."""
    rows = [
        [
            Cel(worker.naam, url=reverse("teams:medewerker", args=[worker.pk])),
            Cel(worker.rolnamen or "geen rol"),  # type: ignore[attr-defined]
            Cel(worker.teamnamen or "geen team"),  # type: ignore[attr-defined]
        ]
        for worker in workers
    ]
    return Tabel([Kolom("Naam"), Kolom("Rollen"), Kolom("Teams")], rows, naam="Medewerkers")


def user_table(users: Sequence[Gebruiker]) -> Tabel:
    """Users who are no worker; each needs `rolnamen`."""
    rows = [
        [
            Cel(user.naam, url=reverse("teams:medewerker_van", args=[user.pk])),
            Cel(user.email),
            Cel(user.rolnamen or "geen rol"),  # type: ignore[attr-defined]
        ]
        for user in users
    ]
    return Tabel([Kolom("Naam"), Kolom("E-mail"), Kolom("Rollen")], rows, naam="Gebruikers die geen medewerker zijn")


def worker_facts(worker: Medewerker) -> list[Feit]:
    """What is known of a worker."""
    skj = f"{worker.skj_nummer} {_period(None, worker.skj_geldig_tot)}".strip() if worker.skj_nummer else "geen"
    expertise = ", ".join(label_of("expertise", code).lower() for code in worker.expertise)
    return [
        Feit("E-mail", worker.gebruiker.email if worker.gebruiker else "logt niet in"),
        Feit("Telefoon", worker.telefoon or "onbekend"),
        Feit("In dienst bij", worker.moederorganisatie.naam if worker.moederorganisatie else "onbekend"),
        Feit("SKJ", skj),
        Feit("Expertise", expertise or "niet ingevuld"),
    ]


def role_lines(worker: Medewerker) -> list[Taakregel]:
    """The roles of a worker, with where one ends them."""
    if worker.gebruiker is None:
        return []
    rows = worker.gebruiker.roltoekenningen.order_by("-van", "pk")
    return [
        Taakregel(
            row.rol.replace("_", " ").capitalize(),
            "" if _past(row.tot) else reverse("teams:rol_einde", args=[worker.pk, row.pk]),
            wanneer=_period(row.van, row.tot),
            gedaan=_past(row.tot),
        )
        for row in rows
    ]


def _placed(row: Plaatsing) -> str:
    fte = f", {number_format(row.fte, 2)} fte" if row.fte is not None else ", fte onbekend"
    team = row.team.naam if row.team else "Alle teams"
    return f"{team}: {label_of('medewerkertype', row.medewerkertype, row.van).lower()}{fte}"


def placement_lines(worker: Medewerker) -> list[Taakregel]:
    """The placements of a worker, with where one ends them."""
    return [
        Taakregel(
            _placed(row),
            "" if _past(row.tot) else reverse("teams:plaatsing_einde", args=[worker.pk, row.pk]),
            wanneer=_period(row.van, row.tot),
            gedaan=_past(row.tot),
        )
        for row in worker.plaatsingen.select_related("team").order_by("-van", "pk")
    ]


def area_lines(team: Team) -> list[Taakregel]:
    """The areas of a team, those of the past in soft ink."""
    return [
        Taakregel(row.gebied.naam, wanneer=_period(row.van, row.tot), gedaan=_past(row.tot))
        for row in team.gebieden.select_related("gebied").order_by("gebied__naam", "van")
    ]


def placed_lines(team: Team) -> list[Persoonregel]:
    """Who work in a team today, and in what kind of work."""
    rows = placements_on(timezone.localdate()).filter(Q(team=team)).select_related("medewerker")
    return [
        Persoonregel(
            row.medewerker.naam,
            label_of("medewerkertype", row.medewerkertype, row.van).lower(),
            reverse("teams:medewerker", args=[row.medewerker_id]),
        )
        for row in rows.order_by("medewerker__naam", "pk")
    ]


def refuse_self(user: Gebruiker, wanted: Gebruiker) -> None:
    """Raise Regelfout when somebody gives himself a role: another administrator does that."""
    if user.pk == wanted.pk:
        raise Regelfout("U kunt uzelf geen rol geven. Vraag een andere beheerder.")


def refuse_before(van: date, tot: date) -> None:
    """Raise Regelfout when something would end before it began."""
    if tot < van:
        raise Regelfout("Deze dag ligt voor het begin. Kies een latere dag.", veld="tot")
