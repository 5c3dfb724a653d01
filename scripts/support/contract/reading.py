"""What the API makes of a request before a document can describe it."""

import json
import re
import urllib.parse

#: What makes equal texts differ: ids, times, ends of tests' names, generated names and keys. No limit is among them.
VARYING = re.compile(
    rb'(?<=mock-key-)[0-9a-f]{24}|(?<=account-)[0-9a-f]{8}|(?<=id":)[0-9]+|(?<=/)[0-9]+|(?<=[a-z][- ])[0-9]+(?:-[0-9]+)?'
    rb"|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+|[0-9]{4,}")


def decoded(path):
    """The path without its escapes. An escaped slash stays: it is no slash."""
    return path if "%2F" in path.upper() else urllib.parse.unquote(path)


def cleaned(value):
    """What the API reads: blanks around a text are taken off, and an empty text counts as null."""
    if isinstance(value, dict):
        return {name: cleaned(member) for name, member in value.items()}
    if isinstance(value, list):
        return [cleaned(member) for member in value]
    return (value.strip() or None) if isinstance(value, str) else value


def shape(body):
    """The body with the same text for all that varies."""
    return VARYING.sub(b"N", body)


def method(exchange):
    """The method by which the API handles a request: a POST can name another one in a field or in a member."""
    if exchange.method != "POST":
        return exchange.method
    value = exchange.request.field("x-http-method-override")
    if not value:
        value = dict(exchange.query).get("_method")
        body = exchange.request.body
        if b"_m" in body or b"\\" in body:
            try:
                value = json.loads(body).get("_method", value)
            except (ValueError, AttributeError):
                text = body.decode("latin-1")
                value = dict(urllib.parse.parse_qsl(text)).get("_method", value)
                if 'name="_method"' in text:
                    value = text.partition('name="_method"')[2].partition("\r\n\r\n")[2].partition("\r\n")[0]
    named = value.upper() if isinstance(value, str) else ""
    return named if named in ("PUT", "PATCH", "DELETE") else "POST"


def media_type(value):
    return (value or "").partition(";")[0].strip().lower()
