"""Fictional programmes with defects, the same for the same seed; and texts that try to break out of an output."""

import random
from collections.abc import Iterator

HOSTILE = (
    "\\e[31mred\\e]0;title\\a",
    "[bold red]markup[/bold red] [link=http://evil.example]x[/link]",
    "::error file=a,line=1::owned",
    "%0A::error::owned",
    "\\n::error::owned\\r\\n::stop-commands::x",
    "##[add-mask]x",
    "]]><failure message='x'/><![CDATA[ --> &amp; \\\" '",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "=HYPERLINK(1)",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\\t=1",
    "\\r=1",
    "a | b || `c` ``` ~~~ *d* _e_ # f",
    "[here](http://evil.example) ![x](http://evil.example) www.evil.example @everyone",
    "\\0\\x01\\x7f\\x9b31m\\u0085",
    "\\u202eright to left\\u2066\\u200f",
    "line\\u2028paragraph\\u2029end",
    "\\ufeff\\ufffe\\uffff",
    "{0} {name} {0.__class__} %s %(x)s ${x} $(x)",
    "{{7*7}} ${{7*7}} {% if 1 %}x{% endif %} {# x #} [[7*7]]",
    "=cmd|' /C calc'!A0",
    '\\" onmouseover=\\"alert(1)\\" x=\'',
    "</title></style></textarea><!-- javascript:alert(1)",
    "- a: &x [*x] # %TAG ! tag:x,2000:",
    "13812345678 someone@example.com 11010519491231002X",
    "长" * 1999,  # as long as a text may be: one field adds a character
    "x" * 1999,
)
"""As written between double quotes in YAML."""

_PROGRAM = """# 虚构 (fictional)
format: 1
plan:
  id: demo-{number}
  title: "{title}"
  document: {{number: "{text}"}}
  period: {{from: 2022, to: 2023}}
  sender_province: 上海市
  receiver_province: 甘肃省
  counties:
    total: 2
    named:
      - {{code: "622926", name: "{text}"}}
      - {{code: "622923", name: 永靖县}}
  requirements:
    county_coverage: {{clause: "{text}"}}
    assistance_plan: {{clause: 二（三）1}}
    sent_workdays: {{min: {minimum}, basis: {basis}, clause: [二（三）2, "{text}"]}}
    projects: {{min: 1, clause: 二（三）3}}
    evaluation: {{clause: 二（三）4}}
    expenses: {{categories: [交通补贴, "{text}"], clause: 三（一）}}
organizations:
  - id: sender
    name: "{text}"
    province: 上海市
    district: "{text}"
    listed: [{{source: "{text}", name: 虚构另名, district: 别区}}]
  - {{id: receiver, name: 虚构受援机构, province: 甘肃省}}
workers:
  - {{id: w1, name: "{text}", employer: sender, certificate: {{level: 社会工作师, number: "{text}"}}}}
  - {{id: w2, employer: sender}}
pairings:
  - id: p1
    mode: cross_province
    sender: sender
    receiver: receiver
    county: "622926"
    years:
      2022:
        assistance_plan: 2022-02-10
        sent:
          - {{worker: w1, service: [2022-03-07/2022-03-{last}]}}
          - {{worker: w2, service: [{{workdays: {claimed}}}]}}
{projects}        expenses:
          - {{category: "{text}!", amount: {amount}}}
          - {{category: 交通补贴, amount: 300}}
        grants: [{{source: "{text}", amount: 100}}]
submissions: [{{name: "{text}", submitted: 2022-02-20}}]
waivers:
  - {{rule: evaluation, pairing: p1, year: 2022, reason: "{text}", approved_by: "{text}", document: "{text}"}}
  - {{rule: "{text}", reason: "{text}", approved_by: 虚构}}
"""


def _program(number: int, text: str, **values: object) -> str:
    chosen: dict[str, object] = {
        "minimum": 40,
        "basis": "total",
        "last": "18",
        "claimed": 5,
        "amount": 900,
        "projects": "",
    }
    return _PROGRAM.format(number=number, text=text, title=text, **{**chosen, **values})


def hostile_program(text: str, number: int) -> str:
    """A programme with the text wherever people write freely."""
    return _program(number, text)


def programs(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """File names and programmes, some of which cannot be read."""
    chance = random.Random(seed)
    for number in range(count):
        text = _program(
            number,
            f"虚构{number}",
            minimum=chance.choice((5, 15, 40)),
            basis=chance.choice(("total", "each")),
            last=chance.choice(("07", "11", "18", "31")),
            claimed=chance.choice((0, 5, 60)),
            amount=chance.choice((0, "1200.50", 99999)),
            projects=chance.choice(
                ("", "        projects: []\n", "        projects: [{title: 虚构项目, status: completed}]\n")
            ),
        )
        if chance.random() < 0.1:
            text = chance.choice(
                (text.replace(": ", "：", 1), text[: len(text) // 2], text.replace("worker: w2", "worker: w9"))
            )
        yield f"programs/{number:03d}.yaml", text
