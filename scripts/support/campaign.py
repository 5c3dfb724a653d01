"""The requests that the benchmarks send: the documented create, and one request each for a 401 and a 422."""

import json

PATH = "/api/user/campaign"

# Byte for byte the header fields and the content that the README's curl line sends.
HEADERS = {
    "User-Agent": "curl/8.5.0",
    "Accept": "*/*",
    "Authorization": "Bearer YOUR_API_KEY",
    "Content-Type": "application/json",
}
BODY = """{
    "name": "Product Demo Campaign",
    "assistant_id": 127,
    "timezone": "America/New_York",
    "max_calls_in_parallel": 3,
    "allowed_hours_start_time": "09:00",
    "allowed_hours_end_time": "17:00",
    "allowed_days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
    "max_retries": 3,
    "retry_interval": 60
  }"""


class Request:
    """A request, and the status code of the expected response."""

    def __init__(self, status, method="POST", path=PATH, headers=None, body=BODY):
        self.status = status
        self.method = method
        self.path = path
        self.headers = dict(HEADERS if headers is None else headers)
        self.body = body

    def bytes(self, host="127.0.0.1"):
        """The request's bytes on the connection."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        body = self.body.encode()
        if body or self.method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


CREATE = Request(201)
WITHOUT_KEY = Request(401, headers={name: HEADERS[name] for name in HEADERS if name != "Authorization"})
WITH_MISTAKE = Request(422, body=BODY.replace('"max_retries": 3', '"max_retries": 9'))


def seed(root):
    """The demo data with a campaign limit that no benchmark reaches, as JSON."""
    document = json.loads((root / "fixtures/demo.json").read_text())
    document["plans"]["growth"]["max_campaigns"] = 10**9
    return json.dumps(document)
