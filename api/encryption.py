"""What nobody may read in the database is encrypted there: what visitors write, found again by keyed hashes, and the
keys of authenticator apps.

The key ring is ENQUIRY_KEYS, newest first: the first key encrypts and hashes, every key decrypts and finds. The key
that SECRET_KEY gives stands last, so that an installation can begin without keys of its own and rotate to them later.
"""

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


class KeyMissingError(RuntimeError):
    """No key of the ring opens what is stored: a key that is still in use was taken out of ENQUIRY_KEYS."""

    def __init__(self) -> None:
        super().__init__("no key in ENQUIRY_KEYS opens this; put the key back that was taken out, then rotate")


def encrypt(text: str) -> str:
    return _ring(_keys()).encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Raises KeyMissingError."""
    try:
        return _ring(_keys()).decrypt(encrypted).decode()
    except InvalidToken:
        raise KeyMissingError from None


def keyed_hash(purpose: str, value: str) -> str:
    """HMAC-SHA256 of `value` under the newest key, in hexadecimal."""
    return _hash(_keys()[0], purpose, value)


def keyed_hashes(purpose: str, value: str) -> list[str]:
    """The hash under each key of the ring: what to look for while some rows still stand under an older key."""
    return [_hash(key, purpose, value) for key in _keys()]


if TYPE_CHECKING:
    TextField = models.Field[Any, Any]  # takes and gives what subclasses make of the text
else:
    TextField = models.TextField


class EncryptedTextField(TextField):
    """Text, encrypted and authenticated (Fernet). It can't be searched: no lookup but `isnull`."""

    def get_prep_value(self, value: Any) -> str | None:
        text = super().get_prep_value(value)
        return None if text is None else encrypt(text)

    def from_db_value(self, value: str | None, *_context: object) -> Any:
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class EncryptedJSONField(EncryptedTextField):
    """The same for a JSON value."""

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else super().get_prep_value(orjson.dumps(value).decode())

    def from_db_value(self, value: str | None, *_context: object) -> Any:
        return None if value is None else orjson.loads(super().from_db_value(value))


def _keys() -> tuple[str, ...]:
    derived = base64.urlsafe_b64encode(_derive(settings.SECRET_KEY.encode(), "enquiries"))
    return (*settings.ENQUIRY_KEYS, derived.decode())


@lru_cache(maxsize=8)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


@lru_cache(maxsize=64)
def _derive(secret: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, so that no two uses share one (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def _hash(key: str, purpose: str, value: str) -> str:
    derived = _derive(base64.urlsafe_b64decode(key), purpose)
    return hmac.new(derived, value.encode(), hashlib.sha256).hexdigest()
