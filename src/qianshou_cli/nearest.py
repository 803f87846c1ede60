"""The nearest known word to one that is not known."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """The known words that were most likely meant, best first; none when nothing is near.

    Of equally near words the one that begins like it comes first: a slip is more often at the end.
    """
    from rapidfuzz import fuzz, process, utils
    from rapidfuzz.distance import Prefix

    found = process.extract(
        word, list(known), scorer=fuzz.ratio, processor=utils.default_process, limit=None, score_cutoff=60
    )
    found.sort(key=lambda match: (-match[1], -Prefix.similarity(word, match[0])))
    return [match for match, _, _ in found[:limit]]
