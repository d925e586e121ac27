import os

from django.core.asgi import get_asgi_application

from config.env import stop_in_one_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATABASE_POOL", "8")

with stop_in_one_line(status=3):
    application = get_asgi_application()
