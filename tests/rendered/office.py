"""Where the LibreOffice is that decks are drawn with; run as a script, it gets one where none is found.

It draws with the project's own fonts, whatever this machine has installed, so that every machine sees the same.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mot.reports.fonts import SANS, font_folder

NAMES = ("soffice", "libreoffice")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
STAND_INS = ("Microsoft YaHei", "微软雅黑", "PingFang SC", "SimSun", "Arial", "Calibri")
PATIENCE = 300  # seconds
MISSING = (
    "No LibreOffice: decks were not drawn. Install LibreOffice Impress, or name the program in MOT_OFFICE."
)


def find() -> Path | None:
    """The program of a LibreOffice on this machine, or None."""
    named = os.environ.get("MOT_OFFICE")
    if named:
        return Path(named)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((Path(place) for place in PLACES if Path(place).is_file()), None)


def get() -> Path | None:
    """A LibreOffice: a found one, else Debian's package when this is root."""
    found = find()
    if found or not _is_debian_root():
        return found
    print("No LibreOffice here. Trying Debian's package ...", flush=True)
    for command in (
        ("apt-get", "update", "-qq"),
        ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "libreoffice-impress"),
    ):
        quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=quietly)
    return find()


def to_pdf(deck: Path, folder: Path) -> Path:
    """Draw a .pptx as .pdf into a folder."""
    program = find()
    if program is None:
        raise RuntimeError(MISSING)
    with tempfile.TemporaryDirectory(prefix="mot-office-") as home:
        fonts = Path(home) / "fonts.conf"
        fonts.write_text(_fonts(Path(home)), "utf-8")
        subprocess.run(
            (
                str(program), "--headless", f"-env:UserInstallation=file://{home}/profile",
                "--convert-to", "pdf", "--outdir", str(folder), str(deck),
            ),
            check=True, capture_output=True, timeout=PATIENCE, env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        )  # fmt: skip
    return folder / f"{deck.stem}.pdf"


def _fonts(home: Path) -> str:
    """Only the project's fonts, which stand in for those of a Windows office."""
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{SANS}</string></edit></match>'
        for name in STAND_INS
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{font_folder()}</dir><cachedir>{home}/cache</cachedir>{aliases}</fontconfig>"
    )


def _is_debian_root() -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    about = platform.freedesktop_os_release()
    return bool({"debian", "ubuntu"} & {about.get("ID"), *about.get("ID_LIKE", "").split()})


if __name__ == "__main__":
    print(f"LibreOffice: {get() or MISSING}")
