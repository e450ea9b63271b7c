"""@colleague and #goal, as people type them."""

import pytest

from keukentafel.tijdlijn.public import parse_mentions


@pytest.mark.parametrize(
    ("tekst", "collegas", "doelen"),
    [
        ("@noor belt over #boodschappen", ("noor",), ("boodschappen",)),
        ("Met @Sanne, @sanne-k en @Sanne.", ("Sanne", "sanne-k"), ()),
        ("mail naar j.jansen@voorbeeld.nl", (), ()),
        ("zie https://voorbeeld.nl/#kop", (), ()),
        ("huisnummer # 12 en een @ los", (), ()),
        ("(@émile) #Weer-naar-school!", ("émile",), ("Weer-naar-school",)),
        ("", (), ()),
    ],
)
def test_mentions(tekst: str, collegas: tuple[str, ...], doelen: tuple[str, ...]) -> None:
    found = parse_mentions(tekst)
    assert (found.collegas, found.doelen) == (collegas, doelen)
