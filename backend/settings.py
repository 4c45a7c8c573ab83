"""Every setting, read from the environment here and only here. `docs/operations.md` lists them."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

# --- what this process is -------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
CMS_ENABLED = env.bool("CMS_ENABLED", default=True)
"""False for a node that only serves the public API: it starts with `cms` and Wagtail left out."""
SECRET_KEY = env.str("SECRET_KEY", default="insecure-only-for-development-never-for-patients")
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
"""Where this process listens; 0.0.0.0 is every address of the machine."""
REACHED_AT = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(HOST, HOST)  # noqa: S104 - only to name it
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://{REACHED_AT}:{PORT}").rstrip("/")
"""Where the world reaches this installation; every absolute address in an answer begins with it."""
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[urlsplit(PUBLIC_URL).hostname or "", "127.0.0.1", "localhost", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL])
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
"""The SQLite file and whatever else this process keeps on disk beside the media."""

WEB_PROCESSES = env.int("WEB_PROCESSES", default=2)
WEB_THREADS = env.int("WEB_THREADS", default=4)
"""In each web process: so many requests are answered at the same time."""
ACCESS_LOG = env.bool("ACCESS_LOG", default=True)
DEFAULT_EXCEPTION_REPORTER = "api.enquiries.redaction.PrivateReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "api.enquiries.redaction.PrivateReporterFilter"
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
"""With it, /metrics tells figures to whoever has it."""
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "withhold_content": {"()": "api.enquiries.redaction.WithholdContent"},
        "withhold_passes": {"()": "api.previews.discretion.WithholdPasses"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["withhold_content", "withhold_passes"],
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL},
        "django.request": {"level": "ERROR"},  # the access log tells of what is merely not found
        "wagtail": {"level": "WARNING"},  # the admin keeps its own log of who did what
        "axes": {"level": "WARNING"},  # else four lines for each who signs in
        "django_tasks": {"level": "WARNING"},  # else a line for each time it looks for work
        "django_tasks_db": {"level": "WARNING"},
    },
}

# --- apps -----------------------------------------------------------------------------------------
API_APPS = ["api.http", "api.documents", "api.search", "api.export", "api.enquiries", "api.previews", "api.webhooks"]
CMS_APPS = [
    "cms.users",
    "cms.images",
    "cms.clinic",
    "cms.forms",
    "cms.articles",
    "cms.review",
    "cms.publishing",
    "cms.previews",
    "cms.desk",
    "cms.worklist",
    "cms.references",
    "cms.writing",
    "cms.importing",
    "cms.translations",
    "cms.listing",
    "cms.today",
    "cms.help",
    "cms.second_factor",
    "cms.demo",
]
WAGTAIL_APPS = [
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.styleguide",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.users.admin.StaffAdminConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",  # its table is where keys stood in clear, before a migration moved them
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
INSTALLED_APPS = [
    "backend",
    *API_APPS,
    *(CMS_APPS if CMS_ENABLED else []),
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    *(WAGTAIL_APPS if CMS_ENABLED else []),
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "api.http.middleware.ApiMiddleware",
    "api.documents.middleware.MinimumSerialMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    *(
        [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "backend.middleware.AdminLocaleMiddleware",
            "backend.middleware.SlashMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django_otp.middleware.OTPMiddleware",
            "cms.second_factor.middleware.SecondFactorMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "cms.publishing.middleware.EditorialTransactionMiddleware",
            "axes.middleware.AxesMiddleware",
        ]
        if CMS_ENABLED
        else ["backend.middleware.SlashMiddleware"]
    ),
]
ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *(
                    [
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                    if CMS_ENABLED
                    else []
                ),
            ]
        },
    }
]

# --- database -------------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'vertebra.sqlite3'}")
}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # writers queue instead of failing when a read turns into a write
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-8192;"  # KiB for each connection: what most readers ask for is read from memory
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # of a server that may have been started anew; a file is there
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONNECTION_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    ),
    # Wagtail would remember in each process where a rendition is, long after another process has replaced it.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "wagtail"]}}

# --- languages and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "api" / "locale", BASE_DIR / "cms" / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
PHONE_REGION = env.str("PHONE_REGION", default="US")
"""The country of telephone numbers in old articles that have no country code, as ISO 3166-1."""
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="UTC")

# --- files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "media")))
MEDIA_URL = env.str("MEDIA_URL", default=f"{PUBLIC_URL}/media/")
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=MEDIA_URL.startswith(PUBLIC_URL))
"""Whether the web server answers below /media/ itself; not needed where a proxy or an object store does."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Old articles that editors hand in, until the worker has read them: never under MEDIA_ROOT, which is public.
    "imports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "imports"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # nobody has to run collectstatic
with suppress(OSError):  # a check says so when they can't be written
    for folder in (VAR_DIR, STATIC_ROOT):
        folder.mkdir(parents=True, exist_ok=True)

# --- the admin ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "cms_users.User" if CMS_ENABLED else "auth.User"
LOGIN_URL = "wagtailadmin_login"
WAGTAIL_SITE_NAME = env.str("SITE_NAME", default="Vertebra")
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # else the admin asks a server of another company for faces
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_USAGE_COUNT_ENABLED = True
WAGTAILIMAGES_IMAGE_MODEL = "cms_images.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.images.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = False  # the library leads from former addresses by itself
AUTHENTICATION_BACKENDS = [
    *(["axes.backends.AxesStandaloneBackend"] if CMS_ENABLED else []),
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = env.int("SIGN_IN_ATTEMPTS", default=5)
"""So many wrong passwords for one name from one address, then it waits."""
SIGN_IN_REST_SECONDS = env.int("SIGN_IN_REST_SECONDS", default=900)
AXES_COOLOFF_TIME = timedelta(seconds=SIGN_IN_REST_SECONDS)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a clinic shares one address, and nobody may lock out another
AXES_CLIENT_IP_CALLABLE = "backend.sign_in.address"
AXES_LOCKOUT_CALLABLE = "cms.users.sign_in.refuse"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page has said how long it takes
AXES_DISABLE_ACCESS_LOG = True  # who signs in when is nobody's business
AXES_VERBOSE = AXES_ENABLE_ADMIN = False
SIGN_IN_SECOND_FACTOR = env.str("SIGN_IN_SECOND_FACTOR", default="optional")
"""Whether everybody who signs in needs an authenticator app: optional or required."""
OTP_TOTP_ISSUER = WAGTAIL_SITE_NAME
PREVIEW_FRONTENDS = env.dict("PREVIEW_FRONTENDS", default={})
"""Where drafts can be seen beside the editor, as NAME=TEMPLATE,…; a template is an address with `{token}`, `{path}` and
`{locale}`."""
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- the API --------------------------------------------------------------------------------------
DELIVERY_FRESHNESS = env.float("DELIVERY_FRESHNESS", default=1.0)
"""Seconds within which every process answers with what was published last; 0 looks on every request."""
RESPONSE_CACHE_BYTES = env.int("RESPONSE_CACHE_BYTES", default=64 * 2**20)
"""How much memory each process may use to answer from; 0 computes every answer."""
DELIVERY_MAX_AGE = env.int("DELIVERY_MAX_AGE", default=60)
"""Seconds for which browsers and shared caches may use an answer without asking."""
DELIVERY_STALE_WHILE_REVALIDATE = env.int("DELIVERY_STALE_WHILE_REVALIDATE", default=60)
"""Seconds after that for which they may use it while they ask."""
DELIVERY_STALE_IF_ERROR = env.int("DELIVERY_STALE_IF_ERROR", default=3600)
"""Seconds after that for which they may use it while this service fails."""
PURGE_URLS = env.list("PURGE_URLS", default=[])
"""Proxies of one's own, such as Varnish, that are sent a request with the tags of what they must forget."""
PURGE_METHOD = env.str("PURGE_METHOD", default="PURGE")
CLOUDFLARE_ZONE = env.str("CLOUDFLARE_ZONE", default="")
CLOUDFLARE_TOKEN = env.str("CLOUDFLARE_TOKEN", default="")
FASTLY_SERVICE = env.str("FASTLY_SERVICE", default="")
FASTLY_TOKEN = env.str("FASTLY_TOKEN", default="")
CLOUDFRONT_DISTRIBUTION = env.str("CLOUDFRONT_DISTRIBUTION", default="")
"""With one of these, the worker tells that network what to forget. CloudFront takes its credentials as boto3 does."""
EXPORT_TARGET = env.str("EXPORT_TARGET", default="")
"""Where the worker keeps the public API as files, for a static server: a folder, or s3://bucket/prefix."""
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "URL_FORMAT_OVERRIDE": None,  # `?format=` is an unknown parameter like any other
    "EXCEPTION_HANDLER": "api.http.problems.handle",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Vertebra",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "DESCRIPTION": (BASE_DIR / "api" / "openapi.md").read_text(encoding="utf-8"),
    "SERVERS": [{"url": "/", "description": "This installation."}],
    "TAGS": [
        {"name": "Service", "description": "Where everything is."},
        {"name": "Articles and topics", "description": "What patients read."},
        {"name": "Clinic and clinicians", "description": "Who stands behind it."},
        {"name": "Routing", "description": "From the addresses of a website to documents."},
        {"name": "Previews", "description": "Drafts, for whoever holds a pass."},
        {"name": "Webhooks", "description": "What this service sends to whoever is subscribed in the admin."},
    ],
    "WEBHOOKS": [
        f"api.webhooks.description.{name}" for name in ("PUBLISHED", "MOVED", "WITHDRAWN", "NOTICE", "ENQUIRY")
    ],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["api.http.openapi.only_our_own"],
    "POSTPROCESSING_HOOKS": ["api.http.openapi.without_noise"],
}

# --- enquiries ------------------------------------------------------------------------------------
ENQUIRY_KEYS = env.list("ENQUIRY_KEYS", default=[])
"""Fernet keys that encrypt what visitors write, newest first. To rotate: put a new one in front, run
`rotate_enquiry_keys`, take the old one out."""
ENQUIRY_ORIGINS = env.list("ENQUIRY_ORIGINS", default=[])
"""Web origins whose pages may send enquiries, such as https://www.example.org."""
CORS_ALLOWED_ORIGINS = ENQUIRY_ORIGINS
CORS_URLS_REGEX = r"^/api/v1/enquiries/"  # everything else below `/api/` is open to every origin
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "content-type", "idempotency-key", "x-request-id"]
CORS_EXPOSE_HEADERS = ["Content-Language", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID"]
ENQUIRY_RECIPIENTS = env.list("ENQUIRY_RECIPIENTS", default=[])
"""Who is told of enquiries to a form that names nobody."""
ENQUIRY_DESK_URL = env.str("ENQUIRY_DESK_URL", default=f"{PUBLIC_URL}/admin/enquiries/{{reference}}/")
"""Where staff read an enquiry; `{reference}` is put in."""
ENQUIRY_LEAST_SECONDS = env.int("ENQUIRY_LEAST_SECONDS", default=3)
"""Who sends a form sooner than this after loading it is taken for a program."""
ENQUIRY_TOKEN_HOURS = env.int("ENQUIRY_TOKEN_HOURS", default=24)
ENQUIRY_VERSION_DAYS = env.int("ENQUIRY_VERSION_DAYS", default=30)
"""How long a version of a form is accepted after another one has replaced it."""
ENQUIRY_SPAM_DAYS = env.int("ENQUIRY_SPAM_DAYS", default=30)
ENQUIRY_SPAM_LIMIT = env.str("ENQUIRY_SPAM_LIMIT", default="10/600")
"""How many enquiries per seconds from one network are taken for people's; the others are put aside as spam."""
ENQUIRY_NETWORK_LIMIT = env.str("ENQUIRY_NETWORK_LIMIT", default="60/600")
"""How many per seconds from one network are received at all."""
ENQUIRY_FORM_LIMIT = env.str("ENQUIRY_FORM_LIMIT", default="600/600")
ENQUIRY_ACKNOWLEDGEMENT_LIMIT = env.str("ENQUIRY_ACKNOWLEDGEMENT_LIMIT", default="3/86400")
"""How many acknowledgements one e-mail address gets, whoever writes it into the form."""
EMERGENCY_PHONE = env.str("EMERGENCY_PHONE", default="911")
CRISIS_PHONE = env.str("CRISIS_PHONE", default="988")
"""The suicide and crisis lifeline."""

# --- webhooks -------------------------------------------------------------------------------------
WEBHOOK_NETWORKS = env.list("WEBHOOK_NETWORKS", default=[])
"""Networks that are not public and that messages may go to all the same, over http too, such as 10.1.0.0/16."""

# --- e-mail ---------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR}/mail"))
"""Without a mail server, e-mails lie as files under VAR_DIR."""
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Vertebra <no-reply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

REVIEW_MAIL_DAYS = env.int("REVIEW_MAIL_DAYS", default=7)
"""A reviewer is written to once in so many days about what is due; 0 writes to nobody."""
REFERENCE_CHECK_DAYS = env.int("REFERENCE_CHECK_DAYS", default=30)
"""The worker asks once in so many days whether what articles lead to still answers; 0 asks nobody."""

# --- safety ---------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows its own preview in a frame
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY
HTTPS = PUBLIC_URL.startswith("https://")
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=HTTPS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if BEHIND_PROXY else 0)
"""How many proxies of our own append to X-Forwarded-For the address that they saw."""
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31536000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=12 * 3600)
