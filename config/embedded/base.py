from django.conf import settings
from django.db.backends.postgresql.client import DatabaseClient as Client

from archive.database import base
from config.embedded.server import PORT, Server, program


class DatabaseClient(Client):
    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        server = Server(settings.VAR_DIR)
        server.start()
        server_settings = settings_dict | {"HOST": str(server.sockets), "PORT": PORT}
        args, env = super().settings_to_cmd_args_env(server_settings, parameters)
        return [str(program("psql")), *args[1:]], env


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    @property
    def server(self):
        return Server(settings.VAR_DIR)

    def get_connection_params(self):
        """Starts the server when it is not running."""
        self.server.start()
        return super().get_connection_params() | {"host": str(self.server.sockets), "port": PORT}
