"""Checks what the test suite's clients sent and received against the OpenAPI documents, with openapi-core."""

import collections
import contextlib
import json
import pathlib
import re

from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

import documents
import reading
import wire

UNSEEN = pathlib.Path(__file__).with_name("unseen.json")
LENIENCIES = pathlib.Path(__file__).with_name("leniencies.json")
#: Tests whose faults are made in Swift, and so are in no request.
FAULT_TESTS = (
    "CampaignMockTests/FaultControlTests.swift", "CampaignMockTests/StateControlTests.swift",
    "CampaignMockTestingTests/TestRequest.swift")
#: The header fields of a request that can change what the documents say about it.
SENT_FIELDS = ("content-type", "prefer", "last-event-id", "if-none-match", "x-http-method-override")
#: The header fields of a response that say nothing about its shape, or have another value in each response.
IGNORED_FIELDS = ("date", "content-length", "connection", "keep-alive", "etag", "x-ratelimit-reset")
#: The files of the page that shows the documents, and its second path.
PAGE = ("/_mock/page/", "/_mock/docs/")
SHOWN_FAILURES = 20


class Check:
    """Counts the exchanges and collects the failures."""

    def __init__(self, both):
        self.platform, self.control = both
        # A stream of events is a text.
        configuration = Config(extra_media_type_deserializers={"text/event-stream": bytes.decode})
        self.openapi = {own: OpenAPI.from_dict(own.closed(), config=configuration) for own in both}
        self.seen = collections.Counter()  # (operation, status)
        self.others = collections.Counter()  # (why no operation, status)
        self.failures = collections.Counter()
        self.checked = {"responses": {}, "requests": {}}
        self.faults = set()  # (host, status) of each fault with an answer of its own; no status for a named answer
        self.leniencies = [
            (line, re.compile(line["problem"])) for line in json.loads(LENIENCIES.read_text(encoding="utf-8"))]
        self.used_leniencies = set()

    def run(self, exchanges):
        for exchange in exchanges:
            self.note_fault(exchange)
        for exchange in exchanges:
            self.check(exchange)

    def note_fault(self, exchange):
        if exchange.method != "POST" or exchange.path != "/_mock/faults" or exchange.status != 201:
            return
        effect = json.loads(exchange.request.body).get("effect")
        named = effect if isinstance(effect, str) else effect.get("name")
        self.faults.add((exchange.request.field("host"), None if named else effect.get("status")))

    # MARK: - One exchange

    def check(self, exchange):
        operation = self.operation(exchange)
        if operation is None:
            self.check_without_operation(exchange)
            return
        self.seen[operation, str(exchange.status)] += 1
        problem = self.response_problem(operation, exchange)
        if problem is not None:
            excuse = self.excuse(operation, exchange)
            if excuse is None:
                self.fail(operation, exchange, problem)
            else:
                self.seen[operation, str(exchange.status)] -= 1
                self.others[excuse, exchange.status] += 1
        elif 200 <= exchange.status < 300 and self.is_plain(exchange):
            problem = self.request_problem(operation, exchange)
            if problem is not None and not self.is_leniency(operation, problem):
                self.fail(operation, exchange, f"the request was answered {exchange.status}, but: {problem}")

    def operation(self, exchange):
        path = reading.decoded(exchange.path)
        if path.startswith(PAGE):
            return None
        if path == "/_mock" or path.startswith("/_mock/"):
            # A slash at the end does not count.
            path = path.removeprefix(self.control.base).rstrip("/")
            return self.control.find(exchange.method.replace("HEAD", "GET"), path or "/")
        path = path.removeprefix("/api")
        # A method that a POST asks for, and that the path does not have, is an answer of the POST.
        return self.platform.find(reading.method(exchange).replace("HEAD", "GET"), path) or self.platform.find(
            exchange.method.replace("HEAD", "GET"), path)

    def check_without_operation(self, exchange):
        """What is no operation of a document is refused, except by endpoints that the tests add."""
        if exchange.method == "OPTIONS":
            why = "preflight requests"
        elif exchange.file.startswith("CampaignAPITests/") and "/user/echo" in exchange.path:
            why = "endpoints that tests add"
        elif exchange.path.startswith(PAGE):
            why = "files of the page"
        elif exchange.path == "/" and exchange.status == 307:
            why = "browsers at the mock's address"
        else:
            why = "unknown paths and methods"
            if exchange.status < 400:
                self.failures[f"{exchange.method} {exchange.path}: {exchange.status}, but no document has it"] += 1
        self.others[why, exchange.status] += 1

    def excuse(self, operation, exchange):
        """Why a response may differ from the document: the test asked for it."""
        host = exchange.request.field("host")
        if exchange.file in FAULT_TESTS or (host, exchange.status) in self.faults or (host, None) in self.faults:
            return "answers that a fault of the test contains"
        if exchange.response.field("preference-applied") and str(exchange.status) not in operation.statuses:
            return "statuses that Prefer asked for"
        if operation.name == "listLeads" and exchange.status == 200 and exchange.response.body[:1] == b"[":
            return "bare lists of leads (--lead-list bare)"
        return None

    def is_leniency(self, operation, problem):
        """Whether leniencies.json says that the mock takes a request that the document does not have."""
        for index, (line, pattern) in enumerate(self.leniencies):
            if line.get("operation", operation.name) == operation.name and pattern.search(problem):
                self.used_leniencies.add(index)
                return True
        return False

    def is_plain(self, exchange):
        """Whether the mock took the request as it is: without a warning, and without members in another place."""
        if exchange.response.field("x-mock-warnings") or exchange.method != reading.method(exchange):
            return False
        kind = exchange.request.field("content-type") or ""
        if exchange.request.body and "json" not in kind and not exchange.path.startswith("/_mock"):
            return False  # every value of a form is text
        return not (exchange.method in ("POST", "PUT") and "?" in exchange.target)

    # MARK: - openapi-core

    def response_problem(self, operation, exchange):
        if exchange.method == "HEAD":
            return None
        fields = {name: value for name, value in exchange.response.fields if name not in IGNORED_FIELDS}
        key = (operation, exchange.status, tuple(sorted(fields.items())), reading.shape(exchange.response.content))
        known = self.checked["responses"]
        if key not in known:
            response = MockResponse(
                exchange.response.content, exchange.status, dict(exchange.response.fields),
                reading.media_type(exchange.response.field("content-type")))
            known[key] = _problem(
                self.openapi[operation.document].validate_response, self.request(operation, exchange), response)
        return known[key]

    def request_problem(self, operation, exchange):
        fields = tuple(exchange.request.field(name) for name in SENT_FIELDS)
        has_key = exchange.request.field("authorization") is not None
        target = reading.shape(exchange.target.encode())
        key = (operation, target, has_key, fields, reading.shape(exchange.request.body))
        known = self.checked["requests"]
        if key not in known:
            known[key] = _problem(
                self.openapi[operation.document].validate_request, self.request(operation, exchange))
            known[key] = known[key] or _unknown_parameter(operation, exchange)
        return known[key]

    def request(self, operation, exchange):
        server = operation.document.server
        path = reading.decoded(exchange.path)
        path = path.removeprefix("/api") if operation.document is self.platform else path.rstrip("/")
        host = server.removesuffix(operation.document.base)
        query = collections.defaultdict(list)
        body = exchange.request.body
        for name, value in exchange.query:
            # The mock takes blanks off, and counts an empty parameter as absent.
            if value.strip():
                query[name].append(value.strip())
        if operation.document is self.platform and b'"' in body:
            with contextlib.suppress(ValueError):
                body = json.dumps(reading.cleaned(json.loads(body))).encode()
        # The mock takes a body without a media type as JSON where the document has no other.
        kind = exchange.request.field("content-type") or "application/json"
        return MockRequest(
            host, operation.method, operation.document.base + path, args=query,
            headers=dict(exchange.request.fields), data=body or None,
            content_type=reading.media_type(kind))

    # MARK: - Report

    def fail(self, operation, exchange, problem):
        text = f"{operation.name} {exchange.status}: {problem}"
        if text not in self.failures:
            self.failures[text] = 0
            if len(self.failures) <= SHOWN_FAILURES:
                body = exchange.request.body[:200].decode("utf-8", "replace")
                answer = exchange.response.body[:300].decode("utf-8", "replace")
                print(f"  {text}\n    {exchange.file}: {exchange.method} {exchange.target} {body}\n    {answer}")
        self.failures[text] += 1

    def unseen(self):
        """Documented answers that no test saw, without those that unseen.json permits; and its needless lines."""
        permitted = json.loads(UNSEEN.read_text(encoding="utf-8"))
        needless = {json.dumps(line) for line in permitted}
        missing = []
        for document in (self.platform, self.control):
            for operation in document.operations:
                for status in operation.statuses:
                    if self.seen[operation, status]:
                        continue
                    lines = [line for line in permitted if _permits(line, document, operation, status)]
                    needless -= {json.dumps(line) for line in lines}
                    if not lines:
                        missing.append(f"{document.name}: no test saw {operation.name} answer {status}")
        return missing, [f"unseen.json: this line permits nothing: {line}" for line in sorted(needless)]

    def table(self):
        """Prints how often each operation had each status, and what is not in the documents."""
        for document in (self.platform, self.control):
            print(f"{document.name}:")
            for operation in document.operations:
                counts = {status: count for (own, status), count in self.seen.items() if own is operation and count}
                text = "  ".join(f"{status}: {count}" for status, count in sorted(counts.items()))
                print(f"  {operation.name:26} {text or 'never seen'}")
        print("beside the documents:")
        reasons = collections.defaultdict(dict)
        for (why, status), count in sorted(self.others.items()):
            reasons[why][status] = count
        for why, counts in reasons.items():
            print(f"  {why}: " + "  ".join(f"{status}: {count}" for status, count in counts.items()))


def _problem(validate, *arguments):
    """What openapi-core finds; None for nothing."""
    try:
        validate(*arguments)
    except OpenAPIError as error:
        causes, cause = [], error
        while cause is not None:
            details = getattr(cause, "schema_errors", None)
            if details:
                causes += [
                    f"{'.'.join(map(str, detail.absolute_path)) or 'body'}: {detail.message[:200]}"
                    for detail in details]
            else:
                causes.append(f"{type(cause).__name__}: {str(cause)[:200]}")
            cause = cause.__cause__
        return "; ".join(dict.fromkeys(causes))
    return None


def _unknown_parameter(operation, exchange):
    """A parameter that the mock took and the document does not have."""
    known = {one["name"] for one in operation.parameters() if one["in"] == "query"}
    for name, _ in exchange.query:
        if name not in known:
            return f"the document has no query parameter {name}"
    return None


def _permits(line, document, operation, status):
    return (
        line.get("document", document.name) == document.name
        and line.get("operation", operation.name) == operation.name
        and line["status"] == status)


def problems(port, log):
    """Checks every exchange in the log against the documents of the mock at the port."""
    if not log.exists():
        return [f"{log} is missing; scripts/contract without --exchanges makes one"]
    exchanges, broken = wire.read(log)
    check = Check(documents.fetch(port))
    check.run(exchanges)
    check.table()
    different = sum(len(known) for known in check.checked.values())
    print(f"{len(exchanges)} exchanges, {different} different ones checked; {broken} requests are no HTTP messages")
    missing, needless = check.unseen()
    needless += [
        f"leniencies.json: no request needs this line: {line}"
        for index, (line, _) in enumerate(check.leniencies) if index not in check.used_leniencies]
    return [f"{count} times: {text}" for text, count in check.failures.items()] + missing + needless
