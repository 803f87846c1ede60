"""How rules are named, on the command line and in the configuration alike: by id, by prefix, or by name."""

from collections.abc import Sequence

from ..findings import Severity
from ..nearest import nearest
from ..rule import Rule, titled
from ..rules import BY_NAME, RULES
from ..texts import Text, plain_word
from .usage import UsageError, parse_choice


def choose(words: Sequence[str]) -> set[str]:
    """The ids of the rules named by ids (QS301), prefixes (QS3) or names, in capitals or not.

    Raises UsageError for any other word.
    """
    chosen: set[str] = set()
    for word in (part.strip() for item in words for part in plain_word(item).split(",")):
        if not word:
            continue
        prefix = word.upper()
        if rule := _named(word):
            chosen.add(rule.card.id)
        elif found := {rule.card.id for rule in RULES if prefix.startswith("QS") and rule.card.id.startswith(prefix)}:
            chosen |= found
        else:
            raise unknown_rule(word)
    return chosen


def judging(option: str, words: str) -> set[str]:
    """The rules that are named. Raises UsageError for none, and where all are on reading files, which nothing stops."""
    chosen = choose([words])
    if not chosen:
        raise UsageError(
            Text("{option} 没有写规则；请写规则，如 QS103", "{option} names no rule; name one, such as QS103"),
            option=option,
        )
    if not any(BY_NAME[name].card.subject for name in chosen):
        raise UsageError(
            Text(
                "{option} 不能用于 {rules}：读不了的文件没有可判断的内容，总要报告",
                "{option} cannot take {rules}: what cannot be read cannot be judged, so it is always said",
            ),
            option=option,
            rules=sorted(chosen),
        )
    return chosen


def named_rule(word: str) -> Rule:
    """The rule of that id, name or title. Raises UsageError with the nearest ones for any other word."""
    rule = _named(plain_word(word))
    if rule is None:
        raise unknown_rule(word)
    return rule


def _named(word: str) -> Rule | None:
    return BY_NAME.get(word.upper()) or BY_NAME.get(word.lower()) or titled(word, RULES)


def unknown_rule(word: str) -> UsageError:
    """What to say to an id or name that no rule has."""
    near = nearest(word.upper(), BY_NAME, 3) or nearest(word, BY_NAME, 3)
    if near:
        return UsageError(
            Text("没有规则“{given}”；相近的有：{near}", "there is no rule `{given}`; near ones: {near}"),
            given=word,
            near=near,
        )
    return UsageError(
        Text("没有规则“{given}”；用 qianshou rules 查看", "there is no rule `{given}`; see qianshou rules"), given=word
    )


def parse_severities(items: Sequence[str]) -> dict[str, Severity]:
    """`QS103=error`, also for prefixes and names. Raises UsageError for any other form."""
    weights: dict[str, Severity] = {}
    for item in items:
        words, equals, weight = plain_word(item).partition("=")
        if not equals:
            raise UsageError(
                Text("--severity 请写成 QS103=error，不是“{given}”", "write --severity as QS103=error, not `{given}`"),
                given=item,
            )
        severity = Severity(parse_choice("--severity", weight, Severity))
        weights.update(dict.fromkeys(judging("--severity", words), severity))
    return weights
