"""Other office forms (.doc, .odt, .rtf) to .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path, PurePath

from roadmap.errors import UnreadableDocument

_SECONDS = 60
_SUFFIXES = frozenset({".doc", ".odt", ".rtf", ".dot", ".wps"})
#: What LibreOffice needs to start; nothing of the settings (a token among them) reaches it.
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")
#: No picture or object that stands elsewhere is fetched: a document must not make this machine ask
#: others. No macro runs.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def to_docx(content: bytes, name: str, seconds: float = _SECONDS) -> bytes:
    """The document as .docx, within `seconds`. Blocks for seconds: call it in a thread.

    Raises UnreadableDocument where LibreOffice is missing («сохраните как .docx») or makes nothing
    of the file. Of `name` only the ending is used: it never becomes a path or an argument.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableDocument("error-save-as-docx")
    with tempfile.TemporaryDirectory(prefix="vekha-", ignore_cleanup_errors=True) as folder:
        suffix = PurePath(name).suffix.lower()
        source = Path(folder) / f"source{suffix if suffix in _SUFFIXES else '.doc'}"
        source.write_bytes(content)
        return _run(program, source, Path(folder), seconds)


def _run(program: str, source: Path, folder: Path, seconds: float) -> bytes:
    """Run LibreOffice with its own profile: beside an open window it would do nothing."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    options = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder)]
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    try:
        process = subprocess.Popen(  # noqa: S603 -- a program found on the path, with arguments of our own making
            [program, f"-env:UserInstallation={profile.as_uri()}", *options, str(source)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**kept, "HOME": str(folder), "TMPDIR": str(folder)},
            start_new_session=True,
        )
    except OSError:
        raise UnreadableDocument("error-save-as-docx") from None
    try:
        process.wait(seconds)
        return source.with_suffix(".docx").read_bytes()
    except (subprocess.TimeoutExpired, OSError):
        raise UnreadableDocument("error-save-as-docx") from None
    finally:
        # `soffice` only starts others, which would go on without it: the whole session ends.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
