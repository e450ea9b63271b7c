"""Numbers that come in as text: from an address, a form, a file."""


def positive_int(text: str) -> int | None:
    """Return the whole number that this text is, 1 to 999,999,999; None for anything else.

    Nine digits fit in every column of the database. `isdigit` alone would let "²" pass, which `int` refuses.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    return int(text) or None
