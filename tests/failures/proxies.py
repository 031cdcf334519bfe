"""Small proxies on loopback, SOCKS5 and HTTP, that lead every connection to one address."""

from __future__ import annotations

import asyncio
import base64
import struct
from asyncio import StreamReader, StreamWriter
from contextlib import suppress

NAME, PASSWORD = "veha", "pr0xy-w0rd"
_BASIC = base64.b64encode(f"{NAME}:{PASSWORD}".encode()).decode()


class Proxy:
    """A proxy that asks for a name and a password. `mood`: open, refuses (says no), hangs up in the
    greeting, is silent (takes everything, answers nothing, not even on the ways that stand), or
    trickles (a byte a second to the bot).

    `asked` are the hosts, as they were named, that it was to connect to.
    """

    def __init__(self, scheme: str, port_behind: int) -> None:
        self.scheme, self._port_behind = scheme, port_behind
        self.mood = "open"
        self.asked: list[str] = []
        self.port = 0
        self._server: asyncio.Server | None = None
        self._open: set[StreamWriter] = set()

    def url(self, password: str = PASSWORD) -> str:
        """Its address for `telegram.proxy`."""
        return f"{self.scheme}://{NAME}:{password}@127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen; after a stop on the same port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Nobody listens any more, and what was connected is cut."""
        assert self._server is not None
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()

    def cut(self) -> None:
        """Cut what is connected."""
        for writer in list(self._open):
            writer.transport.abort()

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._open.add(writer)
        try:
            if self.mood == "is silent":
                await reader.read(-1)
            elif self.mood != "hangs up":
                greet = self._socks if self.scheme == "socks5" else self._connect
                if await greet(reader, writer):
                    await self._carry(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    async def _socks(self, reader: StreamReader, writer: StreamWriter) -> bool:
        _, methods = struct.unpack("!BB", await reader.readexactly(2))
        await reader.readexactly(methods)
        writer.write(b"\x05\x02")  # a name and a password, RFC 1929
        _, length = struct.unpack("!BB", await reader.readexactly(2))
        name = (await reader.readexactly(length)).decode()
        word = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        known = (name, word) == (NAME, PASSWORD)
        writer.write(b"\x01\x00" if known else b"\x01\x01")
        if not known:
            return False
        await reader.readexactly(3)
        kind = (await reader.readexactly(1))[0]
        length = (await reader.readexactly(1))[0] if kind == 3 else 4
        host = await reader.readexactly(length)
        self.asked.append(host.decode() if kind == 3 else ".".join(map(str, host)))
        await reader.readexactly(2)
        agreed = self.mood != "refuses"
        writer.write(bytes([5, 0 if agreed else 4, 0, 1, 0, 0, 0, 0, 0, 0]))
        return agreed

    async def _connect(self, reader: StreamReader, writer: StreamWriter) -> bool:
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked.append(request.split()[1].rpartition(":")[0])
        if f"Basic {_BASIC}" not in request:
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return False
        agreed = self.mood != "refuses"
        writer.write(
            b"HTTP/1.1 200 OK\r\n\r\n"
            if agreed
            else b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"
        )
        return agreed

    async def _carry(self, reader: StreamReader, writer: StreamWriter) -> None:
        behind, to_behind = await asyncio.open_connection("127.0.0.1", self._port_behind)
        try:
            await asyncio.wait(
                [
                    asyncio.create_task(self._there(reader, to_behind)),
                    asyncio.create_task(self._back(behind, writer)),
                ],
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            to_behind.close()

    async def _there(self, source: StreamReader, sink: StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await source.read(65536):
                if self.mood != "is silent":
                    sink.write(chunk)
                    await sink.drain()

    async def _back(self, source: StreamReader, sink: StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await source.read(65536 if self.mood != "trickles" else 1):
                while self.mood == "is silent":
                    await asyncio.sleep(0.1)
                if self.mood == "trickles":
                    await asyncio.sleep(1)
                sink.write(chunk)
                await sink.drain()
