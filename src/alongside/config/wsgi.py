"""What a web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from alongside.config.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
if os.environ.get("ALONGSIDE_SUPERVISED"):
    die_with_parent()
application = get_wsgi_application()
# What stands from now on is loaded at once and never looked through for garbage again: that took a tenth of a second
# of whichever request it met.
len(get_resolver().url_patterns)
gc.collect()
gc.freeze()
