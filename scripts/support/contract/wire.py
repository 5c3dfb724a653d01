"""Splits the bytes of a connection into HTTP/1.1 messages, and pairs requests with responses."""

import base64
import dataclasses
import gzip
import json
import urllib.parse


@dataclasses.dataclass(frozen=True)
class Message:
    """A request or a response. A request's first line is its method and its target, a response's its status."""

    first: tuple
    fields: tuple  # (name in lower case, value) in the order of the wire
    body: bytes

    def field(self, name):
        """The value of a header field, repeated ones joined; None without the field."""
        values = [value for own, value in self.fields if own == name]
        return ", ".join(values) if values else None

    @property
    def content(self):
        """The body without its content coding."""
        return gzip.decompress(self.body) if self.field("content-encoding") == "gzip" and self.body else self.body


@dataclasses.dataclass(frozen=True)
class Exchange:
    """A request with its response."""

    file: str  # the test code that sent it
    request: Message
    response: Message

    @property
    def method(self):
        return self.request.first[0]

    @property
    def target(self):
        return self.request.first[1]

    @property
    def status(self):
        return self.response.first[0]

    @property
    def path(self):
        """The path as the mock reads it: in the API's paths, repeated slashes are one and those at the end none."""
        target = self.target
        if "://" in target:
            target = "/" + target.split("://", 1)[1].partition("/")[2]
        path = target.partition("?")[0]
        if path.startswith("/_mock"):
            return path
        while "//" in path:
            path = path.replace("//", "/")
        return path.rstrip("/") or "/"

    @property
    def query(self):
        return urllib.parse.parse_qsl(self.target.partition("?")[2], keep_blank_values=True)


class Broken(Exception):
    """The bytes are no whole HTTP/1.1 message."""


def read(path):
    """Every exchange in a log of the test suite, and the number of requests that are no HTTP message."""
    exchanges, broken = [], 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            pairs, failures = _pairs(base64.b64decode(record["sent"]), base64.b64decode(record["received"]))
            exchanges += [Exchange(record["file"], request, response) for request, response in pairs]
            broken += failures
    return exchanges, broken


def _pairs(sent, received):
    """The requests with their responses; the second value is 1 when the rest is no HTTP message."""
    pairs = []
    while received:
        try:
            request, sent = _message(sent, _request_line)
        except Broken:
            # The server refuses what it cannot read, and closes the connection. The response stands alone.
            return pairs, 1
        try:
            has_body = request.first[0] != "HEAD"
            response, received = _message(received, _status_line, has_body)
            while response.first[0] < 200:
                response, received = _message(received, _status_line, has_body)
        except Broken:
            return pairs, 0  # cut off by a fault or by the test
        pairs.append((request, response))
    return pairs, 0


def _request_line(line):
    words = line.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise Broken
    return words[0], words[1]


def _status_line(line):
    words = line.split(" ", 2)
    if len(words) < 2 or not words[0].startswith("HTTP/1.") or not words[1].isdigit():
        raise Broken
    return (int(words[1]),)


def _message(data, first_line, has_body=True):
    """The first message and the bytes behind it."""
    head, end, rest = data.partition(b"\r\n\r\n")
    if not end:
        raise Broken
    lines = head.decode("latin-1").split("\r\n")
    first = first_line(lines[0])
    fields = []
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon or name != name.strip():
            raise Broken
        fields.append((name.lower(), value.strip(" \t")))
    message = Message(first, tuple(fields), b"")
    is_response = isinstance(first[0], int)
    if not has_body or is_response and (first[0] < 200 or first[0] in (204, 304)):
        return message, rest
    coding, length = message.field("transfer-encoding"), message.field("content-length")
    if coding is not None:
        body, rest = _chunks(rest)
    elif length is not None:
        if not length.isdigit() or len(rest) < int(length):
            # What the test cut off, or a body that the server refuses by its length.
            if is_response or not length.isdigit():
                raise Broken
            return message, b""
        body, rest = rest[: int(length)], rest[int(length) :]
    elif is_response:
        body, rest = rest, b""  # to the end of the connection
    else:
        body = b""
    return dataclasses.replace(message, body=body), rest


def _chunks(data):
    body = b""
    while True:
        line, end, data = data.partition(b"\r\n")
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            raise Broken from None
        if not end or len(data) < size + 2:
            raise Broken
        body, data = body + data[:size], data[size + 2 :]
        if size == 0:
            return body, data
