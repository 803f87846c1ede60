"""Make the pictures of docs/year-end.md from what the commands print: `python tools/pictures.py`.

Needs Debian's chromium, libreoffice-calc-nogui, poppler-utils and fonts-noto-cjk. Fonts and programs differ between
machines, so that no test compares the pictures.
"""

import os
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "img"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 14px 18px; background: #fff; }}
pre {{ margin: 0; font: 13px/1.45 "Noto Sans Mono CJK SC"; color: #1c2530; }}
</style><pre>$ {command}
{text}</pre>"""


def qianshou(*args: str) -> str:
    """What the command prints, 80 columns wide."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "qianshou_cli", *args]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, text=True).stdout


def photograph(page: Path, picture: str, width: int, height: int) -> None:
    """A picture of the top of a page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = ["chromium", *FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"]
        command += [f"--screenshot={PICTURES / picture}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


def photograph_sheet(book: Path, sheet: str, picture: str) -> None:
    """A picture of one sheet of a workbook, as an office suite prints it, without the empty rest of the paper."""
    from openpyxl import load_workbook

    alone = load_workbook(book)
    for name in alone.sheetnames:
        if name != sheet:
            alone[name].sheet_state = "hidden"
    alone.active = alone[sheet]
    alone.save(book)
    soffice = ["soffice", "--headless", f"-env:UserInstallation={(book.parent / 'office').as_uri()}"]
    pdf = [*soffice, "--convert-to", "pdf", "--outdir", str(book.parent), str(book)]
    subprocess.run(pdf, check=True, capture_output=True)
    page = ["pdftoppm", "-png", "-r", "80", "-singlefile", "-x", "0", "-y", "0", "-H", "420"]
    subprocess.run([*page, str(book.with_suffix(".pdf")), str(PICTURES / picture)], check=True)


def main() -> None:
    """Write every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        for lang in ("zh", "en"):
            args = ("progress", "examples/compliant_2022.yaml", "--as-of", "2022-10-15", "--lang", lang)
            text = "\n\n".join(qianshou(*args).split("\n\n")[:3])
            shown = TERMINAL.format(command=escape(" ".join(("qianshou", *args))), text=escape(text))
            page.write_text(shown, "utf-8")
            photograph(page, f"progress-{lang}.png", 680, 19 * (text.count("\n") + 2) + 28)
            args = ("report", "examples/violations_2022.yaml", "--year", "2022", "--as-of", "2023-01-10")
            qianshou(*args, "--lang", lang, "-o", str(page))
            photograph(page, f"report-{lang}.png", 900, 1250)
            book = Path(folder) / f"records-{lang}.xlsx"
            qianshou("export", "examples/compliant_2022.yaml", "-o", str(book), "--lang", lang)
            photograph_sheet(book, {"zh": "服务记录", "en": "Service"}[lang], f"workbook-{lang}")


if __name__ == "__main__":
    main()
