"""Generated programs: models with everything that format 1 can hold, all of it made up."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from qianshou_cli.model import ProgramFile, RecordsFile
from qianshou_cli.model.base import Record
from qianshou_cli.model.requirements import Duties, Requirements

ODD_TEXTS = (
    "=1+1",
    "+86",
    "-1",
    "@sum",
    "\tx",
    "#N/A",
    "无",
    "（空）",
    "（无）",
    "TRUE",
    "2022-09-05",
    "012",
    "1e5",
    "null",
    "a: b",
    "# x",
    "x\ny",
    " 两端空格 ",
    "\x07响铃",
    "_x000D_",
    "_x005F_",
    "⟦U+0041⟧",
    "回\r车",
    "𠮷",
    "“引号”",
    "'",
    '"',
    "全部",
    "、",
    "{}",
    "[",
)
WORDS = st.sampled_from(ODD_TEXTS) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n"), min_size=1, max_size=8
).filter(lambda text: bool(text.strip()))
DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str)
SPANS = st.lists(DATES, min_size=2, max_size=2).map(lambda days: "/".join(sorted(days)))
INTERVALS = DATES | SPANS
COUNTS = st.integers(0, 10**9 - 1).map(str)
MONEY = st.decimals(Decimal(0), Decimal("999999999999.99"), places=2).map(lambda amount: f"{amount:f}")
YEARS = st.integers(1900, 2199).map(str)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,7}", fullmatch=True)
CODES = st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)


def flip(draw: st.DrawFn) -> bool:
    """Heads or tails."""
    heads: bool = draw(st.booleans())
    return heads


def maybe(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with any of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


def choices(*names: str) -> st.SearchStrategy[str]:
    return st.sampled_from(names)


def lists(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, min_size=least, max_size=3)


LEVELS = choices("county", "prefecture", "province")
MODES = choices("cross_province", "in_province")
PARTIES = choices("sender_province", "receiver_province", "sender", "receiver")
CERTIFICATES = choices("无", "助理社会工作师", "社会工作师", "高级社会工作师")
SERVICE = lists(
    INTERVALS
    | st.fixed_dictionaries({"on": INTERVALS}, optional={"workdays": COUNTS})
    | st.fixed_dictionaries({"workdays": COUNTS})
)
PARAMETERS: dict[str, st.SearchStrategy[Any]] = {
    "clause": WORDS | st.lists(WORDS, min_size=1, max_size=3),
    "basis": choices("total", "each"),
    "level": LEVELS,
    "parties": lists(PARTIES, least=1),
    "levels": lists(CERTIFICATES, least=1),
    "reported": choices("true", "false"),
    "modes": lists(MODES, least=1),
    "categories": lists(WORDS, least=1),
    "items": st.lists(
        st.fixed_dictionaries({"name": WORDS, "due": DATES}),
        min_size=1,
        max_size=3,
        unique_by=lambda item: item["name"],
    ),
}


def _parameter(requirement: str, name: str) -> st.SearchStrategy[Any]:
    if requirement == "grant" and name == "min":
        return MONEY
    return PARAMETERS.get(name, COUNTS)


def _requirement(name: str, field: FieldInfo) -> st.SearchStrategy[dict[str, Any]]:
    model = next(kind for kind in get_args(field.annotation) if isinstance(kind, type) and issubclass(kind, Record))
    fields = model.model_fields.items()
    parameters = st.fixed_dictionaries(
        {key: _parameter(name, key) for key, parameter in fields if parameter.is_required()},
        optional={key: _parameter(name, key) for key, parameter in fields if not parameter.is_required()},
    )
    return parameters.filter(lambda asked: asked.keys() - {"clause"}) if issubclass(model, Duties) else parameters


REQUIREMENTS = maybe(**{name: _requirement(name, field) for name, field in Requirements.model_fields.items()})


@st.composite
def years(draw: st.DrawFn, workers: list[str]) -> dict[str, Any]:
    """The records of the years of a pairing."""
    nobody: st.SearchStrategy[list[Any]] = st.just([])
    attendance = st.fixed_dictionaries({"worker": st.sampled_from(workers or ["-"])}, optional={"service": SERVICE})
    record = maybe(
        assistance_plan=DATES,
        sent=st.lists(attendance, max_size=4) if workers else nobody,
        received=st.lists(attendance, max_size=2) if workers else nobody,
        projects=lists(maybe(title=WORDS, status=choices("planned", "running", "completed", "cancelled"))),
        supervision=maybe(internal=lists(DATES), external=lists(DATES)),
        evaluation=maybe(completed=DATES, reported=DATES),
        grants=lists(maybe(source=WORDS, amount=MONEY)),
        expenses=lists(maybe(category=WORDS, amount=MONEY)),
        outcomes=maybe(
            beneficiaries=COUNTS, stations=COUNTS, organizations=COUNTS, professionals=COUNTS, trainees=COUNTS
        ),
    )
    return draw(st.dictionaries(YEARS, record, max_size=2))


@st.composite
def program_data(draw: st.DrawFn) -> dict[str, Any]:
    """A program file as plain data, with ids that hold together."""
    organizations = draw(st.lists(IDS, unique=True, max_size=3))
    workers = draw(st.lists(IDS, unique=True, max_size=3)) if organizations else []
    codes = draw(st.lists(CODES, unique=True, max_size=3))
    data: dict[str, Any] = {"format": "1", "plan": {}}
    first, last = sorted(draw(st.lists(YEARS, min_size=2, max_size=2)))
    named = [{"code": code, "name": draw(WORDS)} for code in codes]
    data["plan"] = {
        "id": draw(IDS),
        "title": draw(WORDS),
        "period": {"from": first, "to": last},
        "sender_province": draw(WORDS),
        "receiver_province": draw(WORDS),
        "requirements": draw(REQUIREMENTS),
        **draw(maybe(document=maybe(number=WORDS, issued=DATES), carries_out=WORDS)),
        **draw(maybe(counties=maybe(total=COUNTS, named=st.just(named)))),
    }
    optional = maybe(district=WORDS, level=LEVELS, uscc=WORDS, listed=lists(_listing()))
    if organizations or flip(draw):
        data["organizations"] = [
            {"id": name, "name": draw(WORDS), "province": draw(WORDS), **draw(optional)} for name in organizations
        ]
    if workers or flip(draw):
        data["workers"] = [draw(_worker(name, organizations)) for name in workers]
    if organizations and flip(draw):
        names = draw(st.lists(IDS, unique=True, max_size=2))
        data["pairings"] = [draw(_pairing(name, organizations, workers)) for name in names]
    return {
        **data,
        **draw(
            maybe(
                **{"$schema": WORDS},
                submissions=lists(st.fixed_dictionaries({"name": WORDS}, optional={"submitted": DATES})),
                waivers=lists(
                    st.fixed_dictionaries(
                        {"rule": IDS, "reason": WORDS, "approved_by": WORDS},
                        optional={"pairing": IDS, "year": YEARS, "document": WORDS, "expires": DATES},
                    )
                ),
            )
        ),
    }


def _listing() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"source": WORDS}, optional={"name": WORDS, "district": WORDS})


def _worker(name: str, organizations: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"id": st.just(name), "employer": st.sampled_from(organizations)},
        optional={
            "name": WORDS,
            "certificate": maybe(level=CERTIFICATES, number=WORDS, issued=DATES),
            "service_since": DATES | DATES.map(lambda day: day[:7]),
        },
    )


def _pairing(name: str, organizations: list[str], workers: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "id": st.just(name),
            "mode": MODES,
            "sender": st.sampled_from(organizations),
            "receiver": st.sampled_from(organizations),
            "county": CODES,
        },
        optional={
            "active": SPANS,
            "needs_assessment": DATES,
            "agreement": maybe(signed=DATES, parties=lists(PARTIES)),
            "years": years(workers),
        },
    )


@st.composite
def records_data(draw: st.DrawFn) -> dict[str, Any]:
    """A records file as plain data."""
    workers = draw(st.lists(IDS, unique=True, min_size=1, max_size=2))
    pairings = draw(st.lists(IDS, unique=True, max_size=2))
    data: dict[str, Any] = {"format": "1", "records_for": draw(IDS)}
    if flip(draw):
        data["workers"] = [draw(_worker(name, ["org"])) for name in workers]
    if flip(draw):
        data["pairings"] = [{"id": name, **draw(maybe(years=years(workers)))} for name in pairings]
    return data


programs = program_data().map(ProgramFile.model_validate)
records_files = records_data().map(RecordsFile.model_validate)
