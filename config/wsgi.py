"""WSGI entry point; asserts before the first request that the database forgets nothing and that the log stays."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from keukentafel.core.duurzaamheid import assert_durable  # noqa: E402  (apps must be loaded first)

assert_durable()

from django.conf import settings  # noqa: E402

from keukentafel.audit.public import assert_append_only  # noqa: E402
from keukentafel.core.muurbouw import assert_walled  # noqa: E402

if settings.PRODUCTIE:
    assert_append_only()
    assert_walled()

from keukentafel.core.sleutelbos import assert_opens  # noqa: E402

assert_opens()

from threading import Thread  # noqa: E402

from keukentafel.meldingen.public import start_sender  # noqa: E402
from keukentafel.plannen.public import warm_up  # noqa: E402
from keukentafel.referentielijsten.public import warm_up_lists  # noqa: E402

warm_up_lists()
# Only a server comes here, never a command or a test: while it answers, the PDF library is loaded beside it.
Thread(target=warm_up, name="pdf-opwarmen", daemon=True).start()
start_sender()
