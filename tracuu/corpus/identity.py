"""What makes a version the same version, and the short ids that people type."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Container
from functools import lru_cache

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Douglas Crockford's base 32 (https://www.crockford.com/base32.html), lower case: without i, l, o and u."""

SHORTEST = 8
"""Characters of an id behind its letter: 40 bits, lengthened where two ids would be the same."""

SHORTEST_PREFIX = 3
"""Characters that a typed id must have at least, its letter included."""

_RFC4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_SPELL = str.maketrans(_RFC4648, ALPHABET)
_MISREAD = str.maketrans("ilo", "110")
_DIGEST_BYTES = 20


def identity(url: str | None, lang: str, text_sha256: bytes) -> bytes:
    """Give the 20 bytes that say which version this is: same address, language and given text, same version.

    `url` is a normal address (`corpus.addresses.normal`) or None; `text_sha256` the SHA-256 of the given text in
    UTF-8. A version without an address has an identity of its own.
    """
    return digest((url or "").encode("utf-8", "replace"), lang.encode("utf-8", "replace"), text_sha256)


def digest(url: bytes, lang: bytes, text_sha256: bytes) -> bytes:
    """Give the same of an address (empty for none) and a language in UTF-8."""
    return hashlib.sha256(b"\0".join((url, lang, text_sha256))).digest()[:_DIGEST_BYTES]


@lru_cache(maxsize=2_000)  # asked four times of each version of a batch
def spelled(digest: bytes) -> str:
    """Spell an identity in the letters of ids: 32 characters for 20 bytes."""
    return base64.b32encode(digest).decode("ascii").translate(_SPELL)


def shortest_free(letter: str, digest: bytes, taken: Container[str]) -> str:
    """Give the shortest id of an identity, 8 characters or more behind `letter`, that is not taken."""
    letters = spelled(digest)
    for length in range(SHORTEST, len(letters)):
        if (candidate := letter + letters[:length]) not in taken:
            return candidate
    return letter + letters


def as_typed(typed: str) -> str:
    """Read an id as a person types it: any case, and i, l, o for 1, 1, 0, which no id holds."""
    word = typed.strip().lower()
    return word[:1] + word[1:].translate(_MISREAD)
