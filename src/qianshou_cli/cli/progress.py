"""`qianshou progress`: where each pairing stands, what is owed, and until when it can still be reached."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Annotated

from .endings import format_of
from .output import deliver
from .shared import AsOf, Color, ConfigFile, Language, Limit, Output, Paths, format_option, year_option
from .words import words

FORMATS = ("table", "json", "csv")
HELP = words(
    "截至某日，每个结对在工作年度内完成了什么、还差什么、最晚何时开始还来得及。\n\n"
    "\b\n"
    "已达到：  达到年度要求。\n"
    "来不及：  年度已结束，或应到人员余下每个法定工作日都在岗也不够。\n"
    "吃紧：    每名应到人员还需服务余下法定工作日的一半以上；\n"
    "          不按天数计的要求，则为余下法定工作日不超过 22 个。\n"
    "来得及：  其他情形。\n"
    "数据不足：记录不全或不能算数，且仅凭已有记录会是吃紧或来不及，无法断定。\n"
    "应到人员：已参与的人员，且不少于方案要求的人数。补助资金按援派机构合计。",
    "As of a date: what each pairing has done in the working year, what it owes, and the last safe day.\n\n"
    "\b\n"
    "done:         the minimum is met.\n"
    "out of reach: the year is over, or the workers counted on are not enough\n"
    "              even if they serve every statutory workday left.\n"
    "at risk:      each of them must serve more than half of the statutory\n"
    "              workdays left; minima not counted in days: at most 22 are left.\n"
    "on track:     all else.\n"
    "unknown:      records are missing or do not count, and the rest alone\n"
    "              would be at risk or out of reach: it cannot be decided.\n"
    "Workers counted on: those who took part so far, at least the plan's minimum\n"
    "number. Grants are the sender's, summed over its pairings.",
)


def progress(
    paths: Paths,
    year: Annotated[
        list[str] | None,
        year_option(
            words(
                "看这些工作年度，可重复；默认为所看日期所在年度，方案已结束的为最后一年。",
                "Working years to look at; default: the year of the date; the last one of a plan that is over.",
            )
        ),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[str | None, format_option(FORMATS, by_name=True)] = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
    limit: Limit = None,
    config: ConfigFile = None,
) -> int:
    """Look at the paths, write where the pairings stand, and give the exit code: 0, or 3 when a file was unreadable."""
    from ..progress import standing_of
    from .configured import configuration
    from .inputs import Files
    from .options import known_years, refuse_years, settle, source_of_years
    from .outputs import look_of
    from .problems import note_problems

    format_ = format_of(output, format_, FORMATS)
    found = configuration(config)
    choices = settle(found, year=year, as_of=as_of, lang=lang, limit=limit)
    day, asked = choices.settings.as_of, choices.settings.years or frozenset()
    look = look_of(choices, found.chosen("color", color, "auto"), output)
    files = Files(paths, choices.limits, [output], [found.path])
    standings, problems = files.visit(partial(standing_of, as_of=day, years=asked))
    note_problems([*files.missing, *problems], choices.lang)
    if standings and not (files.missing or problems):  # which may have the years
        judged = {item.year for standing in standings for item in standing.pairings or ()}
        without = (standing.period for standing in standings if not standing.paired)
        refuse_years(sorted(asked - known_years(judged, without, day)), day, source_of_years(year, found))
    render = import_module(f"qianshou_cli.reporters.progress.{format_}").render
    deliver(output, render(standings, look), choices.lang, as_utf8=format_ != "table")
    return 3 if files.missing or problems else 0
