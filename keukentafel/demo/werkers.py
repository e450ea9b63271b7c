"""Areas, organisations, three teams and everyone who works there; one user per role has a button at the login."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from keukentafel.audit.public import SYSTEEM
from keukentafel.referentielijsten.public import Organisatiesoort
from keukentafel.socialekaart.public import Gebied, Organisatie, Postcodegebied
from keukentafel.teams.public import Bandbreedte, Medewerker, Plaatsing, Team, Teamgebied
from keukentafel.toegang.public import Gebruiker, Rol, create_gebruiker, grant_rol

GEBIEDEN = (
    ("BU01", "Havenkwartier", 4210, "Team Noord"),
    ("BU02", "Oud-Noord", 6120, "Team Noord"),
    ("BU03", "Stationsbuurt", 3380, "Team Midden"),
    ("BU04", "Molenkwartier", 5040, "Team Midden"),
    ("BU05", "De Hoven", 4875, "Team Zuid"),
    ("BU06", "Zuiderpark", 7310, "Team Zuid"),
)
ORGANISATIES = (
    ("gemeente", "Gemeente Voorbeeld", "gemeente"),
    ("welzijn", "Stichting Welzijn Voorbeeld", "moederorganisatie"),
    ("mee", "Cliëntondersteuning De Brug", "moederorganisatie"),
    ("thuiszorg", "Thuiszorg De Linde", "aanbieder"),
    ("jeugdhulp", "Jeugdhulp Het Kompas", "aanbieder"),
    ("huisarts", "Huisartsenpraktijk Havenkwartier", "partner"),
    ("school", "Basisschool De Regenboog", "partner"),
    ("corporatie", "Woningcorporatie Thuis", "partner"),
    ("politie", "Wijkagent Noord", "partner"),
    ("buurt", "Buurtservice Voor Elkaar", "vrijwilligersorganisatie"),
    ("formulieren", "Formulierenbrigade Samen", "vrijwilligersorganisatie"),
    ("inloop", "Inloophuis De Haven", "informeel"),
)
AANBOD = {  # by organisation: what residents can use there without a decision, and for which domains
    "buurt": ("hulp in huis en tuin, samen boodschappen doen", ["adl", "huisvesting"]),
    "formulieren": ("hulp bij post, formulieren en toeslagen", ["financien"]),
    "inloop": ("koffie, samen eten, iemand om mee te praten", []),
}
# first name, role, team (None: all teams or none), kind of work, fte, mother organisation, expertise, has a button
MEDEWERKERS: tuple[tuple[str, Rol, str | None, str, str, str, tuple[str, ...], bool], ...] = (
    ("Lot Willems", Rol.LOKETMEDEWERKER, "Aanmeldteam", "loket", "0.86", "gemeente", (), True),
    ("Sanne Kuipers", Rol.WIJKTEAMLID, "Team Noord", "jeugd", "0.89", "welzijn", ("jeugdhulp",), True),
    ("Noor Haan", Rol.REGISSEUR, "Team Noord", "volwassenen", "1.00", "mee", ("wmo", "ggz_volwassenen"), True),
    ("Tom Brouwer", Rol.TEAMLEIDER, "Team Noord", "teamleiding", "1.00", "gemeente", (), True),
    ("Gwen Prins", Rol.WERKBEGELEIDER, None, "jeugd", "0.50", "gemeente", ("ggz_jeugd",), True),
    ("Max van Dongen", Rol.MAATWERKSPECIALIST, None, "volwassenen", "0.80", "gemeente", ("wmo",), True),
    ("Wim de Graaf", Rol.BACKOFFICE_WMO, None, "administratie", "1.00", "gemeente", (), True),
    ("Joke Bosman", Rol.BACKOFFICE_JEUGD, None, "administratie", "0.70", "gemeente", (), True),
    ("Werner Postma", Rol.MEDEWERKER_WI, None, "werk_en_inkomen", "1.00", "gemeente", ("werk_en_inkomen",), True),
    ("Karin Huisarts", Rol.KETENPARTNER, None, "overig", "", "huisarts", (), True),
    ("Ana Ferreira", Rol.BELEIDSANALIST, None, "overig", "0.60", "gemeente", (), True),
    ("Bea Verhoeven", Rol.FUNCTIONEEL_BEHEERDER, None, "administratie", "0.80", "gemeente", (), True),
    ("Petra Smit", Rol.PRIVACY_OFFICER, None, "administratie", "0.40", "gemeente", (), True),
    ("Ilse Timmer", Rol.REGISSEUR, "Team Noord", "volwassenen", "0.78", "welzijn", ("ouderen",), False),
    ("Youssef Amrani", Rol.WIJKTEAMLID, "Team Noord", "jongerenwerk", "0.90", "welzijn", ("jongerenwerk",), False),
    ("Peter Maas", Rol.TEAMLEIDER, "Team Midden", "teamleiding", "0.90", "gemeente", (), False),
    ("Fatma Demir", Rol.REGISSEUR, "Team Midden", "volwassenen", "1.00", "welzijn", ("welzijn",), False),
    ("Jeroen Vos", Rol.REGISSEUR, "Team Midden", "jeugd", "0.89", "mee", ("jeugdhulp",), False),
    ("Lisa de Ruiter", Rol.WIJKTEAMLID, "Team Midden", "opbouwwerk", "0.67", "welzijn", ("opbouwwerk",), False),
    ("Anouk Schouten", Rol.TEAMLEIDER, "Team Zuid", "teamleiding", "1.00", "gemeente", (), False),
    ("Zeno Bakker", Rol.REGISSEUR, "Team Zuid", "volwassenen", "1.00", "welzijn", ("oggz",), False),
    ("Marit Kok", Rol.REGISSEUR, "Team Zuid", "jeugd", "0.78", "mee", ("jeugdhulp",), False),
    ("Dirk-Jan Smits", Rol.WIJKTEAMLID, "Team Zuid", "volwassenen", "0.90", "gemeente", ("wmo",), False),
)


@dataclass
class Bezetting:
    """What the demo needs to hand out work."""

    teams: dict[str, Team] = field(default_factory=dict)
    gebieden: dict[str, Gebied] = field(default_factory=dict)
    organisaties: dict[str, Organisatie] = field(default_factory=dict)
    medewerkers: dict[str, Medewerker] = field(default_factory=dict)
    gebruikers: dict[str, Gebruiker] = field(default_factory=dict)
    per_team: dict[str, list[Medewerker]] = field(default_factory=dict)
    postcodes: dict[str, str] = field(default_factory=dict)  # first four digits -> code of the area

    def user_of(self, medewerker: Medewerker) -> Gebruiker:
        """The user behind a worker."""
        return self.gebruikers[medewerker.naam]

    def postcode_of(self, team: str) -> str:
        """The first four digits of a postcode in the area of this team."""
        areas = {code for code, _naam, _inwoners, served_by in GEBIEDEN if served_by == team}
        return next(cijfers for cijfers, code in self.postcodes.items() if code in areas)


def staff_the_teams(today: date) -> Bezetting:
    """Make areas, organisations, teams and workers."""
    staff = Bezetting()
    since = today - timedelta(days=3 * 365)
    for key, naam, soort in ORGANISATIES:
        offer, domains = AANBOD.get(key, ("", []))
        staff.organisaties[key] = Organisatie.objects.create(
            naam=naam, soort=soort, biedt=offer, leefdomeinen=domains,
            telefoon="088 123 40 00" if soort == Organisatiesoort.GEMEENTE else "",
        )  # fmt: skip
    staff.teams["Aanmeldteam"] = Team.objects.create(naam="Aanmeldteam", intake=True, geldig_van=since)
    for code, naam, inwoners, team_naam in GEBIEDEN:
        gebied = Gebied.objects.create(code=code, naam=naam, soort="buurt", inwoners=inwoners, geldig_van=since)
        team = staff.teams.get(team_naam) or Team.objects.create(naam=team_naam, geldig_van=since)
        Teamgebied.objects.create(team=team, gebied=gebied, van=since)
        staff.gebieden[code], staff.teams[team_naam] = gebied, team
    staff.teams["Team Noord"].change(crisisdienst_tot=today + timedelta(days=60))
    for index, row in enumerate(MEDEWERKERS):
        _hire(staff, index, *row, since=since, today=today)
    return staff


def _hire(
    staff: Bezetting,
    index: int,
    naam: str,
    rol: Rol,
    team: str | None,
    soort: str,
    fte: str,
    moeder: str,
    expertise: tuple[str, ...],
    speler: bool,
    *,
    since: date,
    today: date,
) -> None:
    voornaam = naam.split()[0].lower()
    user = create_gebruiker(by=SYSTEEM, email=f"{voornaam}@demo.invalid", naam=naam, demo=True)
    if speler:
        user.demo_speler = True
        user.save(update_fields=["demo_speler"])
    grant_rol(by=SYSTEEM, gebruiker=user, rol=rol, van=since)
    registered = soort == "jeugd" and index % 2 == 1
    worker = Medewerker.objects.create(
        gebruiker=user,
        naam=naam,
        moederorganisatie=staff.organisaties[moeder],
        expertise=list(expertise),
        telefoon=f"088 123 45 {index:02d}",
        skj_nummer=f"1000{index:04d}" if registered else "",
        skj_geldig_tot=today + timedelta(days=300) if registered else None,
    )
    staff.medewerkers[naam], staff.gebruikers[naam] = worker, user
    if team is not None or rol is not Rol.KETENPARTNER:
        Plaatsing.objects.create(
            medewerker=worker,
            team=staff.teams[team] if team else None,
            medewerkertype=soort,
            fte=Decimal(fte) if fte else None,
            van=since,
        )
    if team in {"Team Noord", "Team Midden", "Team Zuid"} and rol is not Rol.TEAMLEIDER:
        staff.per_team.setdefault(team, []).append(worker)
        high = round(Decimal(fte or "1") * (22 + index % 5 * 3), 1)
        Bandbreedte.objects.create(medewerker=worker, laag=high - 6, hoog=high, van=today - timedelta(days=90))


def map_postcodes(staff: Bezetting, postcodes: list[str]) -> None:
    """Spread the first four digits of the test addresses over the areas, so that an address suggests a team."""
    codes = list(staff.gebieden)
    for index, cijfers in enumerate(sorted({postcode[:4] for postcode in postcodes if postcode})):
        code = staff.postcodes[cijfers] = codes[index % len(codes)]
        Postcodegebied.objects.create(postcode=cijfers, gebied=staff.gebieden[code])
