"""Facets against a slow, obvious count of the same cases."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from keukentafel.inzicht.facetten import Facet, Keuze, counts_of, matching, read_choice

CODES = ("a", "b", "c")


@st.composite
def facets(draw: st.DrawFn) -> list[Facet]:
    """Three facets over the same random cases; of the last one a case may have none or several values."""
    n = draw(st.integers(0, 12))
    one = st.lists(st.integers(0, 2), min_size=1, max_size=1)
    more = st.lists(st.integers(0, 2), max_size=3, unique=True)
    return [
        Facet(naam, naam, [(code, code.upper()) for code in CODES], draw(st.lists(rows, min_size=n, max_size=n)))
        for naam, rows in (("leeftijd", one), ("gebied", one), ("domein", more))
    ]


def slow(facetten: Sequence[Facet], gekozen: dict[str, tuple[str, ...]], zonder: str = "") -> list[int]:
    """Case by case, facet by facet."""
    found = []
    for case in range(len(facetten[0].rijen)):
        fits = True
        for facet in facetten:
            mine = [CODES[place] for place in facet.rijen[case]]
            wanted = gekozen.get(facet.code, ())
            if facet.code != zonder and wanted and not any(value in wanted for value in mine):
                fits = False
        if fits:
            found.append(case)
    return found


@given(facets(), st.dictionaries(st.sampled_from(("leeftijd", "gebied", "domein", "x")),
                                 st.lists(st.sampled_from((*CODES, "z")), max_size=3)))  # fmt: skip
def test_facets_narrow_and_values_widen(found: list[Facet], asked: dict[str, list[str]]) -> None:
    keuze = read_choice(asked, found)
    known = {name: tuple(v for v in values if v in CODES) for name, values in asked.items() if name != "x"}
    assert matching(found, keuze) == slow(found, known)
    for facet in found:
        rows = slow(found, known, zonder=facet.code)
        expected = {code: sum(CODES.index(code) in facet.rijen[row] for row in rows) for code in CODES}
        assert counts_of(facet, matching(found, keuze, zonder=facet.code)) == expected
        assert Facet.of_dict(facet.as_dict()).rijen == [list(row) for row in facet.rijen]


def test_an_address_says_the_choice_and_is_read_back() -> None:
    found = [Facet("leeftijd", "Leeftijd", [("0-19", "tot 20"), ("20-39", "tot 40")], [[0], [1]])]
    keuze = read_choice({"leeftijd": ["20-39", "0-19", "x"], "naar": ["niets"]}, found)
    assert keuze == Keuze({"leeftijd": ("0-19", "20-39")}, "leeftijd")
    assert keuze.query() == "?leeftijd=0-19&leeftijd=20-39&naar=leeftijd"
    assert keuze.without("leeftijd", "0-19").query([("team", "3")]) == "?team=3&leeftijd=20-39&naar=leeftijd"
    assert read_choice({}, []) == Keuze({}, "") and matching([], keuze) == []
