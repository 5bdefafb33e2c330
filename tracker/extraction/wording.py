"""The word lists of the language (verbs of speech, stance, issues, judgement), read once from lexicons/*.toml.

Data, not code: a list is edited in its file. A value is a string of words separated by white space; words of more than
one token are written with underscores ("call_off").
"""

import tomllib
from functools import cache
from importlib import resources

from spacy.tokens import Token


@cache
def words(file: str, key: str) -> frozenset[str]:
    """The set `key` of lexicons/`file`.toml, lower case, underscores as spaces.

    Raises:
        KeyError: the file has no such list.
    """
    return frozenset(word.replace("_", " ") for word in str(table(file)[key]).split())


@cache
def table(file: str) -> dict[str, object]:
    """The whole of lexicons/`file`.toml.

    Raises:
        FileNotFoundError: there is no such file in the package.
    """
    path = resources.files("tracker.extraction") / "lexicons" / f"{file}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def lemma(token: Token) -> str:
    """The token's lemma in lower case; the word itself where the pipeline gave none."""
    return (token.lemma_ or token.text).lower()
