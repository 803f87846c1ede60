"""The nearest known word to one that is not known."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """The known words that were most likely meant, best first; none when nothing is near."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        word, list(known), scorer=fuzz.ratio, processor=utils.default_process, limit=limit, score_cutoff=60
    )
    return [match for match, _, _ in found]
