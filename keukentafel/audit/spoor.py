"""W3C Trace Context: which trace a request belongs to, and the header that passes it on (LDV, NEN 7513, test L4).

The spans need no column of their own: a request is the span of its event, a line the span of its hash.
"""

import re

from keukentafel.audit.gebeurtenis import Gebeurtenis, open_event, open_read

# version "-" trace-id "-" parent-id "-" flags; a later version may have more after it (W3C Trace Context 2.2)
FORM = re.compile(r"(?P<version>[0-9a-f]{2})-(?P<trace>[0-9a-f]{32})-(?P<span>[0-9a-f]{16})-[0-9a-f]{2}(?P<rest>-.*)?")


def read_traceparent(header: str) -> tuple[str, str] | None:
    """Trace (32 hex) and span (16 hex) of the caller; None for a header that is absent or not well formed."""
    found = FORM.fullmatch(header.strip()) if len(header) <= 200 else None
    if found is None or found["version"] == "ff" or (found["version"] == "00" and found["rest"]):
        return None
    if not found["trace"].strip("0") or not found["span"].strip("0"):
        return None
    return found["trace"], found["span"]


def span_of_event(gebeurtenis: str) -> str:
    """The span (16 hex) of a request or command: the first half of its own id."""
    return gebeurtenis.replace("-", "")[:16]


def span_of_line(digest: str) -> str:
    """The span (16 hex) of one line: the beginning of its hash."""
    return digest[:16]


def traceparent(event: Gebeurtenis) -> str:
    """The header that names this event as the caller."""
    return f"00-{event.trace}-{span_of_event(event.id)}-01"


def outgoing_headers() -> dict[str, str]:
    """Headers for a message to another system, so that its log can be laid beside ours; none outside an event."""
    event = open_event.get() or open_read.get()
    return {} if event is None else {"traceparent": traceparent(event)}
