"""QS903 listed-name: official tables print the organization under one name and in one district."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from ..findings import Severity
from ..rule import NOT_ASKED, Card, Context, Hit, Rule, hit
from ..subjects import Kind, OrganizationSubject
from ..texts import Text, listing

CARD = Card(
    id="QS903",
    name="listed-name",
    severity=Severity.WARNING,
    cumulative=False,
    subject=Kind.ORGANIZATION,
    always=True,
    title=Text("官方表格写法不一", "listed name"),
    asks=Text(
        "官方表格中机构的名称、所在区县与条目一致，彼此也一致。",
        "Official tables print the organization's name and district as the entry has them, and agree with each other.",
    ),
    why=Text("写法不一时，可能指的是另一家机构。", "Where they differ, another organization may be meant."),
    messages={
        "name": Text(
            "官方表格称其为“{listed}”（{sources}），本文件称“{name}”（相似度 {likeness}%）",
            "official tables call it {listed} ({sources}), this file calls it {name} ({likeness}% alike)",
        ),
        "district": Text(
            "{name} 的所在地说法不一：{districts}",
            "{name} is placed in different districts: {districts}",
        ),
    },
    fix=Text(
        "向发文机关核实；确认后更正 name 或 district。", "Ask the issuing office; then correct `name` or `district`."
    ),
)


def check(organization: OrganizationSubject, requirement: None, context: Context) -> Sequence[Hit]:
    """The names that differ, and the districts when there is more than one."""
    entry, listed = organization.organization, organization.organization.listed
    if not listed:
        return NOT_ASKED
    place, hits = organization.place.at("listed"), []
    printed_as: dict[str, list[int]] = {}
    for number, row in enumerate(listed):
        if row.name and row.name != entry.name:
            printed_as.setdefault(row.name, []).append(number)
    for name, rows in sorted(printed_as.items()):
        where = [place.at(number, "name") for number in rows]
        sources, likeness = [listed[number].source for number in rows], _likeness(name, entry.name)
        hits.append(hit(False, "name", *where, listed=name, name=entry.name, sources=sources, likeness=likeness))
    said: dict[str, list[str]] = {}
    for source, district in [*((row.source, row.district) for row in listed), ("district", entry.district)]:
        if district:
            said.setdefault(district, []).append(source)
    if len(said) > 1:
        others = [number for number, row in enumerate(listed) if row.district not in (None, entry.district)]
        where = [place.at(number, "district") for number in others]
        by = {name: listing(sources) for name, sources in said.items()}
        names = [Text(f"{name}（{sources.zh}）", f"{name} ({sources.en})") for name, sources in by.items()]
        hits.append(hit(False, "district", *where, name=entry.name, districts=names))
    return hits


def _likeness(one: str, other: str) -> int:
    """How alike two names are, in percent."""
    return round(100 * SequenceMatcher(None, one, other).ratio())


RULE = Rule(CARD, check)
