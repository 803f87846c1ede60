"""The nearest known word to one that is not known."""

from collections.abc import Iterable, Mapping

CLEARLY = 15
"""By how many points of a hundred the nearest choice must lead, to be taken for the one that was meant."""


def nearest(word: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """The known words that were most likely meant, best first; none when nothing is near.

    Of equally near words the one that begins like it comes first: a slip is more often at the end; of equal ones the
    first in the order of letters, whatever the order given.
    """
    return [match for match, _ in _near(word, known)[:limit]]


def nearest_choice(word: str, choices: Iterable[str], everyday: Mapping[str, str]) -> list[str]:
    """The choice that was clearly meant: what the word is an everyday name of, or by far the nearest; else none.

    Where two are almost as near (中级 beside 高级), a suggestion would put another value into the reader's mouth.
    """
    known = set(choices)
    if everyday.get(word) in known:
        return [everyday[word]]
    meant = {choice for name, choice in everyday.items() if choice in known and word in name}
    if word and len(meant) == 1:  # a part of one name only, such as 跨省
        return [*meant]
    found = _near(word, known)
    clear = len(found) == 1 or (len(found) > 1 and found[0][1] - found[1][1] >= CLEARLY)
    return [found[0][0]] if clear else []


def _near(word: str, known: Iterable[str]) -> list[tuple[str, float]]:
    """The known words that are near, with their likeness of a hundred, best first."""
    from rapidfuzz import fuzz, process, utils
    from rapidfuzz.distance import Prefix

    found = process.extract(
        word, list(known), scorer=fuzz.ratio, processor=utils.default_process, limit=None, score_cutoff=60
    )
    found.sort(key=lambda match: (-match[1], -Prefix.similarity(word, match[0]), match[0]))
    return [(match, likeness) for match, likeness, _ in found]
