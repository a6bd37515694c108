"""Settings of the whole product, read from the environment.

Without any variable this is the embedded installation: SQLite, local files, letters to a visible
outbox, the demonstration available. LUPAUS_PRODUCTION=1 demands every secret and closes what is
only for demonstrations. docs/operations.md lists the variables.
"""

import os
import secrets
import sys
import zoneinfo
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

# Several threads for one small sum make it slower, and every worker would start them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

PRODUCTION = env.bool("LUPAUS_PRODUCTION", default=False)
VAR = Path(env.str("LUPAUS_VAR", default=str(BASE_DIR / "var")))
ENVIRONMENT_ASSETS = Path(sys.prefix) / "assets" / "node_modules"
DEBUG = False


def _own_secret() -> str:
    """One secret per installation, made at the first start; production must bring its own."""
    path = VAR / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(64))
        path.chmod(0o600)
    return path.read_text().strip()


try:
    VAR.mkdir(parents=True, exist_ok=True)
    SECRET_KEY = env.str("SECRET_KEY") if PRODUCTION else env.str("SECRET_KEY", default="") or _own_secret()
except OSError as error:
    raise ImproperlyConfigured(
        f"nothing can be written to {VAR} ({error.strerror}). Name another directory in LUPAUS_VAR."
    ) from error
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters.")
PUBLIC_ADDRESS = env.str("LUPAUS_ADDRESS", default="http://localhost:8000").rstrip("/")
# Where the process that sends letters sees once a minute whether the site answers.
WATCHED_ADDRESS = env.str("LUPAUS_WATCHED_ADDRESS", default=PUBLIC_ADDRESS)
ALLOWED_HOSTS = env.list("LUPAUS_HOSTS") if PRODUCTION else env.list("LUPAUS_HOSTS", default=["*"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if PUBLIC_ADDRESS.startswith("https://") else []
# The proxy in front overwrites X-Request-Start with the moment a request arrived at it.
TRUST_REQUEST_START = env.bool("LUPAUS_TRUST_REQUEST_START", default=False)

INSTALLED_APPS = [
    *([] if PRODUCTION else ["demo"]),
    "cms",
    "judging",
    "pledges",
    "campaign",
    "people",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.frontend_cache",
    "wagtail.contrib.redirects",
    "wagtail_localize",
    "wagtail_localize.locales",  # instead of wagtail.locales, under the same label
    "wagtail.embeds",
    "wagtail.sites",
    "people.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

# Outermost first. SecurityMiddleware stands before KeptPagesMiddleware: whoever comes without encryption is
# sent on, whatever is kept. What stands behind KeptPagesMiddleware is asked once for each page, and once for
# each gallery whatever is chosen there: it may add nothing that depends on who asks or on the choice, or
# `cms.middleware._is_usual` has to send them the whole way.
MIDDLEWARE = [
    "campaign.middleware.ArrivalMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.middleware.KeptPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "people.middleware.LanguageMiddleware",
    "people.middleware.LargestRequestMiddleware",
    "people.middleware.WithoutNullMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "judging.middleware.JurorMiddleware",
    "people.middleware.StaffDoorMiddleware",
    "people.middleware.PrivatePagesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
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
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- data -------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'lupaus.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 300
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        # Writers queue at BEGIN instead of failing half way; readers never wait for them.
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-2000;"
        # Each thread has a connection: what one maps or keeps counts as often in a worker's memory. The
        # system keeps the file's pages for all of them.
        " PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;",
    )
elif not DATABASES["default"].get("DISABLE_SERVER_SIDE_CURSORS"):
    # How often a connection asks the same before the server keeps its plan (people/prepared.py). A pooler
    # that cannot carry this cannot carry cursors at the server either.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("prepare_threshold", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Shared by all worker processes, so that rate limits do not multiply with their number.
    "default": env.cache_url("CACHE_URL", default="dbcache://lupaus_cache"),
}

# What each process keeps of public pages, and for how long a CDN may that is told of changes.
KEPT_PAGES_BYTES = env.int("LUPAUS_KEPT_PAGES_MB", default=32) * 1024 * 1024
WAGTAILFRONTENDCACHE = env.json("LUPAUS_FRONTEND_CACHE", default={})
CDN_SECONDS = 60 if WAGTAILFRONTENDCACHE else 0

# --- languages and time -----------------------------------------------------------------------
LANGUAGES = [
    (code, LANG_INFO[code]["name_local"].capitalize())
    for code in env.list("LUPAUS_LANGUAGES", default=["fi", "sv", "en"])
]
LANGUAGE_CODE = LANGUAGES[0][0]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = env.str("LUPAUS_TIME_ZONE", default="Europe/Helsinki")
# Places that people know, without the system's own "localtime", "Factory" and the like.
WAGTAIL_USER_TIME_ZONES = sorted(
    name
    for name in zoneinfo.available_timezones()
    if name == "UTC" or ("/" in name and not name.startswith(("Etc/", "posix/", "right/")))
)
USE_I18N = USE_TZ = True

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("vendor", ENVIRONMENT_ASSETS)] if ENVIRONMENT_ASSETS.exists() else []
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
PRIVATE_ROOT = VAR / "private"
# Dictionaries made for the search; they may be thrown away, and are made anew.
LEMMAS_ROOT = VAR / "lemmas"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Pictures of entries and organisations: served only by views that ask whether they may be seen.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_PERMISSIONS = 0o640
LARGEST_REQUEST = 100 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "docx", "xlsx", "csv", "txt"]
# Copies of editors' images are WebP, or AVIF where a template asks for it; only copies are served.
WAGTAILIMAGES_FORMAT_CONVERSIONS = dict.fromkeys(("jpeg", "png", "webp", "gif", "bmp", "avif"), "webp")
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.document_form.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pledges:my_entries"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # typing the code proves the address, each time
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "request_login_code": "people.sign_in.SignInForm",
    "confirm_login_code": "people.sign_in.CodeForm",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    # The key is an e-mail address: so many letters that nobody's mailbox is flooded. Low, it would let
    # anybody keep its owner out; the low limits are those of an address at one machine.
    "request_login_code": "30/m/ip,20/h/key",
    "request_login_code_from_here": "5/10m/key",
    "login_failed": "20/15m/ip,10/15m/key",
    "typed_before_sign_in": "30/m/ip",
    # Many people may stand behind one address of a school or an office.
    "feedback": "10/10m/ip,60/d/ip",
    "feedback_receipt": "3/d/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("LUPAUS_TRUSTED_PROXIES", default=0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = env.str("LUPAUS_NAME", default="Lupaus")
STAFF_SECOND_FACTOR = env.bool("LUPAUS_STAFF_SECOND_FACTOR", default=PRODUCTION)

# --- letters ----------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("LUPAUS_SENDER", default="Lupaus <no-reply@localhost>")
if "EMAIL_URL" in env.ENVIRON or PRODUCTION:
    vars().update(env.email_url("EMAIL_URL"))
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "people.mail_files.EmailBackend"
    EMAIL_FILE_PATH = VAR / "outbox"

# One-time codes are wiped from the outbox once sent; only a demonstration shows them afterwards.
KEEP_SECRET_LETTERS = not PRODUCTION

# --- staff admin ------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = env.str("LUPAUS_NAME", default="Lupaus")
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = False
# A page that is given to be translated is a draft until an editor publishes it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS = []
TAGGIT_CASE_INSENSITIVE = True

# --- browser security -------------------------------------------------------------------------
_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _POLICY}
# Wagtail's admin writes inline styles and scripts and frames its own previews.
ADMIN_CONTENT_SECURITY_POLICY = {
    **_POLICY,
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # previews need SAMEORIGIN; public pages use frame-ancestors
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = CSRF_COOKIE_AGE = 14 * 24 * 3600
# Django's own choice would be a fourth cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # Addresses of partners and of drafts carry keys, and Django logs the address of what it refuses.
    "formatters": {"discreet": {"()": "people.keys.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    # What a reader of PDFs thinks of somebody's file is no news to whoever runs the site.
    "loggers": {"pypdf": {"level": "CRITICAL"}},
    "root": {"handlers": ["console"], "level": env.str("LUPAUS_LOG_LEVEL", default="WARNING")},
}
