"""Settings. Everything an operator may change comes from the environment; `sekoci` fills in what is missing."""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

from whitenoise.compress import Compressor

from sekoci.kit.database_url import database_settings

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("SEKOCI_HOME") or BASE_DIR / ".sekoci")
DEVELOPMENT = os.environ.get("SEKOCI_PRODUCTION", "") == ""
DEBUG = False
PORT = int(os.environ.get("SEKOCI_PORT") or 8000)
PUBLIC_URL = os.environ.get("SEKOCI_URL") or f"http://127.0.0.1:{PORT}"
SECRET_KEY = os.environ.get("SEKOCI_SECRET_KEY") or "insecure-until-the-launcher-makes-one"
PRETEND_SECRET = os.environ.get("SEKOCI_PRETEND_SECRET") or ("simulasi" if DEVELOPMENT else "")
"""Signs the notices of the pretend acquirer; empty: it does not exist."""
PRETEND_URL = os.environ.get("SEKOCI_PRETEND_URL", "").rstrip("/")
"""Where it can be asked what was paid, such as the sandbox; empty: nobody asks."""
SECURE = PUBLIC_URL.startswith("https://")
LOOPBACK = "127.0.0.1,localhost,[::1]"
SECRET_KEY_FALLBACKS = [key for key in (os.environ.get("SEKOCI_OLD_SECRET_KEYS") or "").split(",") if key]
"""What was signed or sealed with these still counts."""
ALLOWED_HOSTS = (os.environ.get("SEKOCI_HOSTS") or f"{LOOPBACK},{urlsplit(PUBLIC_URL).hostname or 'localhost'}").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "sekoci.kit",
    "sekoci.messaging",
    "sekoci.accounts",
    "sekoci.registry",
    "sekoci.catalog",
    "sekoci.books",
    "sekoci.payments",
    "sekoci.delivery",
    "sekoci.orders",
    "sekoci.channels",
    "sekoci.customers",
    "sekoci.webhooks",
    "sekoci.reviews",
    "sekoci.indicators",
    "sekoci.storefront",
    "sekoci.kasir",
    "sekoci.programs",
    "sekoci.exchange",
    "sekoci.market",
    "sekoci.breaches",
    "sekoci.privacy",
    "sekoci.operations",
    "ninja",
]

MIDDLEWARE = [
    "sekoci.kit.http.RequestId",
    "sekoci.kit.http.Compression",
    "sekoci.kit.http.MachinesOverHttps",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sekoci.kit.http.Language",
    "django.middleware.common.CommonMiddleware",
    "sekoci.kit.uploads.BodySize",
    "sekoci.kit.http.ContentPolicy",
    "sekoci.accounts.crowd.Limits",
    "sekoci.kit.http.ForPeople",
    "sekoci.accounts.devices.LastSeen",
    "sekoci.accounts.looking.Looking",
    "allauth.account.middleware.AccountMiddleware",
    "sekoci.kit.http.Refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sekoci.kit.pages.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "sekoci.kit.templatetags.sekoci",
                "sekoci.kit.templatetags.look",
            ],
        },
    }
]

FORM_RENDERER = "sekoci.kit.forms.Look"

DATABASES = database_settings(os.environ)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "sekoci.accounts.adapter.PhoneAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "sekoci.accounts.adapter.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
"""A passkey counts only with the phone's lock: finger, face or PIN."""
TRUSTED_PROXIES = int(os.environ.get("SEKOCI_TRUSTED_PROXIES") or 0)
WEB_PROCESSES = int(os.environ.get("SEKOCI_WEB_PROCESSES") or 1)
"""The launcher says how many share the limits."""
LIMITS = {"address": 50.0, "key": 20.0, "shop": 50.0} | {
    name: float(number) for name, _, number in (each.partition("=") for each in os.environ.get("SEKOCI_LIMITS", "").split())
}
"""Plain pages a second; 0 is no limit (accounts/crowd.py)."""
LOGIN_URL = "/masuk"
LOGIN_REDIRECT_URL = "/kelola"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_NAME = "__Host-sesi" if SECURE else "sesi"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if SECURE else []
SECURE_SSL_REDIRECT = SECURE and not DEVELOPMENT
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
CSRF_FAILURE_VIEW = "sekoci.kit.pages.csrf_failure"
MESSAGE_STORAGE = "sekoci.kit.cookies.Flash"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "sekoci.kit.assets.Assets"},
}
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_MAX_AGE = 60 * 60 * 24
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_ROOT = HOME / "media"
MEDIA_URL = "/media/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "sekoci.kit.uploads.Sized",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LARGE_UPLOADS = (("/petugas/", "/api/v1/office/files"), 600_000_000)
"""Below which addresses officers and their programs bring lists of millions (`kit.uploads.sends_large` says who), and what such a
file may weigh."""

OPERATOR = os.environ.get("SEKOCI_OPERATOR") or ""
"""Name and address of who runs this installation and answers for people's data (UU 27/2022 articles 5 and 21)."""
OPERATOR_CONTACT = os.environ.get("SEKOCI_OPERATOR_CONTACT") or ""
"""Where people reach them about their data: a phone, an e-mail."""
KEEP_BUYERS_DAYS = int(os.environ.get("SEKOCI_KEEP_BUYERS_DAYS") or 730)
"""Who bought nothing for so long is forgotten; what they bought stays in the books, without them."""

MESSAGING_CHAIN = (os.environ.get("SEKOCI_MESSAGING") or ("pretend" if DEVELOPMENT else "console")).replace(" ", "").split(",")
WHATSAPP_URL = os.environ.get("SEKOCI_WHATSAPP_URL") or "https://graph.facebook.com/v25.0"
WHATSAPP_PHONE_ID = os.environ.get("SEKOCI_WHATSAPP_PHONE_ID") or ""
WHATSAPP_TOKEN = os.environ.get("SEKOCI_WHATSAPP_TOKEN") or ""
WHATSAPP_APP_SECRET = os.environ.get("SEKOCI_WHATSAPP_APP_SECRET") or ""
WHATSAPP_VERIFY_TOKEN = os.environ.get("SEKOCI_WHATSAPP_VERIFY_TOKEN") or ""
SMS_URL = os.environ.get("SEKOCI_SMS_URL") or ""
SMS_METHOD = os.environ.get("SEKOCI_SMS_METHOD") or "POST"
SMS_HEADERS = json.loads(os.environ.get("SEKOCI_SMS_HEADERS") or '{"Content-Type": "application/json"}')
SMS_BODY = os.environ.get("SEKOCI_SMS_BODY") or ""
SMS_SUCCESS = os.environ.get("SEKOCI_SMS_SUCCESS") or ""
SMS_KEY = os.environ.get("SEKOCI_SMS_KEY") or ""
SMTP_URL = os.environ.get("SEKOCI_SMTP_URL") or "smtp://127.0.0.1:25?plain"
MAIL_FROM = os.environ.get("SEKOCI_MAIL_FROM") or "Sekoci <sekoci@localhost>"

CONTENT_POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data: blob:",
    "style-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "object-src": "'none'",
} | ({"upgrade-insecure-requests": ""} if SECURE else {})
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # CsrfViewMiddleware is there, inside kit.http.ForPeople
    "security.W002",  # and so is XFrameOptionsMiddleware
    "security.W009",  # `sekoci check --deploy` looks at the key itself: 43 random letters are enough
    "security.W005",  # what else lives below the domain is not ours to decide
    "security.W021",
]
PERMISSIONS_POLICY = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "sekoci.kit.logs.JsonLines"}},
    "filters": {"bugs": {"()": "sekoci.kit.logs.bugs_only"}, "calm": {"()": "sekoci.kit.logs.no_bug"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("SEKOCI_LOG", "INFO")},
    "loggers": {
        "django.server": {"handlers": [], "propagate": False},
        "django.request": {"level": "ERROR", "filters": ["bugs"]},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # a stranger's wrong Host: its access line says 400
        "django.security.RequestDataTooBig": {"filters": ["calm"]},
        "django.security.TooManyFieldsSent": {"filters": ["calm"]},
        "procrastinate": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}
