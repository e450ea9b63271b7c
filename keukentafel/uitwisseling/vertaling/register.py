"""Which translation serves which resource: every resource of the contract has one."""

from __future__ import annotations

from collections.abc import Mapping

from keukentafel.uitwisseling.vertaling.buurt import Activiteiten, Buurtaanbiedingen, Buurtkoppelingen, Buurtvragen
from keukentafel.uitwisseling.vertaling.casussen import Casusrollen, Casussen, Contactmomenten, Werkwijzereviews
from keukentafel.uitwisseling.vertaling.kaart import Gebieden, Organisaties
from keukentafel.uitwisseling.vertaling.meldingen import BuitenSysteem, Meldingen
from keukentafel.uitwisseling.vertaling.mensen import Huishoudens, Huishoudleden, Personen, Relaties
from keukentafel.uitwisseling.vertaling.plannen import Doelen, Inzet, Plannen
from keukentafel.uitwisseling.vertaling.teams import Medewerkers, Plaatsingen, Teamgebieden, Teams
from keukentafel.uitwisseling.vertaling.vorm import Vertaling
from keukentafel.uitwisseling.vertaling.zelfredzaamheid import Metingen, Scores

KAART: tuple[Vertaling, ...] = (Gebieden(), Organisaties())
TEAMS: tuple[Vertaling, ...] = (Teams(), Teamgebieden(), Medewerkers(), Plaatsingen())
MENSEN: tuple[Vertaling, ...] = (Personen(), Huishoudens(), Huishoudleden(), Relaties())
METEN: tuple[Vertaling, ...] = (Metingen(), Scores())
PLANNEN: tuple[Vertaling, ...] = (Plannen(), Doelen(), Inzet())
BUURT: tuple[Vertaling, ...] = (Buurtvragen(), Buurtaanbiedingen(), Buurtkoppelingen(), Activiteiten())
CASUS: tuple[Vertaling, ...] = (Meldingen(), Casussen(), Casusrollen(), Contactmomenten())
TERUGBLIK: tuple[Vertaling, ...] = (Werkwijzereviews(), BuitenSysteem())
ALLE = (*KAART, *TEAMS, *MENSEN, *CASUS, *METEN, *PLANNEN, *TERUGBLIK, *BUURT)
VERTALINGEN: Mapping[str, Vertaling] = {each.resource: each for each in ALLE}
