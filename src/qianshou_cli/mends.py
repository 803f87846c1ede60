"""How to mend what several rules find."""

from .texts import Text

DATES = Text("在参与时间（service）中写明是哪几天。", "Record in `service` which days they were.")
"""Service is recorded without its days, or not at all."""

SENT = Text(
    "补记该年度的援派人员（sent）和他们的参与时间（service）；确实没有派人的写 sent: []。",
    "Record `sent` of that year and the `service` of those sent; write `sent: []` when nobody was sent.",
)
"""Who was sent is not recorded."""

RECEIVED = Text(
    "补记该年度受援机构的参与人员（received）和他们的参与时间（service）；确实没有的写 received: []。",
    "Record `received` of that year and the `service` of those in it; write `received: []` when nobody took part.",
)
"""Who of the receiver took part is not recorded."""

ENTRIES = Text(
    "核对这几条人员记录，更正有误的；其实是两个人的，更正证书编号。",
    "Compare these entries and correct what is wrong; if they are two persons, correct the certificate number.",
)
"""Entries of one person contradict each other."""

REPEATED = Text(
    "更正重复的日期；同一天确有几次的，请用豁免说明。",
    "Correct the dates that are repeated; where there were several sessions on one day, say so in a waiver.",
)
"""A date of supervision stands more than once."""
