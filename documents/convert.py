"""Other office forms (.doc, .odt, .rtf) to .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path, PurePath

from roadmap.errors import UnreadableDocument

_SECONDS = 60
_SUFFIXES = frozenset({".doc", ".odt", ".rtf", ".dot", ".wps"})


def to_docx(content: bytes, name: str) -> bytes:
    """The document as .docx. Blocks for seconds: call it in a thread.

    Raises UnreadableDocument where LibreOffice is missing («сохраните как .docx») or makes nothing of the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableDocument("error-save-as-docx")
    with tempfile.TemporaryDirectory(prefix="vekha-") as folder:
        suffix = PurePath(name).suffix.lower()
        source = Path(folder) / f"source{suffix if suffix in _SUFFIXES else '.doc'}"
        source.write_bytes(content)
        return _run(program, source, Path(folder))


def _run(program: str, source: Path, folder: Path) -> bytes:
    """Run LibreOffice with a profile of its own: a second one beside an open window would do nothing."""
    profile = (folder / "profile").as_uri()
    options = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder)]
    try:
        subprocess.run(  # noqa: S603 -- a program found on the path, with arguments of our own making
            [program, f"-env:UserInstallation={profile}", *options, str(source)],
            check=True,
            timeout=_SECONDS,
            capture_output=True,
        )
        return source.with_suffix(".docx").read_bytes()
    except (subprocess.SubprocessError, OSError):
        raise UnreadableDocument("error-save-as-docx") from None
