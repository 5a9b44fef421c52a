"""Every sentence a user reads, looked up by key in the gettext catalogues of resources/texts."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import lru_cache

from app.base.resources import resource_path

SOURCE_LANGUAGE = "vi"


class TextError(LookupError):
    """A mistake of a programmer: an unknown key or language, or a field left out."""


@dataclass
class _Chosen:
    language: str = SOURCE_LANGUAGE


_chosen = _Chosen()


def set_language(code: str) -> None:
    """Choose the language of all later texts ("vi"); TextError when it has no catalogue."""
    if not resource_path("texts", code, "LC_MESSAGES").is_dir():
        raise TextError(f"no texts for the language {code!r}")
    _chosen.language = code


def language() -> str:
    """The language of the texts now ("vi")."""
    return _chosen.language


def text(key: str, **fields: object) -> str:
    """The sentence stored under a key such as "letter.number_zero", with its {fields} filled in.

    The part before the first dot names the catalogue. A sentence missing in the chosen language is
    given in Vietnamese. TextError when the key is unknown or a field of the sentence is not given.
    """
    sentence = _sentence(_chosen.language, key)
    try:
        return sentence.format(**fields)
    except (KeyError, IndexError) as error:
        raise TextError(f"the text {key!r} needs the field {error}") from error


def _sentence(language: str, key: str) -> str:
    domain, dot, _ = key.partition(".")
    catalogue = _catalogue(language, domain)
    sentence = catalogue.gettext(key)
    # gettext answers an unknown key with the key itself.
    if not dot or sentence == key:
        raise TextError(f"no text is stored under the key {key!r}")
    return sentence


@lru_cache(maxsize=64)
def _catalogue(language: str, domain: str) -> gettext.NullTranslations:
    # One file a layer, read when its first sentence is wanted.
    # gettext.translation() would ask the system for its language, which takes longer than the file.
    try:
        with resource_path("texts", language, "LC_MESSAGES", f"{domain}.mo").open("rb") as file:
            catalogue: gettext.NullTranslations = gettext.GNUTranslations(file)
    except FileNotFoundError:
        catalogue = gettext.NullTranslations()
    if language != SOURCE_LANGUAGE:
        catalogue.add_fallback(_catalogue(SOURCE_LANGUAGE, domain))
    return catalogue
