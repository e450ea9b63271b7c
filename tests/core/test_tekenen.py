"""Charts: the drawing says what the numbers say, and the table says it again."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.core.tekenen import (
    BREED,
    Belasting,
    Domeinverloop,
    Kringverdeling,
    Tekening,
    draw_belasting,
    draw_kanteling,
    draw_verloop,
    finding_kanteling,
    finding_verloop,
)

NIVEAU = st.none() | st.integers(1, 5)


def elements(tekening: Tekening, name: str) -> list[ElementTree.Element]:
    """Parse the SVG (it must be well-formed) and return the elements of this name."""
    return [e for e in ElementTree.fromstring(tekening.svg).iter() if e.tag.endswith(name)]


def test_largest_gain_stands_on_top_and_unmeasured_below() -> None:
    tekening = draw_verloop(
        [Domeinverloop("Justitie", None, None), Domeinverloop("Huishouden", 3, 2), Domeinverloop("Netwerk", 2, 4)]
    )
    assert [rij[0] for rij in tekening.rijen] == ["Netwerk", "Huishouden", "Justitie"]
    assert tekening.rijen[2][1:3] == ("niet gemeten", "niet gemeten")
    assert tekening.titel == "1 vooruit, 1 achteruit"


def test_the_block_stands_at_its_level() -> None:
    one = elements(draw_verloop([Domeinverloop("A", None, 1)]), "rect")[0]
    five = elements(draw_verloop([Domeinverloop("A", None, 5)]), "rect")[0]
    assert one.get("class", "").startswith("niveau-1")
    assert five.get("class", "").startswith("niveau-5")
    assert float(five.get("x", 0)) - float(one.get("x", 0)) == pytest.approx(4 * (BREED - 190) / 4)


def test_the_finding_counts_only_pairs() -> None:
    assert finding_verloop([Domeinverloop("A", None, 5), Domeinverloop("B", 3, 3)]) == "1 gelijk"
    assert finding_verloop([Domeinverloop("A", None, 5)]) == "Nog geen tweede meting"


@pytest.mark.parametrize("fout", [0, 6, -1])
def test_a_level_outside_the_scale_is_refused(fout: int) -> None:
    with pytest.raises(ValueError, match="tussen 1 en 5"):
        draw_verloop([Domeinverloop("A", fout, 3)])


@given(st.lists(st.builds(Domeinverloop, naam=st.text(max_size=40), toen=NIVEAU, nu=NIVEAU, doel=NIVEAU), max_size=13))
def test_any_household_gives_a_sound_drawing(regels: list[Domeinverloop]) -> None:
    regels = [r for r in regels if all(c.isprintable() for c in r.naam)]
    tekening = draw_verloop(regels)
    assert len(tekening.rijen) == len(regels)
    assert len(elements(tekening, "rect")) == sum(r.nu is not None for r in regels)


def test_kanteling_names_what_changed() -> None:
    toen, nu = Kringverdeling("Bestaand", eigen=1, maatwerk=3), Kringverdeling("Nieuw", 2, 2, 1, 0)
    assert finding_kanteling([toen, nu]) == "Van voorziening naar netwerk"
    assert finding_kanteling([nu, toen]) == "Meer hulp van voorzieningen"
    assert finding_kanteling([toen, toen]) == "Even veel hulp van dichtbij als eerst"
    assert finding_kanteling([toen, Kringverdeling("Nieuw")]) == "Waar de hulp vandaan komt"


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_a_bar_fills_its_width_in_proportion(aantallen: list[int]) -> None:
    tekening = draw_kanteling([Kringverdeling("Nu", *aantallen)])
    delen = [r for r in elements(tekening, "rect") if "patroon" not in r.get("class", "")]
    breedtes = [float(r.get("width", 0)) for r in delen]
    gevuld = [a for a in aantallen if a]
    assert len(breedtes) == len(gevuld)
    if gevuld:
        assert sum(breedtes) + 2 * (len(gevuld) - 1) == pytest.approx(BREED - 82, abs=0.01)
        assert breedtes == pytest.approx([sum(breedtes) * a / sum(gevuld) for a in gevuld], rel=1e-3, abs=0.01)


def test_the_table_has_the_same_numbers() -> None:
    tekening = draw_kanteling([Kringverdeling("Bestaand", 1, 0, 0, 3)])
    assert tekening.rijen == (("Bestaand", "1", "0", "0", "3"),)
    assert "3 maatwerk" in tekening.beschrijving


def test_load_keeps_the_given_order_and_marks_only_who_is_over() -> None:
    tekening = draw_belasting([Belasting("Zoë", 10, 20), Belasting("Aad", 7.5, 6, 4)])
    assert [r[0] for r in tekening.rijen] == ["Zoë", "Aad"]
    assert tekening.rijen[1] == ("Aad", "7,5", "6", "4")
    assert len([r for r in elements(tekening, "rect") if r.get("class") == "belasting-over"]) == 1


def test_a_negative_load_is_refused() -> None:
    with pytest.raises(ValueError, match="niet negatief"):
        draw_belasting([Belasting("Aad", -1, 6)])


def test_names_cannot_break_out_of_the_drawing() -> None:
    kwaad = '<script>"&'
    for tekening in (
        draw_verloop([Domeinverloop(kwaad, 1, 2)]),
        draw_kanteling([Kringverdeling(kwaad, 1)]),
        draw_belasting([Belasting(kwaad, 1, 2)]),
    ):
        assert "<script" not in tekening.svg
        assert elements(tekening, "title")[0].text
        assert not re.search(r"\sstyle=", tekening.svg)


def test_nothing_to_draw_is_no_crash() -> None:
    for tekening in (draw_verloop([]), draw_kanteling([]), draw_belasting([])):
        assert tekening.rijen == ()
        assert elements(tekening, "svg")
