"""Django's settings, derived from the one configuration record; there is no second set for development."""

from functools import partial
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from kantor.site import config, database, keys, logs, registry

KANTOR = config.load()
SPINE = ("trail", "access", "parties", "documents", "spotchecks", "schooling", "ledger", "cases", "facts")

DEBUG = False
SECRET_KEY = keys.secret_key(KANTOR.secret_key_file)
PUBLIC = urlsplit(KANTOR.public_url)
SECURE = PUBLIC.scheme == "https"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *KANTOR.allowed_hosts, *([PUBLIC.hostname] if PUBLIC.hostname else [])]
if KANTOR.host not in ("0.0.0.0", "::", *ALLOWED_HOSTS):  # noqa: S104 - a comparison, not an address to listen on
    ALLOWED_HOSTS.append(KANTOR.host)
CSRF_TRUSTED_ORIGINS = [f"{PUBLIC.scheme}://{PUBLIC.netloc}"] if PUBLIC.netloc else []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "procrastinate.contrib.django",
    *registry.installed("spine", SPINE),
    *registry.installed("kit", ("ui",)),
    *registry.installed("", ("desk",)),
    *registry.installed("channels"),
    *registry.installed("departments"),
]
MIDDLEWARE = [
    "kantor.site.health.answering.told",
    "django.middleware.security.SecurityMiddleware",
    "kantor.site.middleware.security_headers",
    "kantor.site.middleware.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "kantor.channels.api.middleware.middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    *(f"{package}.middleware.middleware" for package in registry.having("middleware", ("kantor.spine.access", "kantor.desk"))),
]
ROOT_URLCONF = "kantor.site.urls"
ASGI_APPLICATION = "kantor.site.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [registry.PACKAGE / "desk" / "templates"],  # before the packages' own, so that log-in looks like the rest
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kantor.desk.door.asking.provider_offered",
            ],
        },
    }
]

# `default` is the application role, bound by row-level security; `owner` is used by `kantor migrate` and nothing else.
_LOGINS = database.logins(KANTOR)
DATABASES = {"default": database.for_django(_LOGINS.app), "owner": database.for_django(_LOGINS.owner)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "kantor.spine.access.passwords.EasilyGuessed"},
    {"NAME": "kantor.spine.access.passwords.Breached"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "kantor.spine.access.adapter.LogInAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key", "change_password": "5/m/user"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "access_attempts"}}
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
SESSION_ENGINE = "kantor.spine.access.session_store"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = KANTOR.session_hours * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
if SECURE:  # a browser takes such a name only from this very host, over https, for all of its addresses (RFC 6265bis)
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, "Lax"
SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000 if SECURE else 0, SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

LANGUAGE_CODE = KANTOR.language
LANGUAGES = [("en", _("English")), ("de", _("German")), ("pl", _("Polish")), ("id", _("Indonesian"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [("fonts", registry.folder_of("fontpkg_inter") / "files")]
WHITENOISE_USE_FINDERS = True  # static files are served from the packages themselves; nothing is collected
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = KANTOR.upload_limit_bytes
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
MEDIA_ROOT = KANTOR.originals
ORIGINALS_KEYS = partial(keys.master_keys, KANTOR.master_key_file)
_IN_A_FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": KANTOR.originals}}
_IN_A_BUCKET = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {"bucket_name": KANTOR.originals_bucket, "endpoint_url": KANTOR.originals_endpoint or None, "file_overwrite": True},
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": _IN_A_BUCKET if KANTOR.originals_bucket else _IN_A_FOLDER,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LOGGING = logs.settings(KANTOR.log_format)

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # letters leave through the outbox, never from a view
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
