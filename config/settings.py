"""The one settings file: everything that differs between machines is read from the environment.

The table "Settings" in docs/operations.md lists each variable with its default.
"""

import os
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from archive.tracing.log_lines import FORMATTERS
from config import env, identity_provider
from config.embedded.server import programs_folder

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = "PYTEST_VERSION" in os.environ
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / ("var/tests" if TESTING else "var"))

HOST = env.host("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, 1, 65535)
DEBUG = env.flag("DEBUG")
HTTPS = env.flag("HTTPS") and not TESTING
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", f"localhost,127.0.0.1,[::1],{HOST}")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
# Whose X-Forwarded-For and X-Forwarded-Proto are believed; "unix" stands for a proxy that comes through a socket.
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES", "127.0.0.1,::1,unix" if HTTPS else "")

# The one address under which links that leave the archive (feeds, citations, exports, mails) name it.
SITE_URL = env.origin("SITE_URL")
env.check_one_site(ALLOWED_HOSTS, SITE_URL)

DATABASE = env.database("DATABASE_URL")
EMBEDDED = DATABASE is None
DEMO = sys.argv[1:2] == ["demo"]
OWN_KEY = VAR_DIR / "secret-key" if EMBEDDED or DEBUG or DEMO else None
SECRET_KEY = "x" * env.KEY_LENGTH if TESTING else env.secret_key("SECRET_KEY", OWN_KEY)

# Former keys: what they have signed is still believed, and signed with the new one from now on.
SECRET_KEY_FALLBACKS = env.secret_keys("SECRET_KEY_FALLBACKS")

INSTALLED_APPS = [
    "pgtrigger",
    "pghistory",
    "django_filters",
    "config.admin.ArchiveAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "archive.accounts",
    "archive.alerts",
    "archive.operations",
    "archive",  # after what its admin builds on
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "config.headers.SecurityHeadersMiddleware",
    "config.proxies.TrustedProxiesMiddleware",
    "archive.tracing.middleware.TracingMiddleware",
    "config.hosts.HostPortMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.web.serving.languages.LanguagePrefixMiddleware",
    "archive.web.serving.long_addresses.AddressLengthMiddleware",
    "archive.web.serving.read_only.ReadOnlyMiddleware",
    "archive.web.serving.routing.ReplicaRoutingMiddleware",
    "archive.web.serving.page_cache.PageCacheMiddleware",
    "archive.web.serving.bounded_work.BoundedWorkMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "archive.accounts.second_factor.factors.SecondFactorMiddleware",
    "archive.accounts.refusals.RefusalLogMiddleware",
    "archive.accounts.sessions.IdleTimeoutMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

# Who changed something is noted for requests that may change something; reading needs no note.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "archive.web.serving.errors.csrf_failure"
LOGIN_REDIRECT_URL = "admin:index"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "config.templates.DjangoTemplates",
        "NAME": "django",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "archive.web.serving.read_only.read_only",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["archive.web.templatetags.archive_direction"],
            "libraries": {
                f"archive_{name}": f"archive.web.templatetags.archive_{name}"
                for name in ("charts", "constant", "metadata", "search", "statements", "text", "trace")
            },
        },
    },
]

DATABASES = {"default": DATABASE or {"ENGINE": "config.embedded", "NAME": "verbatim", "USER": "verbatim"}}
if not TESTING:  # tests start replicas of their own
    for number, replica in enumerate(env.databases("DATABASE_REPLICA_URLS"), start=1):
        DATABASES[f"replica{number}"] = replica
# Seconds that a replica may be behind the primary and still answer readers.
DATABASE_REPLICA_LAG = env.number("DATABASE_REPLICA_LAG", 10, 1, 3600)
POSTGRES_PROGRAMS = env.existing_folder("POSTGRES_PROGRAMS", programs_folder())
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]["version"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Only servers ask for a pool (config/wsgi.py): a command needs one connection. The demo turns to it when it serves.
POOL_SIZE = env.number("DATABASE_POOL", 8 if DEMO else 0, 0, 100)
# A database that does not answer is said so within 2.5 seconds, and asked again as soon as the next request comes.
CONNECT_TIMEOUT = 2
POOL = {
    "min_size": 1,
    "max_size": POOL_SIZE,
    "timeout": CONNECT_TIMEOUT,
    "reconnect_timeout": CONNECT_TIMEOUT,
}
# The limit for any page; searches have a much shorter budget of their own, below.
TIMEOUT = env.number("DATABASE_TIMEOUT", 30 if POOL_SIZE else 0, 0, 3600)


# How long a change waits for one that is still being written, in a server.
LOCK_TIMEOUT = env.number("DATABASE_LOCK_TIMEOUT", 10 if POOL_SIZE else 0, 0, 3600)
# Servers take no changes; commands do.
READ_ONLY = env.flag("READ_ONLY") and not TESTING


def server_options(alias):
    """PostgreSQL's own options of a connection, in one string."""
    if TESTING:
        yield "-c synchronous_commit=off"
    elif TIMEOUT:
        yield f"-c statement_timeout={TIMEOUT}s"
    if LOCK_TIMEOUT and not TESTING:
        yield f"-c lock_timeout={LOCK_TIMEOUT}s"
    if alias != "default" or (READ_ONLY and POOL_SIZE):
        yield "-c default_transaction_read_only=on"


for alias, database in DATABASES.items():
    options = database.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", CONNECT_TIMEOUT)
    if more_options := " ".join([options.get("options", ""), *server_options(alias)]).strip():
        options["options"] = more_options
    if not (TESTING or DEMO):
        options["pool"] = POOL_SIZE and POOL

# Milliseconds that the database may spend on one public search; after that the page says "at least".
SEARCH_BUDGET = env.number("SEARCH_BUDGET", 400, 50, 60_000)
EXPORT_BUDGET = env.number("EXPORT_BUDGET", 20_000, 50, 600_000)

# Exports, and uploads, that a server process works on at once: fewer together than it has threads.
BOUNDED_WORK = env.number("BOUNDED_WORK", 2 if not TESTING else 10_000, 1, 10_000)

# Participants of public events of whom no statement is public: their names may be known from drafts alone.
SHOW_ALL_PARTICIPANTS = env.flag("SHOW_ALL_PARTICIPANTS")

# Seconds for which browsers and caches may show a public page without asking whether it is still the same.
PUBLIC_CACHE_SECONDS = env.number("PUBLIC_CACHE_SECONDS", 0, 0, 86_400)

# Whether nobody publishes their own work: archive/editing/states.py.
TWO_PERSONS = env.flag("TWO_PERSONS")

# Whether a change of what is public waits for a publisher where its editor may not publish: archive/editing/pending/.
PENDING_CHANGES = env.flag("PENDING_CHANGES")

# A language model that may propose statements; the text is sent there. Off while the address is empty.
PROPOSER_URL = env.web_address("PROPOSER_URL")
PROPOSER_MODEL = env.text("PROPOSER_MODEL", "default")
PROPOSER_KEY = env.text("PROPOSER_KEY")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "archive.accounts.passwords.ContextWordsValidator"},
    {"NAME": "archive.accounts.passwords.EndSessionsValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600  # seconds for which the link in a mail is good
PASSWORD_HASHERS = ["archive.accounts.hashers.Argon2Hasher", "archive.accounts.hashers.PBKDF2Hasher"]
if TESTING:  # a password that is costly to guess is costly to make, and every test makes people
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The import page takes a pasted text of up to 5 MB (a Chinese one takes three bytes a character), 200 files at once,
# and a text with 200 parts, each with fifteen fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 200
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "archive.admin.importing.upload_handler.DiskUploadHandler",
]

# Mails go out through a server, or into a folder; without an address none are sent, and none are offered.
globals().update(env.mail("EMAIL_URL", f"file://{VAR_DIR / 'mail'}" if DEMO or TESTING else ""))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.sender("EMAIL_FROM", "verbatim@localhost")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "中文")]
LOCALE_PATHS = [BASE_DIR / "archive/locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Tests and the development server read the files where they are.
HASH_STATIC_FILES = not (DEBUG or TESTING)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.static_files.HashedStaticFiles"
        if HASH_STATIC_FILES
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = not HASH_STATIC_FILES

# Who cannot sign in with a password alone; what has been set up is asked for in any case.
SECOND_FACTOR = env.choice(
    "SECOND_FACTOR", "PUBLISHERS" if HTTPS else "OPTIONAL", ["OPTIONAL", "PUBLISHERS", "EVERYBODY"]
)
OTP_TOTP_ISSUER = "Verbatim"
# Single sign-on over OpenID Connect: whose accounts may enter, by which of its groups. Off while none is named.
OIDC_ISSUER = identity_provider.issuer("OIDC_ISSUER")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET")
OIDC_NAME = env.text("OIDC_NAME", urlsplit(OIDC_ISSUER).hostname or "")
OIDC_SCOPE = env.text("OIDC_SCOPE", "openid profile email")
OIDC_GROUPS = identity_provider.read_groups("OIDC_GROUPS")
OIDC_GROUPS_CLAIM = env.text("OIDC_GROUPS_CLAIM", "groups")
# Words of the claim "amr" that stand for a second factor; without them the archive asks for its own.
OIDC_TRUSTED_AMR = frozenset(env.words("OIDC_TRUSTED_AMR"))
identity_provider.check(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_GROUPS)
SESSION_ENGINE = "archive.accounts.sessions"
# Minutes without use and hours in all after which somebody signs in again.
SESSION_COOKIE_AGE = 60 * env.number("SESSION_IDLE_MINUTES", 240, 1, 60 * 24 * 14)
SESSION_HOURS = env.number("SESSION_HOURS", 24 * 7, 1, 24 * 90)
if HTTPS:  # browsers take them from this host and by HTTPS alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 365 * 24 * 3600, 0, 10**9 - 1) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.flag("HSTS_SUBDOMAINS")
# Whether the rule holds for all names below the host's is for whoever owns these to say, not for a check.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REDIRECT_EXEMPT = [r"^(?:healthz|readyz)$"]
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOG_LEVEL = env.choice("LOG_LEVEL", "WARNING", ["DEBUG", "INFO", "WARNING", "ERROR"])
LOG_FORMAT = env.choice("LOG_FORMAT", "TEXT", [*FORMATTERS])
# Milliseconds from which a request and a query are told of in the log, with the reason; 0: never.
SLOW_REQUEST_MS = env.number("SLOW_REQUEST_MS", 0 if TESTING else 1000, 0, 600_000)
SLOW_QUERY_MS = env.number("SLOW_QUERY_MS", 0 if TESTING else 500, 0, 600_000)
# Who may read /metrics: whoever has the token, or asks from one of these networks; nobody where neither is set.
METRICS_TOKEN = env.token("METRICS_TOKEN")
METRICS_FROM = env.networks("METRICS_FROM")
METRICS = bool(METRICS_TOKEN or METRICS_FROM)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": FORMATTERS[LOG_FORMAT]}},
    "filters": {"errors": {"()": "archive.database.error_log.ErrorFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["errors"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL},
        # It tells of every attempt to reach a database that is down.
        "psycopg.pool": {"level": LOG_LEVEL if LOG_LEVEL == "DEBUG" else "ERROR"},
        # Signing in, permissions, publication and exports; of the demonstration only what went wrong.
        "verbatim.security": {"level": "WARNING" if DEMO or TESTING else "INFO"},
        # A page that is not there is no news to the operator.
        "django.request": {"level": LOG_LEVEL if LOG_LEVEL in {"DEBUG", "INFO"} else "ERROR"},
    },
}
