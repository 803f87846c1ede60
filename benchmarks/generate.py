"""Write fictional program files of any size: the same arguments give the same bytes.

    python benchmarks/generate.py FOLDER --size S|M|L          2 files; 12 files with 160 pairings; 1,000 files
    python benchmarks/generate.py FOLDER --files 100 --pairings 12 --entries 11 --defects 0.1

Every pairing has records of 2021 to 2025 that meet every requirement; `--defects` is the share of yearly records in
which something is made wrong on purpose. Nothing that it writes names a real organization or person.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from stdnum.cn import uscc

SIZES = {"S": [10, 16], "M": [14] * 4 + [13] * 8, "L": [12] * 1000}
"""Pairings in each file."""

YEARS = range(2021, 2026)
WEEKS = [*range(10, 14), *range(15, 18), *range(20, 24), *range(26, 37), *range(42, 51)]
"""Weeks of the year that are hardly touched by a statutory holiday from 2021 to 2025."""

COUNTIES = {
    621223: "宕昌县",
    621224: "康县",
    621225: "西和县",
    621226: "礼县",
    621227: "徽县",
    621228: "两当县",
    622921: "临夏县",
    622922: "康乐县",
    622923: "永靖县",
    622924: "广河县",
    622925: "和政县",
    622926: "东乡族自治县",
    622927: "积石山保安族东乡族撒拉族自治县",
    623021: "临潭县",
    623022: "卓尼县",
    623023: "舟曲县",
    623024: "迭部县",
    623025: "玛曲县",
    623026: "碌曲县",
    623027: "夏河县",
}
"""Counties of GB/T 2260; where there are more pairings, they are used again, and the plan does not ask for one each."""

PROVINCES = {"s": "上海市", "r": "甘肃省"}
"""Of the senders and of the receivers."""

HEAD = """\
# 虚构 (fictional): written by benchmarks/generate.py
format: 1
plan:
  id: fictional-{number}
  title: 虚构第 {number} 号结对帮扶方案
  period: {{from: 2021, to: 2025}}
  sender_province: {s}
  receiver_province: {r}
  counties:
    total: {total}
    named:
{named}
  requirements:
    county_coverage: {{clause: 一}}{one_to_one}
    scope: {{clause: 一}}
    modes: {{cross_province: {pairings}, in_province: 0, clause: 二（一）}}
    needs_assessment: {{clause: 二（二）}}
    agreement: {{parties: [sender_province, receiver_province, sender, receiver], clause: 二（二）}}
    assistance_plan: {{clause: 二（三）}}
    sent_workers: {{min: 2, clause: 二（三）}}
    certificate: {{levels: [助理社会工作师, 社会工作师, 高级社会工作师], clause: 二（三）}}
    experience: {{min_years: 2, clause: 二（三）}}
    sent_workdays: {{min: 40, basis: total, clause: 二（三）}}
    received_workers: {{min: 3, clause: 二（四）}}
    received_workdays: {{min: 120, basis: total, clause: 二（四）}}
    projects: {{min: 1, clause: 二（五）}}
    internal_supervision: {{min: 1, clause: 二（六）}}
    external_supervision: {{min: 1, clause: 二（六）}}
    evaluation: {{reported: true, clause: 二（七）}}
    grant: {{min: 30000, modes: [cross_province], clause: 三}}
    expenses: {{categories: [活动费用, 交通补贴, 餐补, 工资津贴, 保险], clause: 三}}
    outcomes: {{counties: {total}, beneficiaries: {beneficiaries}, stations: {stations}, clause: 附件}}
    county_organization: {{min: 1, clause: 一}}
"""


def program(number: int, pairings: int, entries: int, defects: float) -> str:
    """One program file; `entries` is the number of service entries of each worker and year."""
    dice = random.Random(number)
    organizations, workers, lines = ["organizations:"], ["workers:"], ["pairings:"]
    for pairing in range(1, pairings + 1):
        for role in PROVINCES:
            organizations += _organization(role, pairing, number)
        sides = {role: [f"{role}{pairing}-{n}" for n in range(1, count + 1)] for role, count in (("s", 2), ("r", 4))}
        for role, people in sides.items():
            for person in people:
                workers += _worker(person, f"{role}{pairing}", f"Z{number:05d}{len(workers):06d}", dice)
        lines += _pairing(pairing)
        for year in YEARS:
            lines += _year(year, sides, entries, dice, bad=dice.random() < defects)
    per_year = pairings * len(YEARS)
    named = [f'      - {{code: "{code}", name: {name}}}' for code, name in [*COUNTIES.items()][:pairings]]
    head = HEAD.format(
        **PROVINCES,
        number=number,
        pairings=pairings,
        total=len(named),
        named="\n".join(named),
        one_to_one="\n    one_to_one: {clause: 一}" if pairings <= len(COUNTIES) else "",
        beneficiaries=100 * per_year,
        stations=per_year,
    )
    return head + "\n".join([*organizations, *workers, *lines]) + "\n"


def _organization(role: str, pairing: int, number: int) -> Iterator[str]:
    yield f"  - id: {role}{pairing}"
    yield f"    name: 虚构{PROVINCES[role]}第{pairing}服务中心"
    yield f"    province: {PROVINCES[role]}"
    serial = 10_000 * number + 2 * pairing + (role == "r")
    code = f"52990000MJ{serial % 10_000_000:07d}"  # of no region that there is
    yield f"    uscc: {code}{uscc.calc_check_digit(code)}"
    if role == "r":
        yield "    level: county"


def _worker(person: str, employer: str, certificate: str, dice: random.Random) -> Iterator[str]:
    month = dice.randrange(1, 13)
    yield f"  - id: {person}"
    yield "    name: 虚某某"
    yield f"    employer: {employer}"
    issued = f"{dice.randrange(2010, 2018)}-{month:02d}-15"
    yield f"    certificate: {{level: 社会工作师, number: {certificate}, issued: {issued}}}"
    yield f"    service_since: {dice.randrange(2008, 2017)}-{month:02d}"


def _pairing(number: int) -> Iterator[str]:
    yield f"  - id: p{number}"
    yield "    mode: cross_province"
    yield f"    sender: s{number}"
    yield f"    receiver: r{number}"
    yield f'    county: "{[*COUNTIES][(number - 1) % len(COUNTIES)]}"'
    yield "    needs_assessment: 2020-11-20"
    yield "    agreement: {signed: 2020-12-20, parties: [sender_province, receiver_province, sender, receiver]}"
    yield "    years:"


def _year(year: int, sides: dict[str, list[str]], entries: int, dice: random.Random, *, bad: bool) -> Iterator[str]:
    yield f"      {year}:"
    yield f"        assistance_plan: {year}-01-{dice.randrange(10, 29)}"
    for key, people in (("sent", sides["s"]), ("received", sides["r"])):
        yield f"        {key}:"
        for person in people:
            yield f"          - worker: {person}"
            yield "            service:"
            yield from (f"              - {entry}" for entry in _service(year, 1 if bad else entries, dice))
    yield "        projects:"
    yield f"          - {{title: 虚构社区服务项目, status: {'cancelled' if bad else 'completed'}}}"
    yield f"        supervision: {{internal: [{year}-04-12, {year}-07-15], external: [{year}-10-18]}}"
    yield f"        evaluation: {{completed: {year}-12-11, reported: {year}-12-21}}"
    yield "        grants: [{source: 虚构补助, amount: 30000}, {source: 虚构捐赠, amount: 20000}]"
    yield "        expenses:"
    for category in ("烟酒" if bad else "活动费用", "交通补贴", "餐补", "工资津贴", "保险"):
        yield f"          - {{category: {category}, amount: {dice.randrange(1000, 6000)}.{dice.randrange(100):02d}}}"
    yield "        outcomes: {beneficiaries: 100, stations: 1, organizations: 1, professionals: 2, trainees: 30}"


def _service(year: int, entries: int, dice: random.Random) -> Iterator[str]:
    """So many working weeks, then single days of the year when there are not enough weeks."""
    for week in sorted(dice.sample(WEEKS, min(entries, len(WEEKS)))):
        monday = date.fromisocalendar(year, week, 1)
        yield f"{monday}/{monday + timedelta(days=4)}"
    for number in range(entries - len(WEEKS)):
        yield str(date(year, 1, 1) + timedelta(days=number % 365))


def write(folder: Path, pairings: list[int], entries: int = 11, defects: float = 0.0) -> int:
    """Write one file for each number of pairings; returns the bytes written."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, count in enumerate(pairings, 1):
        content = program(number, count, entries, defects).encode()
        (folder / f"fictional-{number:04d}.yaml").write_bytes(content)
        size += len(content)
    return size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=SIZES)
    parser.add_argument("--files", type=int)
    parser.add_argument("--pairings", type=int)
    parser.add_argument("--entries", type=int, default=11)
    parser.add_argument("--defects", type=float, default=0.0)
    asked = parser.parse_args()
    if asked.size and (asked.files or asked.pairings):
        parser.error("--size says how many files and pairings there are; leave out --files and --pairings")
    pairings = SIZES[asked.size] if asked.size else [asked.pairings or 12] * (asked.files or 1)
    size = write(asked.folder, pairings, asked.entries, asked.defects)
    print(f"{len(pairings)} files, {sum(pairings)} pairings, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
