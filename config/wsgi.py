import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from cms.api import kept_dumps  # noqa: E402 - models are ready only now

# This program may write them otherwise than the one before it.
kept_dumps.forget()
