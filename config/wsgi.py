"""WSGI entry point; asserts the durability of the database before the first request."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from keukentafel.core.duurzaamheid import assert_durable  # noqa: E402  (apps must be loaded first)

assert_durable()
