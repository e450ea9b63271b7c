"""What stops a back-up or a restore, in words for who administers the server."""


class KopieFout(Exception):
    """The back-up cannot be made, read or put back; the message is Dutch, says what to do and names nobody."""
