"""A fictional programme that tests break and mend: everything recorded, nothing wrong as of 2023-01-10."""

PROGRAM = """\
# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构方案
  period: {from: 2022, to: 2022}
  sender_province: 上海市
  receiver_province: 甘肃省
  requirements:
    sent_workers: {min: 1, clause: 二1}
    sent_workdays: {min: 5, clause: 二2}
    projects: {min: 1, clause: 二3}
organizations:
  - {id: s, name: 虚构援派机构, province: 上海市}
  - {id: r, name: 虚构受援机构, province: 甘肃省}
workers:
  - {id: w1, employer: s}
pairings:
  - id: p1
    mode: cross_province
    sender: s
    receiver: r
    county: "622926"
    years:
      2022:
        sent:
          - {worker: w1, service: [2022-03-07/2022-03-11]}
        projects: [{title: 虚构项目, status: completed}]
"""

AS_OF = "2023-01-10"

TOO_FEW_DAYS = PROGRAM.replace("2022-03-07/2022-03-11", "2022-03-07/2022-03-09")
"""Three workdays where five are asked for."""

NO_PROJECT = PROGRAM.replace("projects: [{title: 虚构项目, status: completed}]", "projects: []")
"""No project where one is asked for."""

BOTH_WRONG = NO_PROJECT.replace("2022-03-07/2022-03-11", "2022-03-07/2022-03-09")

SHARED = PROGRAM.replace("employer: s}", "employer: s, certificate: {number: 虚构甲0001}}")
"""Its worker is known in other programmes, too."""

BARE, _, _YEARS = PROGRAM.partition("    years:\n")
"""Without any year."""

RECORDS = f"""\
# 虚构 (fictional)
format: 1
records_for: demo
pairings:
  - id: p1
    years:
{_YEARS}"""
"""The years, in a records file."""

AGAIN = RECORDS.replace("2022-03-11]", "2022-03-11, 2022-03-08]")
"""A day of the service twice."""

OUTSIDE = PROGRAM.replace("  2022:\n", "  2021: {sent: [{worker: w1, service: [2021-03-01]}]}\n      2022:\n")
"""Service in a year that is none of the plan's."""

WAIVER = """\
waivers:
  - {rule: QS301, pairing: p1, year: 2022, reason: 虚构理由, approved_by: 虚构部门, expires: 2030-12-31}
"""
"""Appended, it covers the missing workdays."""
