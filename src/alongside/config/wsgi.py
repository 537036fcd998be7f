"""What a web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from alongside.config.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
if os.environ.get("ALONGSIDE_SUPERVISED"):
    die_with_parent()
application = get_wsgi_application()
