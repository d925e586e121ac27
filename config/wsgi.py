import os

from django.core.wsgi import get_wsgi_application

from config.env import stop_in_one_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATABASE_POOL", "8")

# 3 tells gunicorn that a new worker would fail the same way.
with stop_in_one_line(status=3):
    application = get_wsgi_application()
