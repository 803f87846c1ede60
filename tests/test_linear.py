"""Twice as much in a file takes twice the work and twice the room, whatever there is much of.

Work is counted in lines of the program that are run, so that a slow machine changes nothing.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from importlib import import_module
from itertools import permutations
from types import SimpleNamespace
from typing import Any, cast

import pytest

from compliant import REQUIREMENTS
from effort import lines_run, steep
from qianshou_cli.account import account_object, accounts
from qianshou_cli.account.sources import Sources
from qianshou_cli.assess import Input, visit
from qianshou_cli.cli.endings import FORMATS
from qianshou_cli.dataset import Dataset, merge
from qianshou_cli.diff import compare, parse
from qianshou_cli.findings import Report
from qianshou_cli.load import load
from qianshou_cli.model.requirements import Expenses
from qianshou_cli.progress import standing_of
from qianshou_cli.reporters import Look
from qianshou_cli.reporters.diff.text import render as diff_as_text
from qianshou_cli.reporters.json import render as as_json
from qianshou_cli.reporters.progress.json import render as progress_as_json
from qianshou_cli.reporters.year import html, markdown
from qianshou_cli.rules import BY_NAME, GROUPS
from qianshou_cli.spans import Span
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_merge import merged
from qianshou_cli.yaml_writer import to_yaml
from qianshou_cli.year_report import year_report
from support import judge_files

YEAR, DAY = 2022, date(2023, 6, 30)
TEXTS = sorted(set(FORMATS) - {"xlsx"})
SIZE = 12
"""More than a result names of a person's other claims."""
Files = Mapping[str, str]
Much = Callable[[int], Files]
"""A programme, or several, with so many of something."""


def _program(plan: str = "demo", requirements: Mapping[str, Any] = REQUIREMENTS, **parts: Any) -> str:
    """A fictional programme; its pairings may name the sender `s`, the receiver `r` and the worker `w`."""
    organizations = [{"id": "s", "name": "甲", "province": "上海市"}, {"id": "r", "name": "乙", "province": "甘肃省"}]
    return json.dumps(
        {
            "format": 1,
            "plan": {
                "id": plan,
                "title": "虚构方案",
                "period": {"from": YEAR, "to": YEAR},
                "sender_province": "上海市",
                "receiver_province": "甘肃省",
                "requirements": requirements,
                **({"counties": parts.pop("counties")} if "counties" in parts else {}),
            },
            "organizations": organizations + parts.pop("organizations", []),
            "workers": [_worker("w"), *parts.pop("workers", [])],
            **parts,
        },
        indent=1,
    )


def _worker(name: str, number: str = "虚构00001") -> dict[str, Any]:
    certificate = {"level": "社会工作师", "number": number, "issued": "2018-11-01"}
    return {"id": name, "employer": "s", "certificate": certificate, "service_since": "2015-07"}


def _pairing(number: int, sender: str = "s", county: str = "", **year: Any) -> dict[str, Any]:
    code = county or str(110000 + number)
    pairing = {"id": f"p{number}", "mode": "cross_province", "sender": sender, "receiver": "r", "county": code}
    return {**pairing, "years": {str(YEAR): year}}


def _serves(*service: Any, worker: str = "w") -> list[dict[str, Any]]:
    return [{"worker": worker, "service": list(service)}]


def _one(**parts: Any) -> Files:
    return {"program.yaml": _program(**parts)}


def pairings_of_a_county(n: int) -> Files:
    return _one(pairings=[_pairing(i, county="622926") for i in range(n)])


def pairings_of_a_sender(n: int) -> Files:
    return _one(pairings=[_pairing(i) for i in range(n)])


def pairings_of_counties_named(n: int) -> Files:
    named = [{"code": str(110000 + i), "name": f"县{i}"} for i in range(n)]
    return _one(counties={"total": n, "named": named}, pairings=[_pairing(i) for i in range(n)])


def pairings_of_senders(n: int) -> Files:
    senders = [{"id": f"s{i}", "name": f"机构{i}", "province": "上海市"} for i in range(n)]
    return _one(organizations=senders, pairings=[_pairing(i, f"s{i}") for i in range(n)])


def papers(n: int) -> Files:
    items = [{"name": f"n{i}", "due": "2022-02-25"} for i in range(n)]
    submissions = [{"name": f"n{i}", "submitted": "2022-03-01"} for i in range(n)]
    return _one(requirements={"submissions": {"items": items}}, submissions=submissions)


def papers_of_one_name(n: int) -> Files:
    items = [{"name": "n", "due": "2022-02-25"}]
    submissions: list[dict[str, Any]] = [{"name": "n", "submitted": "2022-03-01"} for _ in range(n)]
    return _one(requirements={"submissions": {"items": items}}, submissions=[*submissions, {"name": "n"}])


def attendances_of_a_worker(n: int) -> Files:
    return _one(pairings=[_pairing(1, sent=_serves("2022-03-07") * n, received=_serves("2022-03-07") * n)])


def claims_of_a_worker(n: int) -> Files:
    return _one(pairings=[_pairing(1, sent=_serves(*[{"on": "2022-03-07/2022-03-18", "workdays": 2}] * n))])


def vague_claims_of_a_worker(n: int) -> Files:
    return _one(pairings=[_pairing(1, sent=_serves(*[{"on": "2022-12-26/2023-01-06", "workdays": 2}] * n))])


def ids_of_a_person(n: int) -> Files:
    sent = [one for i in range(n) for one in _serves("2022-03-07/2022-03-18", worker=f"w{i}")]
    return _one(workers=[_worker(f"w{i}") for i in range(n)], pairings=[_pairing(1, sent=sent)])


def days_of_a_person(n: int) -> Files:
    return _one(pairings=[_pairing(i, sent=_serves("2022-03-07")) for i in range(n)])


def days_of_a_person_apart(n: int) -> Files:
    days = [date(YEAR, 1, 3) + timedelta(days=i % 360) for i in range(n)]
    return _one(pairings=[_pairing(i, sent=_serves(str(day))) for i, day in enumerate(days)])


def weeks_of_a_person(n: int) -> Files:
    weeks = [date(YEAR, 1, 3) + timedelta(days=i % 20) for i in range(n)]
    return _one(pairings=[_pairing(i, sent=_serves(f"{day}/{day + timedelta(13)}")) for i, day in enumerate(weeks)])


def some_days_of_a_person(n: int) -> Files:
    claim = {"on": "2022-03-07/2022-03-18", "workdays": 1}
    return _one(pairings=[_pairing(i, sent=_serves(claim)) for i in range(n)])


def undated_days_of_a_person(n: int) -> Files:
    return _one(pairings=[_pairing(i, sent=_serves({"workdays": i % 5})) for i in range(n)])


def sides_of_a_person(n: int) -> Files:
    pairings = [_pairing(i, sent=_serves(), received=_serves(worker="v")) for i in range(n)]
    return _one(workers=[_worker("v")], pairings=pairings)


def sides_of_a_worker(n: int) -> Files:
    """Sent in half of the pairings, one of the receiver in the others, and once under another id."""
    sent = [_pairing(i, sent=_serves()) for i in range(n)]
    received = [_pairing(i, received=_serves()) for i in range(n, 2 * n)]
    last = _pairing(2 * n, received=_serves(worker="v"), sent=_serves(worker="v"))
    return _one(workers=[_worker("v")], pairings=[*sent, *received, last])


def programmes_with_one_person(n: int) -> Files:
    pairings = [_pairing(1, sent=_serves("2022-03-07/2022-03-18"))]
    return {f"{i}.yaml": _program(f"demo{i}", {}, pairings=pairings) for i in range(n)}


def programmes_in_a_chain(n: int) -> Files:
    """Each has a person in common with the next one."""
    files = {}
    for i in range(n):
        workers = [_worker(f"w{k}", f"虚构{10000 + k}") for k in (i, i + 1)]
        sent = [one for k in (i, i + 1) for one in _serves("2022-03-07", worker=f"w{k}")]
        files[f"{i}.yaml"] = _program(f"demo{i}", {}, workers=workers, pairings=[_pairing(1, sent=sent)])
        files[f"{i}.yaml"] = files[f"{i}.yaml"].replace("虚构00001", f"虚构{20000 + i}")
    return files


def workers_with_numbers(n: int) -> Files:
    return _one(workers=[_worker(f"w{i}", f"虚构{10000 + i}") for i in range(n)])


def records_files(n: int) -> Files:
    """Each with a year of one of the pairings."""
    pairings = [_pairing(i) for i in range(n)]
    bare = [{key: value for key, value in pairing.items() if key != "years"} for pairing in pairings]
    files = {"program.yaml": _program(pairings=bare)}
    for pairing in pairings:
        years = {"id": pairing["id"], "years": pairing["years"]}
        files[f"{pairing['id']}.yaml"] = json.dumps({"format": 1, "records_for": "demo", "pairings": [years]}, indent=1)
    return files


IN_ONE_FILE: tuple[Much, ...] = (
    pairings_of_a_county,
    pairings_of_a_sender,
    pairings_of_counties_named,
    pairings_of_senders,
    papers,
    papers_of_one_name,
    attendances_of_a_worker,
    claims_of_a_worker,
    vague_claims_of_a_worker,
    ids_of_a_person,
    days_of_a_person,
    days_of_a_person_apart,
    weeks_of_a_person,
    some_days_of_a_person,
    undated_days_of_a_person,
    sides_of_a_person,
    sides_of_a_worker,
)
IN_MANY: tuple[Much, ...] = (programmes_with_one_person, programmes_in_a_chain)


def _judge(files: Files, **settings: Any) -> Report:
    report = judge_files(files, str(DAY), **settings)
    assert report.exit_code in (0, 1), as_json(report, Look())[:2000]
    return report


def _validated(files: Files) -> str:
    return as_json(_judge(files), Look())


def _listed(files: Files) -> str:
    """In every format that is a text; the findings of a sender are known already."""
    report = _judge(files)
    known = tuple(result for result in report.results if result.organization)
    report = report._replace(known=known)
    return "".join(import_module(f"qianshou_cli.reporters.{name}").render(report, Look()) for name in TEXTS)


def _explained(files: Files) -> str:
    """Why a rule says what it says of a pairing."""
    report = _judge(files, keep_all=True)
    found = [
        account
        for card in (BY_NAME["QS102"].card, BY_NAME["QS304"].card)
        for account in accounts(card, _visited(files, lambda data: data), report.results, DAY, "p1", YEAR)
    ]
    return json.dumps([account_object(account, Lang.ZH) for account in found])


def _progress(files: Files) -> str:
    return progress_as_json(_standings(files), Look())


def _standings(files: Files) -> list[Any]:
    return _visited(files, lambda data: standing_of(data, DAY, [YEAR]))


def _visited(files: Files, work: Callable[[Dataset], Any]) -> list[Any]:
    inputs = [Input(name, name) for name in files]
    return visit(inputs, lambda item: files[item.name].encode(), work)[0]


def _reported(files: Files) -> str:
    found = _judge(files, keep_all=True, years=frozenset({YEAR}))
    page = year_report(YEAR, found, _standings(files), GROUPS, BY_NAME)
    return html.render(page, Look()) + markdown.render(page, Look())


def _compared(files: Files) -> str:
    """What moved from one result to another, which holds nothing of the first any more."""
    result = as_json(_judge(files, keep_all=True), Look())
    found = json.loads(result)
    none = json.dumps({**found, "results": [], "years": list(range(2000, 2000 + len(found["results"])))})
    return "".join(
        diff_as_text(compare(*map(parse, pair)), Look(), {}) for pair in permutations([result.encode(), none.encode()])
    )


def _quoted(files: Files) -> str:
    """Every line of the files, masked."""
    sources = Sources(_visited(files, lambda data: data))
    places = (Span(name, number) for name, text in files.items() for number in range(1, text.count("\n") + 2))
    return "\n".join(map(sources.line, places))


def _merged(files: Files) -> str:
    """A file in which something is changed in every pairing, comments kept."""
    [text] = files.values()
    before = to_yaml(load(text.encode(), "p.yaml").model).replace("pairings:", "# 批注\npairings:")
    after = load(before.replace("mode: cross_province", "mode: in_province").encode(), "p.yaml").model
    return merged(before.encode(), after)


SIZES = (SIZE, 2 * SIZE, 4 * SIZE)
CASES = [
    *((_validated, much) for much in IN_ONE_FILE + IN_MANY),
    *((_listed, much) for much in (pairings_of_senders, programmes_with_one_person)),
    *((_explained, much) for much in (pairings_of_a_county, claims_of_a_worker)),
    (_quoted, workers_with_numbers),
    (_validated, records_files),
    *((_progress, much) for much in IN_ONE_FILE[:4]),
    *((_compared, much) for much in (pairings_of_senders, claims_of_a_worker)),
    *((_merged, much) for much in (pairings_of_senders, pairings_of_a_county)),
    *((_reported, much) for much in (*IN_ONE_FILE[:4], programmes_with_one_person)),
]


@pytest.mark.parametrize(("output", "much"), CASES, ids=lambda case: case.__name__.strip("_"))
def test_work_and_room_grow_with_what_is_written(output: Callable[[Files], str], much: Much) -> None:
    output(much(SIZES[-1]))  # what is loaded or worked out once for all, is
    outputs: list[str] = []

    def lines(files: Files) -> Counter[str]:
        return lines_run(lambda: outputs.append(output(files)))

    assert steep([lines(much(size)) for size in SIZES], SIZE) == {}
    once, twice, again = map(len, outputs)
    assert again - twice < 2.2 * (twice - once) + 100


def test_categories_are_not_compared_one_by_one() -> None:
    compared: list[object] = []

    class Word(str):
        """Text that tells when it is compared, which no line of the program shows."""

        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            compared.append(other)
            return str.__eq__(self, other)

    text = _program(pairings=[_pairing(1, expenses=[{"category": f"类{i}"} for i in range(SIZE)])])
    data, _ = merge(load(text.encode(), "p.yaml"))
    assert data.pairings
    record, place = data.pairings[0].years[YEAR]
    requirement = Expenses.model_construct(categories=tuple(Word(f"类{i}") for i in range(SIZE)))
    year, context = SimpleNamespace(record=record, place=place), cast(Any, None)
    assert BY_NAME["QS502"].check(year, requirement, context) == []
    assert len(compared) <= SIZE
