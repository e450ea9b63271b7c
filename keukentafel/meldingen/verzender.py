"""The server's own sender: a thread that looks in the outbox now and then, with a connection of its own."""

import logging
from threading import Event, Thread

from django.db import close_old_connections, connection

from keukentafel.core.muur import as_system
from keukentafel.meldingen.actions.verzenden import send_waiting

ELKE = 15  # seconds


def start_sender(stop: Event | None = None) -> Thread:
    """Start the thread in a server worker; it ends with the process, or when `stop` is set."""
    thread = Thread(target=_run, args=(stop or Event(),), name="verzender", daemon=True)
    thread.start()
    return thread


def _run(stop: Event) -> None:
    while not stop.wait(ELKE):
        close_old_connections()
        try:
            with as_system("verzender"):
                send_waiting()
        except Exception:  # whatever it is, the next round tries again
            logging.getLogger(__name__).exception("de verzender kwam niet verder")
        finally:
            connection.close()
