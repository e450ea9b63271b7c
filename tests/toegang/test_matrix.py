"""Reading the matrix: every word is known or the start stops; groups and rights add up. No database."""

from copy import deepcopy
from typing import Any

import pytest

from keukentafel.toegang.matrix import MatrixFout, load_matrix, parse_matrix
from keukentafel.toegang.states import Plaatsingseis, Relatie, Rol, Veld

KLEIN: dict[str, Any] = {
    "veldset": {"niets": [], "wie": ["identiteit"], "werk": ["identiteit", "inhoud"]},
    "groep": {"lezers": {"regisseur": {"zelfde_team": "wie", "casusteam": "werk"}, "teamleider": {"altijd": "niets"}}},
    "rol": {rol: {"omschrijving": f"Wat {rol} doet", "wetten": ["algemeen"], "plaatsing": "geen"} for rol in Rol},
    "actie": {
        "lezen": {"naam": "Lezen", "doel": "beheer", "groepen": ["lezers"]},
        "schrijven": {
            "naam": "Schrijven", "doel": "beheer", "groepen": ["lezers"], "mag": {"regisseur": {"zelfde_team": "werk"}}
        },
        "niemand": {"naam": "Niemand", "doel": "beheer"},
    },
    "scherm": {"kamer:scherm": {"GET": "lezen", "POST": "schrijven"}, "open": {"GET": "openbaar"}},
}  # fmt: skip


def other(*path: str, to: object) -> dict[str, Any]:
    """The small matrix with one thing else; `to` None: without it."""
    data = deepcopy(KLEIN)
    place = data
    for step in path[:-1]:
        place = place[step]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return data


def test_groups_and_own_rights_add_up_and_the_own_right_wins() -> None:
    found = parse_matrix(KLEIN)
    reads = {
        (Rol.REGISSEUR, Relatie.ZELFDE_TEAM): {Veld.IDENTITEIT},
        (Rol.REGISSEUR, Relatie.CASUSTEAM): {Veld.IDENTITEIT, Veld.INHOUD},
        (Rol.TEAMLEIDER, "altijd"): set(),
    }
    assert found.acties["lezen"].mag == reads
    wider = reads | {(Rol.REGISSEUR, Relatie.ZELFDE_TEAM): {Veld.IDENTITEIT, Veld.INHOUD}}
    assert found.acties["schrijven"].mag == wider
    assert found.acties["niemand"].mag == {}
    assert found.acties["lezen"].rollen == {Rol.REGISSEUR, Rol.TEAMLEIDER}
    assert (found.acties["lezen"].code, found.acties["lezen"].naam, found.acties["lezen"].doel) == (
        "lezen", "Lezen", "beheer",
    )  # fmt: skip


def test_roles_have_their_words_laws_and_placement() -> None:
    found = parse_matrix(other("rol", "teamleider", to={"omschrijving": "L", "wetten": ["wmo"], "plaatsing": "team"}))
    assert (found.rollen[Rol.TEAMLEIDER], found.wetten[Rol.TEAMLEIDER]) == ("L", {"wmo"})
    assert found.plaatsing[Rol.TEAMLEIDER] is Plaatsingseis.TEAM
    assert found.plaatsing[Rol.REGISSEUR] is Plaatsingseis.GEEN
    assert found.doelen["beheer"] == {"algemeen"}


def test_screens_and_methods() -> None:
    found = parse_matrix(KLEIN)
    assert found.action_for("kamer:scherm", "HEAD") == found.action_for("kamer:scherm", "GET") == "lezen"
    assert found.action_for("kamer:scherm", "POST") == "schrijven"
    assert found.action_for("open", "GET") == "openbaar"
    assert found.action_for("open", "POST") is None


def test_what_asks_the_second_factor_again() -> None:
    assert parse_matrix(other("opnieuw", to={"kamer:scherm": ["POST"]})).opnieuw == {("kamer:scherm", "POST")}
    assert parse_matrix(KLEIN).opnieuw == frozenset()


def test_a_matrix_without_groups_is_a_matrix() -> None:
    data = other("groep", to=None)
    data["actie"] = {"lezen": {"naam": "Lezen", "doel": "beheer"}}
    data["scherm"] = {}
    assert parse_matrix(data).acties["lezen"].mag == {}


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("veldset", "wie"), ["toverdrank"]),
        (("groep", "lezers", "regisseur"), {"zelfde_team": "alles"}),
        (("groep", "lezers", "regisseur"), {"verwant": "wie"}),
        (("groep", "lezers", "koning"), {"altijd": "wie"}),
        (("actie", "lezen", "groepen"), ["onbekend"]),
        (("actie", "lezen", "naam"), None),
        (("actie", "lezen", "doel"), None),
        (("actie", "lezen", "doel"), "nieuwsgierigheid"),
        (("rol", "teamleider"), None),
        (("rol", "teamleider", "plaatsing"), "ergens"),
        (("rol", "teamleider", "wetten"), ["algemeen", "wams"]),
        (("scherm", "open", "GET"), "onbekend"),
        (("scherm", "open", "DELETE"), "lezen"),
        (("scherm", "open", "DELETE"), "openbaar"),
        (("opnieuw",), {"open": ["GET"]}),
        (("opnieuw",), {"kamer:weg": ["GET"]}),
        (("opnieuw",), {"kamer:scherm": ["POST"], "kamer:weg": ["POST"]}),
    ],
)
def test_a_word_that_is_not_known_stops_the_start(path: tuple[str, ...], to: object) -> None:
    with pytest.raises(MatrixFout):
        parse_matrix(other(*path, to=to))


def test_the_shipped_matrix_is_read_once() -> None:
    assert load_matrix() is load_matrix()


def test_it_says_which_role_is_missing() -> None:
    with pytest.raises(MatrixFout, match=r"ontbreken: \{<Rol.TEAMLEIDER: 'teamleider'>\}$"):
        parse_matrix(other("rol", "teamleider", to=None))
