"""The fixed cast: the same people in every test, in the words of the work.

Team Noord: Noor (regisseur), Sanne (wijkteamlid), Tom (teamleider), Lot (loket, placed at the intake desk).
Team Zuid: Zeno (regisseur) is the stranger. Wim (back office Wmo), Bea (beheerder), Petra (privacy officer),
Ana (beleidsanalist). Noor's neighbour is a conflict: household De Buur.
The household: Mieke de Wit (38), Jan, and a child; one open case in team Noord with Noor as regisseur.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, assign_regisseur, open_casus
from keukentafel.personen.models import Belang
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.socialekaart.public import Gebied, Organisatie
from keukentafel.teams.public import Medewerker, Plaatsing, Team, Teamgebied
from keukentafel.toegang.public import Gebruiker, Plaatsingseis, Rol, create_gebruiker, grant_rol, load_matrix

LANG_GELEDEN = date.today() - timedelta(days=400)


@dataclass
class Cast:
    """Who and what the tests speak of."""

    noord: Team
    zuid: Team
    intake: Team
    gebied: Gebied
    gemeente: Organisatie
    gebruikers: dict[str, Gebruiker] = field(default_factory=dict)
    medewerkers: dict[str, Medewerker] = field(default_factory=dict)
    mieke: Persoon = field(init=False)
    jan: Persoon = field(init=False)
    kind: Persoon = field(init=False)
    gezin: Huishouden = field(init=False)
    casus: Casus = field(init=False)
    buren: Huishouden = field(init=False)
    burencasus: Casus = field(init=False)

    def __getattr__(self, naam: str) -> Gebruiker:
        """A user by first name: `cast.noor`."""
        try:
            found: Gebruiker = self.__dict__["gebruikers"][naam]
        except KeyError as error:
            raise AttributeError(naam) from error
        return found


WIE = {
    "noor": (Rol.REGISSEUR, "noord", "volwassenen"),
    "sanne": (Rol.WIJKTEAMLID, "noord", "jeugd"),
    "tom": (Rol.TEAMLEIDER, "noord", "teamleiding"),
    "lot": (Rol.LOKETMEDEWERKER, "intake", "loket"),
    "zeno": (Rol.REGISSEUR, "zuid", "volwassenen"),
    "gwen": (Rol.WERKBEGELEIDER, None, "jeugd"),
    "max": (Rol.MAATWERKSPECIALIST, None, "volwassenen"),
    "wim": (Rol.BACKOFFICE_WMO, None, "administratie"),
    "joke": (Rol.BACKOFFICE_JEUGD, None, "administratie"),
    "werner": (Rol.MEDEWERKER_WI, None, "werk_en_inkomen"),
    "karin": (Rol.KETENPARTNER, None, "overig"),
    "ana": (Rol.BELEIDSANALIST, None, "overig"),
    "bea": (Rol.FUNCTIONEEL_BEHEERDER, None, "administratie"),
    "petra": (Rol.PRIVACY_OFFICER, None, "administratie"),
}


def make_cast() -> Cast:
    """Build the cast in the test database."""
    gebied = Gebied.objects.create(code="BU01", naam="Caberg", soort="buurt")
    gemeente = Organisatie.objects.create(naam="Gemeente Voorbeeld", soort="gemeente")
    teams = {
        "noord": Team.objects.create(naam="Team Noord"),
        "zuid": Team.objects.create(naam="Team Zuid"),
        "intake": Team.objects.create(naam="Aanmeldteam", intake=True),
    }
    Teamgebied.objects.create(team=teams["noord"], gebied=gebied, van=LANG_GELEDEN)
    cast = Cast(gebied=gebied, gemeente=gemeente, **teams)
    for naam, (rol, team, soort) in WIE.items():
        user = create_gebruiker(by=SYSTEEM, email=f"{naam}@voorbeeld.invalid", naam=naam.capitalize(), demo=True)
        grant_rol(by=SYSTEEM, gebruiker=user, rol=rol, van=LANG_GELEDEN)
        worker = Medewerker.objects.create(gebruiker=user, naam=user.naam, moederorganisatie=gemeente)
        if team or load_matrix().plaatsing[rol] is Plaatsingseis.DIENST:  # without a team: works for all teams
            place = teams[team] if team else None
            Plaatsing.objects.create(medewerker=worker, team=place, medewerkertype=soort, fte=1, van=LANG_GELEDEN)
        cast.gebruikers[naam], cast.medewerkers[naam] = user, worker
    _household(cast)
    return cast


def _household(cast: Cast) -> None:
    cast.mieke = Persoon.objects.create(
        voornamen="Mieke", tussenvoegsel="de", achternaam="Wit", geslacht="vrouw",
        geboortedatum=date(1988, 3, 12), postcode="6217AB", huisnummer="12", gebied=cast.gebied,
    )  # fmt: skip
    cast.jan = Persoon.objects.create(voornamen="Jan", tussenvoegsel="de", achternaam="Wit", geslacht="man")
    cast.kind = Persoon.objects.create(voornamen="Daan", tussenvoegsel="de", achternaam="Wit", geslacht="man")
    cast.gezin = Huishouden.objects.create(naam="Gezin De Wit")
    for persoon, rol in ((cast.mieke, "volwassene"), (cast.jan, "volwassene"), (cast.kind, "kind")):
        Huishoudlid.objects.create(huishouden=cast.gezin, persoon=persoon, rol=rol, van=LANG_GELEDEN)
    day = date.today() - timedelta(days=30)
    cast.casus = open_casus(by=SYSTEEM, huishouden=cast.gezin, persoon=cast.mieke, team=cast.noord, aangemeld_op=day)
    assign_regisseur(by=SYSTEEM, casus=cast.casus, medewerker=cast.medewerkers["noor"], op=day)
    buur = Persoon.objects.create(voornamen="Bram", achternaam="Buur", geslacht="man")
    cast.buren = Huishouden.objects.create(naam="De heer B. Buur")
    Huishoudlid.objects.create(huishouden=cast.buren, persoon=buur, rol="volwassene", van=LANG_GELEDEN)
    cast.burencasus = open_casus(by=SYSTEEM, huishouden=cast.buren, persoon=buur, team=cast.noord, aangemeld_op=day)
    Belang.objects.create(gebruiker=cast.noor, huishouden=cast.buren, gemeld_op=day)
