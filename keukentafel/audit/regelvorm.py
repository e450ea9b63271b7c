"""One line of the log is one line of text, whatever came in: no control characters, no direction marks, no surplus.

What a caller sends (an address, a header) or a worker types must not make a second line, hide part of one or move text
to another field (ASVS 16.4.1, security.md U4).
"""

REDEN, OBJECT, WET = 60, 40, 14  # the widths of the columns
BREEDTE = {"rol": 40, "oorsprong": 64, "vreemd": 80, "trace": 32}
TEKEN = "\N{REPLACEMENT CHARACTER}"


def one_line(value: str, width: int) -> str:
    """The text in one line of at most `width` characters; what is not printable becomes a replacement character."""
    if len(value) <= width and value.isprintable():
        return value
    return "".join(one if one.isprintable() else TEKEN for one in value[:width])


def fit(**values: str) -> dict[str, str]:
    """The texts that all lines of an event share, each in the width of its column."""
    return {name: one_line(value, BREEDTE[name]) for name, value in values.items()}
