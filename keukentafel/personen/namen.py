"""Dutch names: the key under which a name is found, how it sounds, and how it is written on a screen.

Pure rules, no Django. The sound key is an own small rule set for Dutch and for names written as the Dutch
hear them; SOUND_RULES below is the whole of it, in the order in which the rules are applied.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: Letters that Unicode does not take apart into a base letter and a sign.
_FOLDED = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "þ": "th",
        "ĳ": "ij",
    }
)
_APOSTROPHES = re.compile("['’‘`´ʼʻ]")
_NOT_A_WORD = re.compile(r"[^\w]+|_")

#: Words that may stand before a surname; a name is found without them.
#: Source: BRP table 36 (voorvoegsels) and its parts, without those that are given names as well (Ben, Don).
TUSSENVOEGSELS = frozenset(
    (
        "aan",
        "af",
        "al",
        "auf",
        "aus",
        "bij",
        "bin",
        "boven",
        "d",
        "da",
        "dal",
        "dalla",
        "das",
        "de",
        "dei",
        "del",
        "dela",
        "della",
        "den",
        "der",
        "des",
        "di",
        "die",
        "dit",
        "dos",
        "du",
        "el",
        "het",
        "ibn",
        "in",
        "l",
        "la",
        "le",
        "les",
        "onder",
        "op",
        "over",
        "s",
        "t",
        "te",
        "ten",
        "ter",
        "tho",
        "thoe",
        "to",
        "toe",
        "tot",
        "uijt",
        "uit",
        "van",
        "vande",
        "vanden",
        "vander",
        "vom",
        "von",
        "voor",
        "vor",
        "zu",
        "zum",
        "zur",
    )
)

#: (pattern, replacement), applied one after the other on a folded word of letters a-z.
SOUND_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"sch(?=$|[^aeiouyrl])", "s"),  # Bosch = Bos, -isch
        (r"ph", "f"),  # Joseph = Josef
        (r"th", "t"),  # Mathijs = Matijs
        (r"dt", "t"),  # Schmidt = Schmit
        (r"ckx|cks|cx|kx|ks", "x"),  # Hendrickx = Hendriks = Hendrix
        (r"ck", "k"),
        (r"qu", "kw"),
        (r"gh|ch", "g"),  # van Gogh, Lichtenberg = Ligtenberg
        (r"c(?=[eiy])", "s"),  # Cecile = Sesile
        (r"c", "k"),  # Carel = Karel
        (r"z", "s"),  # Zwart = Swart
        (r"sj|sh|tsj|tj", "sj"),  # Sjoerd, Shahid
        (r"aay|aaij|aai|aij|aey|ay|ai", "aj"),  # Kraaij = Kraay = Kraai
        (r"ooij|ooy|ooi|oij|oy", "oj"),  # Kooij = Kooy = Kooi
        (r"uij|uy", "ui"),  # Kuijper = Kuyper = Kuiper
        (r"eij|ey|ij|ei|y", "y"),  # Meijer = Meyer = Meier, Dijk = Dyk
        (r"ouw|auw|au|ou", "o~"),  # Pauw = Pouw, Claus = Klous
        (r"v", "f"),  # Visser = Fisser
        (r"ae", "a"),  # Baert = Baart
        (r"ie", "i"),  # Tieleman = Tileman
        (r"([a-z~])\1+", r"\1"),  # Janssen = Jansen, Boogaart = Bogart
        (r"(?<=[bdfgklmnprstx])h", ""),  # Rhoon = Roon
        (r"ts|ds", "s"),  # Smits = Smids
        (r"d$", "t"),  # Brand = Brant
        (r"b$", "p"),  # Jacob = Jacop
        (r"en$", "e"),  # Jansen = Janse: the last n is not heard
        (r"([a-z~])\1+", r"\1"),
    )
)
_LETTERS = re.compile(r"[^a-z]")


def normalise_name(text: str) -> str:
    """Return the name as it is stored: NFC, one space between words, none around. Nothing else is changed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the words of a name as keys: small letters without signs, words parted by one space.

    "D'Angelo-Huis in 't Veld" -> "dangelo huis in t veld"; "Şükrü" -> "sukru".
    """
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold()).translate(_FOLDED)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return " ".join(_NOT_A_WORD.sub(" ", bare).split())


def name_words(text: str) -> tuple[str, ...]:
    """Return the words under which a name is found, without tussenvoegsels: "van den Bos" -> ("bos",).

    A name that consists of tussenvoegsels only ("De", "Van de Op") keeps them: it must be found as well.
    """
    words = fold(text).split()
    return tuple(word for word in words if word not in TUSSENVOEGSELS) or tuple(words)


def split_surname(text: str) -> tuple[str, str]:
    """Part a surname into (tussenvoegsel, rest) as typed: "van den Boogaart" -> ("van den", "Boogaart").

    The last word is never a tussenvoegsel. The tussenvoegsel comes back in small letters.
    """
    words = normalise_name(text).split(" ")
    at = 0
    while at < len(words) - 1 and fold(words[at]) in TUSSENVOEGSELS:
        at += 1
    return " ".join(words[:at]).lower(), " ".join(words[at:])


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return how a word sounds to a Dutch ear: words with one key are taken for each other.

    Input is any spelling of one word; without a letter a-z the folded word itself is the key.
    """
    folded = fold(word).replace(" ", "")
    key = _LETTERS.sub("", folded)
    for pattern, replacement in SOUND_RULES:
        key = pattern.sub(replacement, key)
    return key or folded


def deletions(word: str) -> frozenset[str]:
    """Return the word and every word with one letter left out (at least two letters stay).

    Two words within one wrong, missing, extra or swapped letter of each other share at least one of these,
    so that a misspelt name is found by equality, which an index answers at any size (symmetric delete).
    """
    if len(word) < 3:
        return frozenset((word,))
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))


def trigrams(text: str) -> frozenset[str]:
    """Return the trigrams of each word, padded with two spaces before and one after (as pg_trgm does)."""
    return frozenset(
        padded[at : at + 3]
        for word in fold(text).split()
        for padded in (f"  {word} ",)
        for at in range(len(padded) - 2)
    )


def trigram_similarity(left: str, right: str) -> float:
    """Return shared trigrams divided by all trigrams, 0.0 to 1.0 (as pg_trgm's similarity)."""
    one, other = trigrams(left), trigrams(right)
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def initials(given_names: str) -> str:
    """Return the initials: "Jan Willem" -> "J.W.", "Peter-Jan" -> "P.J.", "IJsbrand" -> "IJ."."""
    parts = [part for part in re.split(r"[\s\-]+", normalise_name(given_names)) if part and part[0].isalpha()]
    return "".join("IJ." if part[:2] in ("IJ", "Ij") else f"{part[0].upper()}." for part in parts)


def full_name(given_names: str, prefix: str, surname: str) -> str:
    """Return the whole name: "Jan van den Boogaart"; without given names "Van den Boogaart"."""
    return _joined(given_names, prefix, surname)


def short_name(given_names: str, prefix: str, surname: str) -> str:
    """Return the name with initials: "J. van den Boogaart"; without given names "Van den Boogaart"."""
    return _joined(initials(given_names), prefix, surname)


def bare_surname(prefix: str, surname: str) -> str:
    """Return the surname on its own, its first letter a capital: "De Wit", "'t Hart"."""
    return _joined("", prefix, surname)


def _joined(before: str, prefix: str, surname: str) -> str:
    name = " ".join(filter(None, (prefix.strip(), surname.strip())))
    if before.strip():
        return f"{before.strip()} {name}".strip()
    return name[:1].upper() + name[1:]


def family_name(surnames: Iterable[str], *, with_children: bool) -> str:
    """Name a household of more than one: "Gezin De Wit", without children "De Wit en Jansen".

    `surnames` are bare surnames, the eldest first. A family is named after the name most of them carry; when
    two are carried as often, after the one that comes first. Without a single name: "Huishouden zonder naam".
    """
    counted: dict[str, int] = {}
    for surname in filter(None, surnames):
        counted[surname] = counted.get(surname, 0) + 1
    if not counted:
        return "Huishouden zonder naam"
    if with_children or len(counted) == 1:
        return f"Gezin {max(counted, key=lambda surname: counted[surname])}"
    first, second, *more = counted
    return f"{first}, {second} en anderen" if more else f"{first} en {second}"


def single_name(short: str, gender: str) -> str:
    """Name a household of one: "Mevrouw J. de Wit", "De heer J. de Wit", otherwise the name itself."""
    return {"vrouw": f"Mevrouw {short}", "man": f"De heer {short}"}.get(gender, short)
