"""Texts that try to break out, in every field and file name, through every command: one test for each kind of sink.

Each output is read by the parser of its format where there is one. `validate`'s formats: tests/test_reporters.py.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
import yaml
from docx import Document
from openpyxl import load_workbook

from generate import HOSTILE, hostile_program
from qianshou_cli import excel
from qianshou_cli.cells import FORMULA_STARTS, put
from qianshou_cli.load import load
from qianshou_cli.model import ProgramFile
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_reader import read
from qianshou_cli.yaml_writer import to_yaml
from support import GOOD, Run, judge_files, qianshou

ON = ("--as-of", "2023-06-30")


def unquoted(text: str) -> str:
    """The text itself: `HOSTILE` has it as YAML writes it between quotes."""
    return str(yaml.safe_load(f'"{text}"'))


PERSONS = ("13812345678", "someone@example.com", "11010519491231002X")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


class Outputs(NamedTuple):
    """What the commands wrote: files by name, and runs by command."""

    files: dict[str, bytes]
    runs: dict[str, Run]


COMMANDS = {
    "progress table": ("progress", ".", *ON, "--year", "2022"),
    "progress json": ("progress", ".", *ON, "--year", "2022", "--format", "json"),
    "progress csv": ("progress", ".", *ON, "--year", "2022", "--format", "csv"),
    "report html": ("report", ".", *ON, "--year", "2022", "-o", "../out/r.html"),
    "report markdown": ("report", ".", *ON, "--year", "2022", "-o", "../out/r.md"),
    "report xlsx": ("report", ".", *ON, "--year", "2022", "-o", "../out/r.xlsx"),
    "form xlsx": ("form", ".", "-o", "../out/f.xlsx"),
    "form docx": ("form", ".", "-o", "../out/f.docx"),
    "why text": ("why", ".", *ON, "--rule", "QS301", "--pairing", "p1", "--year", "2022"),
    "why json": ("why", ".", *ON, "--rule", "QS301", "--pairing", "p1", "--year", "2022", "--format", "json"),
    "why evidence": ("why", ".", *ON, "--rule", "QS502", "--pairing", "p1", "--year", "2022"),
    "waivers table": ("waivers", ".", *ON),
    "waivers json": ("waivers", ".", *ON, "--format", "json"),
    "baseline json": ("baseline", ".", *ON),
    "validate table": ("validate", ".", *ON, "--all"),
    "validate json": ("validate", ".", *ON, "--format", "json"),
    "validate lines": ("validate", ".", *ON, "--format", "ndjson"),
    "validate csv": ("validate", ".", *ON, "--format", "csv"),
    "validate markdown": ("validate", ".", *ON, "--format", "markdown"),
    "validate junit": ("validate", ".", *ON, "--format", "junit"),
    "validate sarif": ("validate", ".", *ON, "--format", "sarif"),
    "validate gitlab": ("validate", ".", *ON, "--format", "gitlab"),
}
REFUSED = {
    "validate": ("validate", "../refused", *ON),
    "markdown": ("validate", "../refused", *ON, "--format", "markdown"),
    "junit": ("validate", "../refused", *ON, "--format", "junit"),
    "progress": ("progress", "../refused", *ON),
    "form": ("form", "../refused", "-o", "../out/none.docx"),
    "waivers": ("waivers", "../refused", *ON),
    "baseline": ("baseline", "../refused", *ON),
    "why": ("why", "../refused", "--rule", "QS101"),
}
"""Commands on files that cannot be judged, whose names and keys are hostile."""
DIFFERENCES = {
    "diff text": ("diff", "../out/one.json", "../out/two.json"),
    "diff json": ("diff", "../out/one.json", "../out/two.json", "--format", "json"),
}


def name_of(text: str) -> str:
    """A file name as hostile as a file system allows."""
    return re.sub("[/\0]|[0-9]{11,}|someone|[\ud800-\udfff]", "_", text)[:60].lstrip(".") or "_"


def corpus(folder: Path, texts: Sequence[str]) -> None:
    """A programme for each text, in a file named by it, and a file like it that cannot be judged."""
    for name in ("in", "out", "refused"):
        (folder / name).mkdir()
    for number, text in enumerate(texts):
        name = f"{name_of(unquoted(text))} {number}.yaml"
        (folder / "in" / name).write_text(hostile_program(text, number), "utf-8")
        (folder / "refused" / name).write_text(f'format: 1\nplan: {{"{text}": "{text}"}}\n', "utf-8")


def ran(folder: Path, commands: Mapping[str, tuple[str, ...]], codes: tuple[int, ...]) -> dict[str, Run]:
    """The runs of the commands among the programmes."""
    runs = {name: qianshou(*command, cwd=folder / "in", env={"COLUMNS": "80"}) for name, command in commands.items()}
    assert all(run.code in codes for run in runs.values()), {name: run for name, run in runs.items() if run.code}
    return runs


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("format: 1\n{long}: 1\n{long}: 2\n", id="a key twice"),
        pytest.param("format: 1\n{long}:x\n  y: 1\n", id="a key without a space"),
        pytest.param("format: 1\n{long}: 1\n", id="a key that there is not"),
        pytest.param("format: 1\nplan: {{id: {long}}}\n", id="a value"),
    ],
)
def test_a_message_quotes_the_beginning_only(text: str) -> None:
    raw = text.format(long="长" * 900).encode()  # no key of more than 1024 characters is one
    for lang in Lang:
        report = judge_files({"x.yaml": raw.decode()}, "2023-06-30")
        assert report.exit_code == 3
        assert all(len(result.message(lang)) < 700 for result in report.results)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    folder = tmp_path_factory.mktemp("hostile")
    corpus(folder, HOSTILE)
    runs = ran(folder, COMMANDS, (0, 1))
    runs |= {f"refused {name}": run for name, run in ran(folder, REFUSED, (3,)).items()}
    found = json.loads(runs["validate json"].out)
    (folder / "out" / "one.json").write_text(json.dumps(found), "utf-8")
    changed = [{**item, "message": f"x {item['message']}"} for item in found["results"][::2]]
    (folder / "out" / "two.json").write_text(json.dumps({**found, "results": changed, "summary": {}}), "utf-8")
    runs |= ran(folder, DIFFERENCES, (0, 1))
    return Outputs(files_below(folder), runs)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of texts that attack nothing: what an output holds beyond them is the attack's doing."""
    folder = tmp_path_factory.mktemp("harmless")
    corpus(folder, ["虚构甲", "虚构乙"])
    ran(folder, {name: COMMANDS[name] for name in ("report html", "form docx")}, (0,))
    return files_below(folder)


def assert_steers_nothing(text: str, name: str) -> None:
    """Neither a terminal nor a code host's runner nor a reader of lines obeys the text, and it shows no person."""
    assert not STEERING.findall(text), name
    assert not [line for line in text.splitlines() if line.lstrip().startswith("::")], name
    assert "##[" not in text, name
    for person in PERSONS:
        assert person not in text, name


def test_what_people_read_on_a_screen_steers_nothing(hostile: Outputs) -> None:
    for name, run in hostile.runs.items():
        assert_steers_nothing(run.err, name)
        if name in ("validate table", "refused validate"):  # no command is obeyed around it in GitHub Actions
            assert not STEERING.findall(run.out), name
        elif "csv" not in name:
            assert_steers_nothing(run.out, name)
    for name in ("progress table", "why text", "waivers table"):
        assert "[bold red]" in hostile.runs[name].out, "markup is text"
    assert "{0.__class__}" in hostile.runs["waivers table"].out
    assert any("{0.__class__}" in run.err for run in hostile.runs.values())


IDS = {name: f"1381234567{n}" for n, name in enumerate(("demo-0", "p1", "w1", "w2", "sender", "receiver"))}
"""Ids of a programme, and mobile numbers that somebody took for ids."""


@pytest.mark.parametrize(
    "certificate",
    [
        "{level: 31000120190042}",
        "{level: 社会工作师, issued: 31000120190042}",
        "{level: 社会工作师, number:31000120190042}",
        "{level: 社会工作师, number：31000120190042}",
        "{level: 社会工作师, 31000120190042: 1}",
        "{level: 社会工作师, number: [31000120190042]}",
        "31000120190042",
    ],
)
def test_a_certificate_number_in_the_wrong_place_is_masked_in_what_is_said_of_it(certificate: str) -> None:
    text = GOOD.read_text("utf-8")
    workers = text.index("workers:\n") + len("workers:\n")
    text = f"{text[:workers]}  - {{id: wx, employer: s1, certificate: {certificate}}}\n{text[workers:]}"
    (result,) = judge_files({"a.yaml": text}).results
    assert result.rule == "QS003"
    assert "310001" not in result.message(Lang.ZH)


def test_a_number_of_a_person_that_was_taken_for_an_id_is_masked_everywhere(tmp_path: Path) -> None:
    corpus(tmp_path, ["虚构甲"])
    [file] = (tmp_path / "in").iterdir()
    text = file.read_text("utf-8")
    for known, number in IDS.items():
        text, times = re.subn(rf"(?<=: ){known}\b", f'"{number}"', text)
        assert times
    file.write_text(text, "utf-8")
    commands = {name: tuple(IDS.get(word, word) for word in command) for name, command in COMMANDS.items()}
    for name, run in ran(tmp_path, commands, (0, 1)).items():
        assert "1381234567" not in run.out + run.err, name
        if "json" in name:
            assert "138****567" in run.out, name
    for name, raw in files_below(tmp_path).items():
        parts = [raw]
        if zipfile.is_zipfile(io.BytesIO(raw)):
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                parts = [archive.read(part) for part in archive.namelist()]
        assert not [part for part in parts if b"1381234567" in part], name


def test_a_complaint_is_one_line_whatever_the_file_is_called(hostile: Outputs) -> None:
    for name, run in hostile.runs.items():
        if name.startswith("refused ") and run.err:
            lines = run.err.splitlines()
            assert len(lines) >= len(HOSTILE), name
            assert [line for line in lines[: len(HOSTILE)] if not line.startswith("../refused/")] == [], name


def test_a_difference_is_one_line_whatever_it_holds(hostile: Outputs) -> None:
    found = json.loads(hostile.runs["diff json"].out)
    number = sum(len(found[kind]) for kind in ("worse", "new", "unjudged", "better", "gone"))
    assert len(re.findall("(?m)^- ", hostile.runs["diff text"].out)) == number > 0


def test_json_is_json_and_holds_the_texts_as_they_were(hostile: Outputs) -> None:
    for name, run in hostile.runs.items():
        if name.endswith("json"):
            found = json.loads(run.out)
            said = json.dumps(found, ensure_ascii=False)
            for word in ("{0.__class__}", "<script>alert(1)</script>"):
                assert word in said or name == "diff json", (name, word)


def test_csv_cells_are_whole_and_no_formula(hostile: Outputs) -> None:
    text = hostile.runs["progress csv"].out
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    assert {row[0] for row in rows} == {f"demo-{number}" for number in range(len(HOSTILE))}
    assert {len(row) for row in rows} == {len(head)}
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=cmd|' /C calc'!A0" in cells
    assert_steers_nothing(text.removeprefix("\ufeff").replace("\r\n", "\n"), "csv")


class _Page(HTMLParser):
    """The tags of a page with the names of their attributes, and what it links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, tuple[str, ...]]] = set()
        self.links: set[str | None] = set()
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(name for name, _ in attrs)))
        self.links |= {value for name, value in attrs if name in ("href", "src", "action", "xlink:href")}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_html_holds_the_tags_that_it_holds_for_harmless_texts(hostile: Outputs, harmless: dict[str, bytes]) -> None:
    page, plain = (_Page(files["r.html"].decode()) for files in (hostile.files, harmless))
    assert page.tags == plain.tags
    assert page.links == plain.links
    said = "".join(page.texts)
    for word in ("<script>alert(1)</script>", "{{7*7}} ${{7*7}} {% if 1 %}x{% endif %}", '" onmouseover="alert(1)"'):
        assert word in said
    assert not STEERING.findall(hostile.files["r.html"].decode())
    for person in PERSONS:
        assert person not in said


def test_markdown_keeps_its_tables_and_headings_and_holds_no_markup_of_others(hostile: Outputs) -> None:
    page = hostile.files["r.md"].decode()
    assert len(re.findall("(?m)^## ", page)) == len(HOSTILE) + 1, "a part for each programme, and the signatures"
    lines = page.split("\n")
    for line, following in pairwise(lines):
        if line.startswith("|") and following.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == len(re.findall(r"(?<!\\)\|", following))
    assert not re.search(r"<[a-zA-Z/!]|(?<!\\)[\[\]`]|@|https?://|www\.", page.replace("**", ""), re.IGNORECASE)
    assert_steers_nothing(page, "markdown")


def assert_workbook_is_text(raw: bytes) -> set[str]:
    """No formula, link, macro, comment or connection in a workbook; gives its texts."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for part in archive.namelist():
            assert not re.search("vba|externalLink|connections|comments|embeddings", part), part
            if not part.endswith((".xml", ".rels")):
                continue
            root = ElementTree.fromstring(archive.read(part))
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert not tags & {"f", "hyperlink", "oleObject", "ddeLink"}, part
    texts = set()
    sheets: Any = load_workbook(io.BytesIO(raw)).worksheets
    for sheet in sheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            assert cell.data_type == "s", cell.value
            assert cell.quotePrefix or not cell.value.startswith(FORMULA_STARTS), cell.value
            texts.add(cell.value)
    return texts


def test_workbooks_hold_no_formula_and_every_text(hostile: Outputs) -> None:
    said = " ".join(assert_workbook_is_text(hostile.files["r.xlsx"]))
    for person in PERSONS:
        assert person not in said
    form = assert_workbook_is_text(hostile.files["f.xlsx"])
    assert "=cmd|' /C calc'!A0" in " ".join(form)
    assert len(load_workbook(io.BytesIO(hostile.files["f.xlsx"])).worksheets) == len(HOSTILE)


def test_the_document_is_text_without_fields_or_links(hostile: Outputs, harmless: dict[str, bytes]) -> None:
    tags = []
    for files in (hostile.files, harmless):
        with zipfile.ZipFile(io.BytesIO(files["f.docx"])) as archive:
            root = ElementTree.fromstring(archive.read("word/document.xml"))
            tags.append({element.tag.rpartition("}")[2] for element in root.iter()} - {"br", "tab"})
    assert tags[0] == tags[1]
    assert not tags[0] & {"instrText", "fldSimple", "fldChar", "hyperlink", "object"}
    cells: Any = (cell for table in Document(io.BytesIO(hostile.files["f.docx"])).tables for cell in table._cells)
    said = " ".join(cell.text for cell in cells)
    for word in ("{{7*7}}", "<script>alert(1)</script>", "{0.__class__}"):
        assert word in said


def test_every_text_comes_back_from_a_workbook_and_from_a_file() -> None:
    for number, text in enumerate(HOSTILE):
        lang = list(Lang)[number % 2]
        model = load(hostile_program(text, number).encode(), "x.yaml").model
        raw = excel.export(model, lang)
        assert_workbook_is_text(raw)
        again = excel.read_workbook(raw, "x.xlsx")
        assert isinstance(again, ProgramFile)
        assert again == model, text
        assert load(to_yaml(again).encode(), "y.yaml").model == model, text


def test_what_is_wrong_with_a_workbook_is_told_without_steering(tmp_path: Path) -> None:
    workbook: Any = load_workbook(io.BytesIO(excel.template(Lang.ZH)))
    for number, text in enumerate(HOSTILE):
        for sheet in workbook.worksheets[:3]:
            put(sheet.cell(sheet.max_row + 1, 1 + number % 2), unquoted(text))
    workbook.save(tmp_path / "b.xlsx")
    run = qianshou("import", tmp_path / "b.xlsx", "-o", tmp_path / "p.yaml")
    assert (run.code, run.out, [path.name for path in tmp_path.iterdir()]) == (3, "", ["b.xlsx"])
    assert run.err.count("\n") > len(HOSTILE)
    assert_steers_nothing(run.err, "import")
    assert "{0.__class__}" in run.err


def test_a_file_that_is_brought_to_a_workbook_shows_its_change_without_steering(tmp_path: Path) -> None:
    file, book = tmp_path / "p.yaml", tmp_path / "b.xlsx"
    for number, text in list(enumerate(HOSTILE))[:: len(HOSTILE) // 8]:
        file.write_text(hostile_program(text, number).replace("虚构另名", "虚构旧名"), "utf-8")
        book.write_bytes(excel.export(load(hostile_program(text, number).encode(), "x").model, Lang.ZH))
        run = qianshou("import", book, "-o", file)
        assert run.code == 1, run
        assert_steers_nothing(run.out + run.err, text)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_an_answer_stands_in_a_new_program_file_as_it_was_given_or_is_refused(number: int, tmp_path: Path) -> None:
    text = unquoted(HOSTILE[number]).replace("\0", "0")  # no argument of a process holds it
    answers = (
        "--id",
        "demo",
        "--sender-province",
        "上海市",
        "--receiver-province",
        text,
        "--from",
        "2022",
        "--to",
        "2023",
    )
    run = qianshou("init", "program", *answers, f"--title={text}", "-o", "p.yaml", cwd=tmp_path)
    assert_steers_nothing(run.out + run.err, text)
    if run.code == 0:
        data = read((tmp_path / "p.yaml").read_bytes(), "p.yaml").data
        assert (data["plan"]["title"], data["plan"]["receiver_province"]) == (text, text)
        assert set(data) <= {"format", "plan", "organizations", "workers", "pairings", "submissions", "waivers"}
    else:
        assert (run.code, list(tmp_path.iterdir())) == (2, [])


ARGUMENTS = (
    ("explain", "{}"),
    ("rules", "--format={}"),
    ("schema", "{}"),
    ("why", ".", "--rule={}"),
    ("why", "{data}", "--rule=QS301", "--pairing={}", "--year=2022"),
    ("validate", "{}"),
    ("validate", ".", "--select={}"),
    ("validate", ".", "--as-of={}"),
    ("validate", ".", "--limit={}"),
    ("validate", ".", "--config={}"),
    ("validate", ".", "--baseline={}"),
    ("export", "{}", "-o", "x.xlsx"),
    ("import", "{}", "-o", "x.yaml"),
    ("diff", "{}", "{}"),
    ("template", "-o", "{}"),
    ("{}",),
)


@pytest.mark.parametrize("command", ARGUMENTS, ids=" ".join)
def test_what_is_said_of_an_argument_steers_nothing(command: tuple[str, ...], tmp_path: Path) -> None:
    arguments = "\x1b[31m\x07 ::error::x ##[add-mask]x \u202e [bold]x[/] {0.__class__} %s 13812345678"
    filled = [
        word.replace("{data}", str(Path(__file__).parent.parent / "data")).replace("{}", arguments) for word in command
    ]
    run = qianshou(*filled, cwd=tmp_path, env={"LANG": "en_US.UTF-8"})
    assert run.code in (2, 3), run
    said = run.out + run.err
    assert said
    assert not STEERING.findall(said)
    if "validate" in command and not run.err:  # in GitHub Actions its table is printed where no command is obeyed
        return
    assert "##[" not in said
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::")]
