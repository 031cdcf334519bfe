"""LibreOffice, where it is installed: other forms of documents to .docx (.doc, .odt, .rtf, and what
calls itself .doc and is a web page or the XML of Word 2003), and a report to .pdf.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from documents.files.kinds import Markup, is_open_document, markup_of
from roadmap.errors import UnreadableDocument

_SECONDS = 60
#: Left to itself, LibreOffice opens a web page to be shown in a browser, which is no text document.
_AS_TEXT = ("--infilter=HTML (StarWriter)",)
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


def to_docx(content: bytes, seconds: float = _SECONDS) -> bytes:
    """The document as .docx, within `seconds`. Blocks for seconds: call it in a thread.

    Raises UnreadableDocument where LibreOffice is missing («сохраните как .docx») or makes nothing
    of the file. What the file is called plays no part. A web page has gone through `page_of`.
    """
    markup = markup_of(content)
    suffix = markup.value if markup else "odt" if is_open_document(content) else "doc"
    return _converted(content, suffix, "docx", _AS_TEXT if markup is Markup.HTML else (), seconds)


def to_pdf(content: bytes, seconds: float = _SECONDS) -> bytes:
    """The .docx `content` as .pdf, page by page as Word prints it, within `seconds`. Blocks for
    seconds: call it in a thread. Raises UnreadableDocument as `to_docx` does.
    """
    return _converted(content, "docx", "pdf", (), seconds)


def can_convert() -> bool:
    """Whether LibreOffice is installed here."""
    return _program() is not None


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(
    content: bytes, suffix: str, target: str, reading: Sequence[str], seconds: float
) -> bytes:
    program = _program()
    if program is None:
        raise UnreadableDocument("error-save-as-docx")
    with tempfile.TemporaryDirectory(prefix="vekha-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source.{suffix}"
        source.write_bytes(content)
        return _run(program, source, target, reading, seconds)


def _run(program: str, source: Path, target: str, reading: Sequence[str], seconds: float) -> bytes:
    """Run LibreOffice with its own profile: beside an open window it would do nothing."""
    folder = source.parent
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    options = ["--headless", "--norestore", *reading, "--convert-to", target]
    options += ["--outdir", str(folder)]
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
        return source.with_suffix(f".{target}").read_bytes()
    except (subprocess.TimeoutExpired, OSError):
        raise UnreadableDocument("error-save-as-docx") from None
    finally:
        # `soffice` only starts others, which would go on without it: the whole session ends.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
