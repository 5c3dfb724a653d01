"""The clients of the soak test. Each sends its requests on one connection and checks the responses."""

import asyncio
import random
import re
import socket
import struct

import campaign

# The mock's time limits in seconds. They are short, so that many clients exceed them.
HEAD, BODY, WRITE, IDLE = 2, 2, 2, 4

CREATE = campaign.CREATE.bytes()
HEAD_BYTES = CREATE.index(b"\r\n\r\n") + 4


class Unexpected(Exception):
    """The mock did not respond as expected."""


class Talk:
    """One connection that sends and receives raw bytes."""

    def __init__(self, tally):
        self.tally = tally
        self.loop = asyncio.get_running_loop()
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.unread = b""

    async def connect(self, port):
        await self.loop.sock_connect(self.socket, ("127.0.0.1", port))

    async def send(self, data):
        await self.loop.sock_sendall(self.socket, data)

    async def response(self, *expected):
        """Reads a response, which must have one of the expected status codes; returns its content."""
        while b"\r\n\r\n" not in self.unread:
            await self._more()
        head, self.unread = self.unread.split(b"\r\n\r\n", 1)
        status = int(head.split(b" ", 2)[1])
        length = 0
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        while len(self.unread) < length:
            await self._more()
        body, self.unread = self.unread[:length], self.unread[length:]
        if status == 201:
            self.tally.created += 1
        if status not in expected:
            raise Unexpected(f"the response was {status}, not {' or '.join(map(str, expected))}: {body[:200]!r}")
        return body

    async def _more(self):
        data = await self.loop.sock_recv(self.socket, 65536)
        if not data:
            raise Unexpected(f"the mock closed the connection before the response, after {self.unread[:80]!r}")
        self.unread += data

    async def end(self):
        """Waits until the mock closes the connection without further bytes."""
        rest = self.unread + await self.loop.sock_recv(self.socket, 65536)
        if rest:
            raise Unexpected(f"the mock sent {rest[:80]!r} instead of closing the connection")

    async def drain(self):
        """Reads and discards bytes until the connection is closed or reset."""
        try:
            while await self.loop.sock_recv(self.socket, 65536):
                pass
        except ConnectionError:
            pass

    def finish_sending(self):
        self.socket.shutdown(socket.SHUT_WR)

    def reset(self):
        """Closes the connection with RST instead of FIN: SO_LINGER with a time of 0, see socket(7)."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def close(self):
        self.socket.close()


def part(data):
    """A random, incomplete beginning of the data."""
    return data[:random.randrange(1, len(data))]


async def good(talk):
    for _ in range(random.randint(1, 10)):
        await talk.send(CREATE)
        await talk.response(201)


async def pipelined(talk):
    count = random.randint(2, 30)
    await talk.send(CREATE * count)
    for _ in range(count):
        await talk.response(201)


async def chunked(talk):
    body = campaign.BODY.encode()
    pieces = [body[start:start + 50] for start in range(0, len(body), 50)]
    await talk.send(
        CREATE[:HEAD_BYTES].replace(b"Content-Length: %d" % len(body), b"Transfer-Encoding: chunked")
        + b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n")
    await talk.response(201)


async def continuing(talk):
    await talk.send(CREATE[:HEAD_BYTES - 2] + b"Expect: 100-continue\r\n\r\n")
    await talk.response(100)
    await talk.send(CREATE[HEAD_BYTES:])
    await talk.response(201)


REFUSALS = [
    (campaign.WITHOUT_KEY.bytes(), 401),
    (campaign.WITH_MISTAKE.bytes(), 422),
    (CREATE.replace(b'"assistant_id": 127', b'"assistant_id": 128'), 404),
    (CREATE.replace(b"application/json", b"text/plain"), 415),
    (CREATE.replace(b'"assistant_id"', b"'assistant_id'"), 400),
    (b"GET /api/user/campaign HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    (b"GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", 404),
]


async def refused(talk):
    for _ in range(random.randint(1, 5)):
        request, status = random.choice(REFUSALS)
        await talk.send(request)
        await talk.response(status)
    await talk.send(CREATE)
    await talk.response(201)


MALFORMED = [
    (b"GET / HTTP/1.1\r\n\r\n", 400),
    (b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    (b"GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505),
    (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n", 414),
    (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 33_000, 431),
]


async def malformed(talk):
    request, status = random.choice(MALFORMED)
    await talk.send(request)
    await talk.response(status)
    await talk.drain()


async def too_large(talk):
    # CREATE has a key and a media type. Without them, the mock would respond 401 or 415 instead of 413.
    head = re.sub(rb"(?i)content-length: \d+", b"Content-Length: 5000000", CREATE[:HEAD_BYTES])
    await talk.send(head + b"x" * 1000)
    await talk.response(413)


async def slow(talk):
    for start in range(0, len(CREATE), 40):
        await talk.send(CREATE[start:start + 40])
        await asyncio.sleep(0.02)
    await talk.response(201)


async def stalls_in_head(talk):
    await talk.send(part(CREATE[:HEAD_BYTES]))
    await talk.response(408)
    await talk.drain()


async def stalls_in_body(talk):
    await talk.send(CREATE[:HEAD_BYTES] + part(CREATE[HEAD_BYTES:]))
    await talk.response(408)
    await talk.drain()


async def does_not_read(talk):
    talk.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    await talk.send(b"GET /_mock/requests?limit=500 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 20)
    await asyncio.sleep(WRITE + 1)
    await talk.drain()


async def idle(talk):
    await talk.end()


async def idle_after_response(talk):
    await talk.send(CREATE)
    await talk.response(201)
    await talk.end()


async def abandoned(talk):
    await talk.send(random.choice([CREATE, part(CREATE), CREATE * 20, CREATE + part(CREATE)]))


async def was_reset(talk):
    await talk.send(random.choice([CREATE, part(CREATE), CREATE * 20, CREATE + part(CREATE)]))
    if random.random() < 0.5:
        await asyncio.sleep(random.random() / 100)
    talk.reset()


async def half_closed(talk):
    await talk.send(CREATE)
    talk.finish_sending()
    await talk.response(201)
    await talk.end()


async def half_closed_midway(talk):
    await talk.send(part(CREATE))
    talk.finish_sending()
    await talk.drain()


async def follows_events(talk):
    await talk.send(b"GET /_mock/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    await talk.loop.sock_recv(talk.socket, 65536)
    await asyncio.sleep(random.random())
    if random.random() < 0.5:
        talk.reset()


# The relative frequency of each client.
WEIGHTS = {
    good: 20, pipelined: 10, chunked: 5, continuing: 5, refused: 10, malformed: 10, too_large: 2, slow: 5,
    stalls_in_head: 3, stalls_in_body: 3, does_not_read: 1, idle: 2, idle_after_response: 2, abandoned: 8, was_reset: 8,
    half_closed: 5, half_closed_midway: 5, follows_events: 3,
}
