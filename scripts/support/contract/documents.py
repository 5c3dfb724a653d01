"""The two OpenAPI documents of the mock, and which of their operations a request belongs to."""

import copy
import json
import re
import urllib.request

PLATFORM = "/_mock/openapi.json"
CONTROL = "/_mock/control-openapi.json"
METHODS = ("get", "put", "post", "delete", "patch")


class Document:
    """One OpenAPI document."""

    def __init__(self, name, content):
        self.name = name
        self.content = content
        self.server = content["servers"][0]["url"].rstrip("/")
        #: The path of the server's URL: the operations' paths go on from there.
        self.base = "/" + self.server.split("://", 1)[1].partition("/")[2] if "://" in self.server else self.server
        self.base = self.base.rstrip("/")
        self.operations = [
            Operation(self, method, path, item[method])
            for path, item in content["paths"].items()
            for method in METHODS
            if method in item
        ]

    def find(self, method, path):
        """The operation with this method and path, which begins behind the server's path; None without one."""
        found = [own for own in self.operations if own.method == method.lower() and own.pattern.fullmatch(path)]
        # A path without parameters goes before one with parameters.
        return min(found, key=lambda own: own.path.count("{"), default=None)

    def resolve(self, value):
        """Follows a reference into the document's components."""
        while "$ref" in value:
            target = self.content
            for part in value["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            value = target
        return value

    def closed(self):
        """The document as openapi-core gets it.

        Every object is closed that leaves further members unsaid, so that such members are found. Media types have no
        parameters: openapi-core compares them without.
        """
        content = copy.deepcopy(self.content)
        _close(content["components"].get("schemas", {}))
        _close(content["components"].get("responses", {}))
        _close(content["paths"])
        return content


class Operation:
    """One method of one path."""

    def __init__(self, document, method, path, content):
        self.document = document
        self.method = method
        self.path = path
        self.name = content["operationId"]
        self.content = content
        self.statuses = sorted(content["responses"])
        parts = re.split(r"(\{[^}]+\})", path)
        self.pattern = re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts))

    def parameters(self):
        own = [self.document.resolve(one) for one in self.content.get("parameters", [])]
        shared = [self.document.resolve(one) for one in self.document.content["paths"][self.path].get("parameters", [])]
        return own + shared


def fetch(port):
    """The documents of a running mock."""
    documents = []
    for name, path in (("platform", PLATFORM), ("control", CONTROL)):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
            documents.append(Document(name, json.load(response)))
    return documents


def _close(value):
    if isinstance(value, dict):
        if isinstance(value.get("content"), dict):
            value["content"] = {kind.partition(";")[0]: content for kind, content in value["content"].items()}
        if "properties" in value and "additionalProperties" not in value and "$ref" not in value:
            if isinstance(value["properties"], dict) and value.get("type") in ("object", ["object", "null"]):
                value["additionalProperties"] = False
        for name, member in value.items():
            # Examples are values, not schemas.
            if name not in ("example", "examples", "default", "enum", "const"):
                _close(member)
    elif isinstance(value, list):
        for member in value:
            _close(member)
