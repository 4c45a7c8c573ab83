"""The settings that every installation starts from, without the `.env` of whoever runs the tests."""

import os

os.environ["ENV_FILE"] = os.devnull

from backend.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the safe one takes half a second a login
WHITENOISE_AUTOREFRESH = True  # nothing is collected for tests; static files are looked for where they are
