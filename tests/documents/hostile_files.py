"""Files that come by accident or malice, built on the spot by the standard library alone."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(document: bytes | str, name: str = "word/document.xml") -> bytes:
    """A package with one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, document)
    return out.getvalue()


def document(body: str) -> str:
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*texts: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in texts)}</w:tr>"


def plain_plan(rows: int) -> bytes:
    head = row("№ п/п", "Мероприятие", "Срок", "Ответственный")
    body = "".join(
        row(str(n), f"Провести семинар {n}", "до 15 ноября", "Иванова А.П.")
        for n in range(1, rows + 1)
    )
    return packed(
        document(f"{paragraph('План на 2025-2026 учебный год')}<w:tbl>{head}{body}</w:tbl>")
    )


def zip_bomb() -> bytes:
    """Three hundred megabytes of one text, packed into a third of one."""
    return packed(b"<w:document " + W.encode() + b"><w:body>" + b" " * (300 << 20))


def bomb_that_lies_about_its_size() -> bytes:
    """The same, declaring a hundred bytes."""
    content = bytearray(zip_bomb())
    size = (300 << 20) + len(b"<w:document " + W.encode() + b"><w:body>")
    honest = size.to_bytes(4, "little")
    return bytes(content.replace(honest, (100).to_bytes(4, "little")))


def million_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = document(f"<w:tbl>{row('1', '&a9;')}</w:tbl>")
    return packed(f'<!DOCTYPE w:document [<!ENTITY a0 "ха">{entities}]>{body}')


def outside_entity(path: str) -> bytes:
    """Asks for a file of the machine by an external entity."""
    head = row("№", "Мероприятие", "Срок")
    body = document(f"<w:tbl>{head}{row('1', '&secret;', 'март')}</w:tbl>")
    return packed(f'<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file://{path}">]>{body}')


def million_paragraphs() -> bytes:
    return packed(document(paragraph("да") * 1_000_000))


def million_paragraphs_in_a_cell() -> bytes:
    return packed(
        document(f"<w:tbl><w:tr><w:tc>{paragraph('да') * 1_000_000}</w:tc></w:tr></w:tbl>")
    )


def nested_tables(depth: int) -> bytes:
    inside = paragraph("дно")
    for _ in range(depth):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    return packed(document(inside))


def truncated() -> bytes:
    content = plain_plan(200)
    return content[: len(content) // 2]


def damaged_inside() -> bytes:
    """The package's directory is whole, its part is not."""
    content = bytearray(plain_plan(200))
    content[80:400] = bytes(320)
    return bytes(content)


def encrypted() -> bytes:
    """A document with a password as Word writes it: an old container with «EncryptedPackage»."""
    return OLE + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)


def encrypted_package() -> bytes:
    content = bytearray(plain_plan(3))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def old_word() -> bytes:
    return OLE + bytes(1024) + "WordDocument".encode("utf-16-le") + bytes(4096)
