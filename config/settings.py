"""Settings: one file, everything from the environment, safe when nothing is set."""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config import sleutels

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("KEUKENTAFEL_VAR", BASE_DIR / "var"))


def flag(name: str, default: bool = False) -> bool:
    """Read a yes/no setting: ja, 1, true, yes."""
    return os.environ.get(name, "ja" if default else "nee").lower() in {"ja", "1", "true", "yes"}


PRODUCTIE = flag("KEUKENTAFEL_PRODUCTIE")
DEMO = flag("KEUKENTAFEL_DEMO")
DEBUG = flag("KEUKENTAFEL_DEBUG")
if PRODUCTIE and (DEMO or DEBUG):
    raise ImproperlyConfigured("In productie staan KEUKENTAFEL_DEMO en KEUKENTAFEL_DEBUG uit.")
INSTRUMENT = os.environ.get("KEUKENTAFEL_INSTRUMENT", "zrm2013")  # scheme with which a new person is measured
TEMPO = flag("KEUKENTAFEL_TEMPO", default=True)  # how often one may search, export, log in: toegang/tempo.toml
if PRODUCTIE and not TEMPO:
    raise ImproperlyConfigured("In productie blijft KEUKENTAFEL_TEMPO aan; de grenzen staan in toegang/tempo.toml.")
PUBLICATIE_MAANDEN = int(os.environ.get("KEUKENTAFEL_PUBLICATIE_MAANDEN", "6"))  # docs/adr/0014
if PUBLICATIE_MAANDEN not in (3, 6, 12):
    raise ImproperlyConfigured("KEUKENTAFEL_PUBLICATIE_MAANDEN is 3 (kwartaal), 6 (half jaar) of 12 (jaar).")
MKBA = os.environ.get("KEUKENTAFEL_MKBA") == "ja"  # effects on others in a business case
# On what ground what falls under several laws is read together on a case (docs/adr/0021); empty: it is not.
COORDINATIE_GROND = os.environ.get("KEUKENTAFEL_COORDINATIE_GROND", "").strip()
GEMEENTE_NAAM = os.environ.get("KEUKENTAFEL_GEMEENTE", "Gemeente Voorbeeld")

# Keys. Production takes them from the environment only; see config/sleutels.py.
SLEUTELS = sleutels.load(VAR_DIR / "sleutels", production=PRODUCTIE)
SECRET_KEY = SLEUTELS.geheim
KLUIS = os.environ.get("KEUKENTAFEL_KLUIS", "keukentafel.core.kluis.Omgevingskluis")  # who wraps the database's keys
SLEUTEL_GELDT = 5.0  # seconds that a process goes on with the key it wrote with, before it looks for a newer one

ALLOWED_HOSTS = os.environ.get("KEUKENTAFEL_HOSTS", "127.0.0.1,localhost,testserver").split(",")
if PRODUCTIE and any(host.strip().startswith(("*", ".")) for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("Noem in KEUKENTAFEL_HOSTS elke naam voluit: een * laat iedere Host-kop toe.")
ACHTER_PROXY = flag("KEUKENTAFEL_ACHTER_PROXY")  # one proxy, which sets X-Forwarded-Proto and adds to X-Forwarded-For
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("KEUKENTAFEL_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    # our own first: their templates win from those of the libraries
    "keukentafel.core",
    "keukentafel.audit",
    "keukentafel.toegang",
    "keukentafel.referentielijsten",
    "keukentafel.socialekaart",
    "keukentafel.personen",
    "keukentafel.teams",
    "keukentafel.weergaven",
    "keukentafel.casussen",
    "keukentafel.taken",
    "keukentafel.tijdlijn",
    "keukentafel.meldingen",
    "keukentafel.zelfredzaamheid",
    "keukentafel.plannen",
    "keukentafel.nazorg",
    "keukentafel.voorzieningen",
    "keukentafel.buurt",
    "keukentafel.partner",
    "keukentafel.uitwisseling",
    "keukentafel.cijfers",
    "keukentafel.inzicht",
    "keukentafel.privacy",
    "keukentafel.reservekopie",
    "keukentafel.werkplek",
    "keukentafel.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # used by the templates of allauth.mfa
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "simple_history",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    *(["keukentafel.core.middleware.Herkomst"] if ACHTER_PROXY else []),
    "keukentafel.core.middleware.ApiAlleenHttps",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "keukentafel.core.middleware.Beveiligingskoppen",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "keukentafel.core.omvang.Omvang",  # before any process_view reads the form
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "keukentafel.audit.middleware.Inzagelog",
    "keukentafel.core.middleware.LezenSchrijftNiet",
    "keukentafel.toegang.middleware.Poortwachter",
    "keukentafel.core.middleware.GroteNummers",  # behind the gate: who may not come in hears nothing of it
    "keukentafel.audit.herhaling.Herhaling",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "keukentafel.toegang.context.toegang",
            ],
        },
    }
]
FORM_RENDERER = "keukentafel.core.formulieren.Formulierweergave"

# Database: SQLite for demo and tests, PostgreSQL for production. Durability is asserted at start-up
# (keukentafel.core.duurzaamheid): a power cut loses nothing that was acknowledged.
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'keukentafel.sqlite3'}"),
        conn_max_age=600,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
        ),
    }
else:
    # PostgreSQL keeps the plan of a query that a connection asked three times: half its CPU time (docs/metingen.md).
    # A pgbouncer in between must be 1.21 or later, with max_prepared_statements set.
    DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=3)
    DATABASES["default"]["ENGINE"] = "keukentafel.core.postgresql"  # each transaction says for whom it asks
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who logs in, and how (django-allauth: password and TOTP, passkeys welcome).
AUTH_USER_MODEL = "toegang.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "keukentafel.toegang.aanmelden.Wachtwoord",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "keukentafel.toegang.wachtwoorden.Lengte", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "keukentafel.toegang.wachtwoorden.Gelijkenis"},
    {"NAME": "keukentafel.toegang.wachtwoorden.Contextwoorden"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds that the link of a letter works, once
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "keukentafel.toegang.allauth_adapter.AccountAdapter"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody without an account gets mail from us
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Keukentafel"
MFA_FORMS = {
    "activate_totp": "keukentafel.toegang.forms.ActiveerForm",
    "add_webauthn": "keukentafel.toegang.forms.BeveiligingssleutelForm",
    "edit_webauthn": "keukentafel.toegang.forms.HernoemSleutelForm",
    "authenticate_webauthn": "keukentafel.toegang.forms.SleutelForm",
    "login_webauthn": "keukentafel.toegang.forms.SleutelInlogForm",
    "reauthenticate_webauthn": "keukentafel.toegang.forms.SleutelOpnieuwForm",
}
MFA_ADAPTER = "keukentafel.toegang.allauth_adapter.MfaAdapter"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_ENABLE_ACCESS_FAILURE_LOG = False

SESSION_ENGINE = "keukentafel.core.sessies"
SESSION_COOKIE_AGE = 12 * 3600  # seconds after the last request
SESSIE_HOOGSTENS = 12 * 3600  # seconds after logging in, however busy: then one logs in again, with two factors
VERGRENDELING_NA = int(os.environ.get("KEUKENTAFEL_VERGRENDELING_NA", str(30 * 60)))  # idle seconds
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "keukentafel.core.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTIE:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessie", "__Host-csrf"
    SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS = 31536000, True
    SECURE_SSL_REDIRECT = flag("KEUKENTAFEL_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ACHTER_PROXY else None
# The counters that slow down guessing are shared by all processes (the table: migration toegang 0002).
CACHES = {
    "default": {
        "BACKEND": f"django.core.cache.backends.{'db.DatabaseCache' if PRODUCTIE else 'locmem.LocMemCache'}",
        "LOCATION": "toegang_teller",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # at 300, as it is by itself, a busy morning throws counters away
    }
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
THEMA_DIR = VAR_DIR / "thema"  # the municipality's NL Design System tokens: thema.css, loaded after ours
STATICFILES_DIRS = [("thema", THEMA_DIR)] if THEMA_DIR.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if flag("KEUKENTAFEL_STATISCH_GEBUNDELD")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not flag("KEUKENTAFEL_STATISCH_GEBUNDELD")
PLAATSEN_DIR = VAR_DIR / "plaatsen"  # locks: how many heavy processes there are on this machine
# Checkpoints of the log leave the database here: best a disk that writes once, mounted from elsewhere.
IJKPUNT_DIR = Path(os.environ.get("KEUKENTAFEL_IJKPUNT_DIR", VAR_DIR / "ijkpunten"))
LOGBOEK_MET_NAMEN = flag("KEUKENTAFEL_LOGBOEK_MET_NAMEN")  # a resident reads names of staff in the overview of the log
IJKPUNT_MAIL = tuple(a for a in os.environ.get("KEUKENTAFEL_IJKPUNT_MAIL", "").split(",") if a)
VERNIETIGING_DIR = Path(os.environ.get("KEUKENTAFEL_VERNIETIGING_DIR", VAR_DIR / "vernietiging"))  # the journal
KOPIE_URL = os.environ.get(
    "KEUKENTAFEL_KOPIE_URL", ""
)  # PostgreSQL: the role that may read past the wall for a back-up
INLEZINGEN_DIR = VAR_DIR / "inlezingen"  # packages offered on the screen, until they came in
# Where clamd listens, to look at files that are offered: /run/clamav/clamd.ctl or host:port; empty: nobody looks.
VIRUSSCANNER = os.environ.get("KEUKENTAFEL_VIRUSSCANNER", "").strip()
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
POST = "smtp" if PRODUCTIE else "console"  # in production no letter stands in the log of the server
EMAIL_BACKEND = os.environ.get("KEUKENTAFEL_EMAIL_BACKEND", f"django.core.mail.backends.{POST}.EmailBackend")
EMAIL_HOST = os.environ.get("KEUKENTAFEL_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("KEUKENTAFEL_EMAIL_POORT", "25"))
EMAIL_HOST_USER = os.environ.get("KEUKENTAFEL_EMAIL_GEBRUIKER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KEUKENTAFEL_EMAIL_WACHTWOORD", "")
EMAIL_USE_TLS = flag("KEUKENTAFEL_EMAIL_TLS")
EMAIL_TIMEOUT = 20
if PRODUCTIE and "console" in EMAIL_BACKEND:
    raise ImproperlyConfigured("In productie gaat post niet naar het logboek van de server.")
DEFAULT_FROM_EMAIL = os.environ.get("KEUKENTAFEL_AFZENDER", "niet-beantwoorden@voorbeeld.invalid")
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kaal": {"()": "keukentafel.core.logvorm.Logvorm"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kaal"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"] if not PRODUCTIE else []
