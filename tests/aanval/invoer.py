"""What is offered: texts that mean harm, texts that people type, and everything in between, from a seed.

Always the same for the same seed. Nothing here is aimed at anything but this product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

#: Signs that break readers: ends of line, no-break spaces, directions, joiners, digits of other scripts, surrogates.
VREEMD = (
    "\0", "\x01", "\x1b", "\x7f", "\x85", "\r", "\n", "\r\n", "\t", "\v", "\f", "\u00a0", "\u2028", "\u2029", "\ufeff",
    "\u200b", "\u200d", "\u202a", "\u202e", "\u2066", "\u2069", "\u0300", "\u0345", "\u034f", "\u180e", "\ufffd",
    "\uffff", "\ud800", "\udfff", "\ud83d", "\U0010ffff", "\U0001f469\u200d\U0001f467", "\U0001f3fd", "\ufe0f", "é",
    "e\u0301", "İ", "ı", "ß", "ſ", "ﬁ", "Ǆ", "²", "½", "１", "٣", "௧", "Ⅷ", "㊿", "𝟗", "а", "Ω", "\u1e9b\u0323", "ﷺ",
)  # fmt: skip
#: Pieces that mean something to some reader.
DELEN = (
    "'", '"', "`", "\\", "/", "//", "../", "%00", "%0d%0a", "%2e", "&", "&amp;", "<", ">", "</", "<!--", "{{", "}}",
    "{%", "${", "#{", "$(", "|", ";", "--", "/*", "=", "+", "-", "@", ",", ";", ":", ".", "..", "...", "~", "^", "*",
    "(", ")", "[", "]", "{", "}", "0", "00", "1", "-1", "9" * 9, "9" * 10, "9" * 20, "9" * 400, "0x10", "1e9", "1e400",
    "NaN", "inf", "-inf", "null", "None", "true", "ja", "nee", "1.0", "1,0", "1.250,50", "€", "€ 1.250,50", "0.1",
    "31-2-1990", "29-2-2000", "29-2-1900", "0-0-0000", "1-1-9999", "00000101", "2014-12-03", "2014-13-01", "0000-01-01",
    "12 maart", "mei", "99-99-99", "24.00", "14.30", "25:61:61", "999990639", "999993653", "999993239", "000000000",
    "06-12345678", "+31612345678", "1234AB", "0000AA", "1234 SS", "a@b.nl", "@noor", "#doel", "http://127.0.0.1/",
    "javascript:alert(1)", "=HYPERLINK(1)", "van den", "'t", "de", "O'Brien", "d'", "Müller-de Vries", "nazorg",
    "SELECT", "DROP TABLE", "' OR '1'='1", "1;", "%s", "%(x)s", "%n", "{0.__class__}", "__class__", "__proto__",
    "a" * 300, "a" * 5000, " " * 300, "(" * 500, "[" * 500, "-" * 300, "1" * 300, "é" * 300, ".." * 200, ",\n" * 100,
)  # fmt: skip


def typed(chance: Random, seeds: Sequence[str]) -> str:
    """One text: a seed that was changed in one to six places, or nothing but pieces."""
    text = chance.choice(seeds) if seeds and chance.random() < 0.8 else ""
    for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3, 6))):
        text = changed(chance, text)
    return text


def changed(chance: Random, text: str) -> str:
    """The text with one change: something put in, taken out, doubled, swapped, or a sign moved one place up."""
    at, how = chance.randrange(len(text) + 1), chance.random()
    if how < 0.3:
        return text[:at] + chance.choice(DELEN) + text[at:]
    if how < 0.5:
        return text[:at] + chance.choice(VREEMD) + text[at:]
    if how < 0.6:
        return text[:at] + chr(chance.randrange(0x110000)) + text[at:]
    to = min(len(text), at + chance.choice((1, 1, 2, 5, 20)))
    if how < 0.75:
        return text[:at] + text[to:]
    if how < 0.85:
        return text[:to] + text[at:]
    if how < 0.92 and to > at:
        return text[:at] + chr(min(ord(text[at]) ^ (1 << chance.randrange(7)), 0x10FFFF)) + text[at + 1 :]
    return text[at:] + text[:at]


def damaged(chance: Random, content: bytes) -> bytes:
    """Bytes with one to six changes: a bit turned over, a piece out, a piece doubled, something strange put in."""
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3, 6))):
        at, how = chance.randrange(len(content) + 1), chance.random()
        to = min(len(content), at + chance.choice((1, 1, 2, 4, 30, 500)))
        if how < 0.3 and to > at:
            content = content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]
        elif how < 0.5:
            strange = chance.choice((*VREEMD, *DELEN)).encode("utf-8", "surrogatepass")
            content = content[:at] + strange + content[at:]
        elif how < 0.6:
            content = content[:at] + chance.randbytes(chance.choice((1, 2, 4, 8))) + content[to:]
        elif how < 0.8:
            content = content[:at] + content[to:]
        else:
            content = content[:to] + content[at:]
    return content


def texts(zaad: int, seeds: Sequence[str], aantal: int) -> Iterator[str]:
    """This many texts around these seeds."""
    chance = Random(zaad)
    yield from (typed(chance, seeds) for _ in range(aantal))


def contents(zaad: int, seeds: Sequence[bytes], aantal: int) -> Iterator[bytes]:
    """This many contents of a file around these seeds."""
    chance = Random(zaad)
    yield from (damaged(chance, chance.choice(seeds)) for _ in range(aantal))
