"""A fictional programme that meets all it is asked, with margin, and the changes that break one clause each.

Three workers are sent where two are needed, and so on, so that a change breaks nothing but what it is meant to break.
"""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

AS_OF = "2023-12-31"
"""The last day of the programme: everything is due."""

COUNTIES = {"622926": "东乡族自治县", "622923": "永靖县", "621126": "岷县"}

REQUIREMENTS: dict[str, Any] = {
    "county_coverage": {},
    "one_to_one": {},
    "scope": {},
    "modes": {"cross_province": 3, "in_province": 0},
    "receiver_level": {"level": "county"},
    "needs_assessment": {},
    "agreement": {"parties": ["sender", "receiver"]},
    "assistance_plan": {},
    "sent_workers": {"min": 2},
    "certificate": {"levels": ["社会工作师", "高级社会工作师"]},
    "experience": {"min_years": 2},
    "sent_workdays": {"min": 40},
    "received_workers": {"min": 3},
    "received_workdays": {"min": 20, "basis": "each"},
    "projects": {"min": 1},
    "internal_supervision": {"min": 1},
    "external_supervision": {"min": 1},
    "evaluation": {"reported": True},
    "grant": {"min": 30000},
    "expenses": {"categories": ["交通补贴", "餐补"]},
    "outcomes": {"counties": 3, "beneficiaries": 500, "trainees": 50},
    "county_organization": {"min": 1},
    "submissions": {"items": [{"name": "信息审核表", "due": "2022-02-25"}]},
}


def organizations(number: int) -> list[dict[str, Any]]:
    """A sender and a receiver."""
    return [
        {"id": f"s{number}", "name": f"虚构援派机构第{number}", "province": "上海市", "level": "county"},
        {"id": f"r{number}", "name": f"虚构受援机构第{number}", "province": "甘肃省", "level": "county"},
    ]


def workers(number: int) -> list[dict[str, Any]]:
    """Three workers to send and four of the receiver."""
    certificate = {"level": "社会工作师", "issued": "2018-11-01"}
    sent = [
        {"id": f"w{number}{n}", "employer": f"s{number}", "service_since": "2015-07"}
        | {"certificate": {**certificate, "number": f"虚构{number}{n}0001"}}
        for n in (1, 2, 3)
    ]
    return sent + [{"id": f"r{number}{n}", "employer": f"r{number}"} for n in (1, 2, 3, 4)]


def year(number: int, of: int) -> dict[str, Any]:
    """A year in which everything is met, with margin."""
    spring, autumn = f"{of}-03-06/{of}-03-24", f"{of}-09-04/{of}-09-22"
    return {
        "assistance_plan": f"{of}-02-10",
        "sent": [{"worker": f"w{number}{n}", "service": [spring, autumn]} for n in (1, 2, 3)],
        "received": [{"worker": f"r{number}{n}", "service": [spring, autumn]} for n in (1, 2, 3, 4)],
        "projects": [{"title": "虚构项目甲", "status": "completed"}, {"title": "虚构项目乙", "status": "running"}],
        "supervision": {"internal": [f"{of}-04-20", f"{of}-10-20"], "external": [f"{of}-05-20", f"{of}-11-20"]},
        "evaluation": {"completed": f"{of}-12-10", "reported": f"{of}-12-20"},
        "grants": [{"source": "虚构补助", "amount": "35000"}],
        "expenses": [{"category": "交通补贴", "amount": "8200.50"}],
        "outcomes": {"beneficiaries": 120, "organizations": 1, "trainees": 20},
    }


def pairing(number: int, county: str) -> dict[str, Any]:
    return {
        "id": f"p{number}",
        "mode": "cross_province",
        "sender": f"s{number}",
        "receiver": f"r{number}",
        "county": county,
        "needs_assessment": "2021-12-10",
        "agreement": {"signed": "2021-12-31", "parties": ["sender", "receiver"]},
        "years": {"2022": year(number, 2022), "2023": year(number, 2023)},
    }


def compliant() -> dict[str, Any]:
    """A programme of three pairings and two years that meets all it is asked."""
    return {
        "format": 1,
        "plan": {
            "id": "demo",
            "title": "虚构方案",
            "period": {"from": 2022, "to": 2023},
            "sender_province": "上海市",
            "receiver_province": "甘肃省",
            "counties": {"total": 3, "named": [{"code": code, "name": name} for code, name in COUNTIES.items()]},
            "requirements": copy.deepcopy(REQUIREMENTS),
        },
        "organizations": [organization for n in (1, 2, 3) for organization in organizations(n)],
        "workers": [worker for n in (1, 2, 3) for worker in workers(n)],
        "pairings": [pairing(n, county) for n, county in enumerate(COUNTIES, 1)],
        "submissions": [{"name": "信息审核表", "submitted": "2022-02-20"}],
    }


def written(data: Mapping[str, Any]) -> str:
    """The programme as a file; JSON is YAML too."""
    return "# 虚构 (fictional)\n" + json.dumps(data, ensure_ascii=False, indent=1)


def add_county(data: dict[str, Any], code: str, name: str) -> None:
    """One county more in the plan."""
    data["plan"]["counties"]["total"] += 1
    data["plan"]["counties"]["named"].append({"code": code, "name": name})


def add_pairing(data: dict[str, Any], county: str, sender: str = "s4") -> None:
    """A fourth pairing that meets all it is asked, with people of its own."""
    data["organizations"] += [one for one in organizations(4) if one["id"] in (sender, "r4")]
    data["workers"] += [{**w, "employer": w["employer"].replace("s4", sender)} for w in workers(4)]
    data["pairings"].append({**pairing(4, county), "sender": sender})
    data["plan"]["requirements"]["modes"]["cross_province"] = len({item["sender"] for item in data["pairings"]})


CHANGES: list[dict[str, Any]] = yaml.load(Path(__file__).with_name("changes.yaml").read_bytes(), yaml.BaseLoader)


def changed(change: Mapping[str, Any]) -> dict[str, Any]:
    """The compliant programme with a change made."""
    data = compliant()
    if "county" in change:
        add_county(data, **change["county"])
    if "pairing" in change:
        add_pairing(data, **change["pairing"])
    for pointer, value in change.get("set", {}).items():
        parent, last = _parent(data, pointer)
        if last == "-":
            parent.append(value)
        else:
            parent[last] = value
    for pointer in change.get("remove", ()):
        parent, last = _parent(data, pointer)
        del parent[last]
    return data


def _parent(data: Any, pointer: str) -> tuple[Any, Any]:
    """What holds the value of a pointer, and the last step to it."""
    *steps, last = pointer.split("/")[1:]
    for step in steps:
        data = data[_step(data, step)]
    return data, _step(data, last)


def _step(data: Any, step: str) -> str | int:
    return int(step) if isinstance(data, list) and step != "-" else step
