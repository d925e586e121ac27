import os

from django.core.asgi import get_asgi_application

from config.env import exit_on_config_error

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATABASE_POOL", "8")

with exit_on_config_error(status=3):
    application = get_asgi_application()
