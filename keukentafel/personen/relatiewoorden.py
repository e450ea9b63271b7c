"""How a relation between two people reads, in both directions: "is moeder van", "is zoon van".

The kinds are those of the exchange package (resource `relaties`): soort reads "persoon_a is <soort> of
persoon_b". Gender only chooses the word; when it is not known the neutral word is used.
"""

from __future__ import annotations

from dataclasses import dataclass

#: kind -> ((neutral, man, vrouw) as a is to b, the same as b is to a)
_WORDS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "ouder": (("ouder", "vader", "moeder"), ("kind", "zoon", "dochter")),
    "partner": (("partner", "partner", "partner"),) * 2,
    "ex_partner": (("ex-partner", "ex-partner", "ex-partner"),) * 2,
    "broer_of_zus": (("broer of zus", "broer", "zus"),) * 2,
    "grootouder": (("grootouder", "opa", "oma"), ("kleinkind", "kleinzoon", "kleindochter")),
    "familielid": (("familie", "familie", "familie"),) * 2,
    "mantelzorger": (("mantelzorger",) * 3, ("degene die hulp krijgt",) * 3),
    "vriend": (("vriend of vriendin", "vriend", "vriendin"),) * 2,
    "buur": (("buur", "buurman", "buurvrouw"),) * 2,
    "overig": (("bekende", "bekende", "bekende"),) * 2,
}
SOORTEN = tuple(_WORDS)
SYMMETRIC = frozenset(kind for kind, (one, other) in _WORDS.items() if one == other)


@dataclass(frozen=True, slots=True)
class Richting:
    """A choice in the sentence form: who is put first in the record, and the words to choose by."""

    code: str
    soort: str
    omgekeerd: bool
    woorden: str


def relation_word(kind: str, gender: str, *, reverse: bool = False) -> str:
    """Return what someone of this gender is to the other: relation_word("ouder", "vrouw") -> "moeder".

    With `reverse` the one described stands second in the record: "ouder" then gives "kind", "zoon" …
    """
    neutral, man, vrouw = _WORDS[kind][1 if reverse else 0]
    return {"man": man, "vrouw": vrouw}.get(gender, neutral)


def relation_sentence(kind: str, gender: str, *, reverse: bool = False) -> str:
    """Return the middle of the sentence: "is moeder van"; two kinds need other words than "is … van"."""
    if kind == "mantelzorger" and reverse:
        return "krijgt mantelzorg van"
    if kind in ("familielid", "overig"):
        return f"is {relation_word(kind, gender)} van"
    return f"is {relation_word(kind, gender, reverse=reverse)} van"


def directions() -> tuple[Richting, ...]:
    """Return the choices of the sentence form "[A] is [ouder / kind / …] van [B]", both ways of each kind."""
    choices = []
    for kind in SOORTEN:
        choices.append(Richting(kind, kind, False, relation_sentence(kind, "")))
        if kind not in SYMMETRIC:
            sentence = relation_sentence(kind, "", reverse=True)
            choices.append(Richting(f"{kind}_omgekeerd", kind, True, sentence))
    return tuple(choices)
