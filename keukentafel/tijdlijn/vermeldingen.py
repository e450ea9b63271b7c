"""Mentions in a text: `@noor` names a colleague, `#boodschappen` a goal. The text itself is never changed."""

import re
from dataclasses import dataclass

_MENTION = re.compile(r"(?<![\w@#/&])([@#])([^\W_][\w-]{1,39})")


@dataclass(frozen=True, slots=True)
class Vermeldingen:
    """The words behind @ and #, in order, each once, without the sign."""

    collegas: tuple[str, ...]
    doelen: tuple[str, ...]


def parse_mentions(tekst: str) -> Vermeldingen:
    """Find the mentions. An e-mail address or a link is none; a sign in the middle of a word neither."""
    found: dict[str, dict[str, None]] = {"@": {}, "#": {}}
    for sign, word in _MENTION.findall(tekst):
        found[sign][word.rstrip("-")] = None
    return Vermeldingen(tuple(found["@"]), tuple(found["#"]))
