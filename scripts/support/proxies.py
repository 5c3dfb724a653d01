"""Puts mocks behind nginx and Caddy with the recipes of the manual, and looks whether they do what it says.

scripts/proxies calls it.
"""

import contextlib
import http.client
import json
import os
import re
import socket
import ssl
import subprocess

import client
import programs

ARTICLE = programs.ROOT / "Sources/CampaignMock/CampaignMock.docc/BehindAProxy.md"
NAME = "mock.example"
TOKEN = "proxy-test"
# Odd, so that taking turns would not give an account the same mock each time.
ACCOUNTS = 25

NGINX = """
{user}
daemon off;
worker_processes 1;
pid {directory}/{name}.pid;
error_log stderr;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {directory}/body;
    proxy_temp_path {directory}/proxy;
    fastcgi_temp_path {directory}/fastcgi;
    uwsgi_temp_path {directory}/uwsgi;
    scgi_temp_path {directory}/scgi;
    {recipe}
}}
"""

# Caddy would else ask the system for its own settings, and listen on port 80 too.
CADDY = """
{{
    admin off
    auto_https disable_redirects
    skip_install_trust
    storage file_system {directory}/caddy
}}
{recipe}
"""


def recipes():
    """The code of the article that configures a proxy, by the heading above it and in its order."""
    found, heading = {}, ""
    for match in re.finditer(r"^## ([^\n]*)$|^```(nginx|caddy)\n(.*?)^```$", ARTICLE.read_text(), re.MULTILINE | re.DOTALL):
        if match[1]:
            heading = match[1]
        else:
            found.setdefault(heading, []).append(match[3])
    return found


def filled(recipe, replacements):
    """The recipe with the test's ports and paths, each of which must be in it."""
    for old, new in replacements.items():
        if old not in recipe:
            raise RuntimeError(f"the recipe has no {old}: {recipe}")
        recipe = recipe.replace(old, new)
    return recipe


def certificate(directory):
    """Makes a certificate for the name of the recipes, and returns the paths of it and of its key."""
    paths = directory / "certificate.pem", directory / "certificate.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-out", paths[0], "-keyout", paths[1]],
        check=True, capture_output=True)
    return paths


def nginx(directory, name, recipe, port):
    """Starts nginx with the recipe inside its block http."""
    # Started by root, the worker would have another user, who cannot write into the directory.
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = directory / f"{name}.conf"
    configuration.write_text(NGINX.format(user=user, directory=directory, name=name, recipe=recipe))
    return proxy(directory, name, ["nginx", "-p", directory, "-e", "stderr", "-c", configuration], port)


def caddy(directory, recipe, port):
    configuration = directory / "Caddyfile"
    configuration.write_text(CADDY.format(directory=directory, recipe=recipe))
    # Caddy writes its own state below these.
    os.environ.update(XDG_DATA_HOME=str(directory), XDG_CONFIG_HOME=str(directory))
    return proxy(
        directory, "caddy", ["caddy", "run", "--adapter", "caddyfile", "--config", configuration], port)


@contextlib.contextmanager
def proxy(directory, name, command, port):
    def listens():
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    with programs.Program(name, command, directory / f"{name}.log") as program:
        program.wait_for(listens, "listening")
        yield port


class Secure(http.client.HTTPSConnection):
    """A connection to the name of the certificate, at a port of this machine."""

    def __init__(self, port, authority):
        super().__init__(NAME, port, timeout=30, context=ssl.create_default_context(cafile=authority))

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=NAME)


def exchange(connection, method, path, body=None, key="demo-key", **fields):
    """Returns the status and the content of the response, from JSON where it is JSON."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", **fields}
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    content = response.read()
    is_json = response.headers.get_content_type() == "application/json"
    return response.status, json.loads(content) if is_json else content


class Findings:
    """What is not as the article says."""

    def __init__(self):
        self.all = []

    def expect(self, what, value, expected):
        if value != expected:
            self.all.append(f"{what}: {value!r}, not {expected!r}")


def look_at_https(findings, name, connect, origin, mock):
    """The API with right URLs, the control plane with its token, large bodies, and events as they come."""
    create = json.dumps({"name": "Spring", "assistant_id": 127})
    connection = connect()
    findings.expect(f"{name}: a create", exchange(connection, "POST", "/api/user/campaign", create)[0], 201)
    status, page = exchange(connection, "GET", "/api/user/assistants/get?per_page=1")
    findings.expect(f"{name}: a page", status, 200)
    findings.expect(
        f"{name}: the URL of the next page", page["next_page_url"], f"{origin}/api/user/assistants/get?page=2")
    status, refusal = exchange(connection, "POST", "/api/user/campaign", "x" * 2_000_000)
    findings.expect(f"{name}: a large body", (status, type(refusal)), (413, dict))
    connection = connect()
    status, document = exchange(connection, "GET", "/_mock/openapi.json", key=TOKEN)
    findings.expect(f"{name}: the document", (status, document.get("servers", [{}])[0].get("url")), (200, f"{origin}/api"))
    findings.expect(f"{name}: the control plane without the token", exchange(connection, "GET", "/_mock/state")[0], 401)
    findings.expect(
        f"{name}: a page of the proxy's origin", exchange(connection, "POST", "/_mock/reset", key=TOKEN, Origin=origin)[0], 200)
    findings.expect(
        f"{name}: a page of another origin",
        exchange(connection, "POST", "/_mock/reset", key=TOKEN, Origin="https://evil.example")[0], 403)
    look_at_connections(findings, name, connect, mock)
    look_at_events(findings, name, connect, mock)


def look_at_connections(findings, name, connect, mock):
    """Clients of the proxy come and go, and its connections to the mock stay."""
    for _ in range(8):
        with contextlib.closing(connect()) as connection:
            findings.expect(f"{name}: a request", exchange(connection, "GET", "/api/user/me")[0], 200)
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", mock.port)) as connection:
        _, archive = exchange(connection, "GET", "/_mock/requests.har?path=/user/me", key=TOKEN)
    used = [entry["connection"] for entry in archive["log"]["entries"]]
    findings.expect(f"{name}: requests", len(used), 8)
    findings.expect(f"{name}: connections to the mock", len(set(used)), 1)


def look_at_events(findings, name, connect, mock):
    """An event is there when it has happened, although the stream goes on."""
    with contextlib.closing(connect()) as stream, contextlib.closing(
            http.client.HTTPConnection("127.0.0.1", mock.port)) as direct:
        stream.request("GET", "/_mock/events", headers={"Authorization": f"Bearer {TOKEN}"})
        response = stream.getresponse()
        findings.expect(f"{name}: the stream", response.status, 200)
        if response.status != 200:
            return
        for number in range(3):
            exchange(direct, "GET", f"/api/user/me?number={number}")
            # Below the mock's heartbeat, which would push a buffered event out.
            stream.sock.settimeout(5)
            try:
                line = response.readline()
                while line and f"number={number}".encode() not in line:
                    line = response.readline()
            except TimeoutError:
                line = b""
            if not line:
                findings.expect(f"{name}: event {number}", "missing", "there")
                return


def look_at_several(findings, port, mocks):
    """All requests of an account go to one mock, each mock has some accounts, and the control plane is not behind it."""
    keys = [f"account-key-{number}" for number in range(ACCOUNTS)]
    for mock in mocks:
        for number, key in enumerate(keys):
            client.call(mock.port, "POST", "/_mock/accounts", {
                "name": f"account-{number}", "plan": "growth", "api_keys": [key],
                "assistants": [{"id": 1_000 + number, "name": "Booking", "type": "outbound"}]})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(3):
        for number, key in enumerate(keys):
            body = json.dumps({"name": "Spring", "assistant_id": 1_000 + number})
            findings.expect("several: a create", exchange(connection, "POST", "/api/user/campaign", body, key)[0], 201)
    for key in keys:
        listed = exchange(connection, "GET", "/api/user/campaigns", key=key)[1]
        findings.expect("several: the campaigns of an account", len(listed), 3)
    findings.expect("several: the control plane", exchange(connection, "GET", "/_mock/health")[0], 404)
    counts = []
    for mock in mocks:
        entries = client.call(mock.port, "GET", "/_mock/requests.har")["log"]["entries"]
        counts.append({entry["_account"]: 0 for entry in entries})
        for entry in entries:
            counts[-1][entry["_account"]] += 1
        findings.expect("several: connections to a mock", len({entry["connection"] for entry in entries}), 1)
    findings.expect("several: accounts in both mocks", set(counts[0]) & set(counts[1]), set())
    findings.expect("several: requests of an account", {count for part in counts for count in part.values()}, {4})
    findings.expect("several: mocks with accounts", [bool(part) for part in counts], [True, True])


def main():
    found, findings = recipes(), Findings()
    with programs.working_directory() as directory, contextlib.ExitStack() as stack:
        authority, key = certificate(directory)
        paths = {"/etc/ssl/mock.example.pem": str(authority), "/etc/ssl/mock.example.key": str(key)}

        def secure_mock(port, path=""):
            options = ["--in-memory", "--public-url", f"https://{NAME}:{port}{path}", "--control-token", TOKEN]
            return stack.enter_context(programs.Mock(directory, *options, name=f"mock-{port}"))

        for name, heading in (("nginx", "HTTPS with nginx"), ("caddy", "HTTPS with Caddy")):
            port = programs.free_port()
            mock = secure_mock(port)
            places = {"7357": str(mock.port), **paths}
            with (
                nginx(directory, name, filled(found[heading][0], {"listen 443": f"listen 127.0.0.1:{port}", **places}), port)
                if name == "nginx" else
                caddy(directory, filled(found[heading][0], {"mock.example {": f"mock.example:{port} {{", **places}), port)
            ):
                look_at_https(
                    findings, name, lambda: Secure(port, authority), f"https://{NAME}:{port}", mock)

        port = programs.free_port()
        mock = secure_mock(port, "/campaigns")
        path = filled(found["HTTPS with nginx"][1], {"7357": str(mock.port)})
        with nginx(directory, "path", f"server {{ listen 127.0.0.1:{port}; {path} }}", port):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            page = exchange(connection, "GET", "/campaigns/api/user/assistants/get?per_page=1")[1]
            findings.expect(
                "path: the URL of the next page", page["next_page_url"],
                f"https://{NAME}:{port}/campaigns/api/user/assistants/get?page=2")
            findings.expect(
                "path: the control plane", exchange(connection, "GET", "/campaigns/_mock/health", key=TOKEN)[0], 404)

        mocks = [stack.enter_context(programs.Mock(directory, "--in-memory", name=f"several-{one}")) for one in (1, 2)]
        port = programs.free_port()
        recipe = filled(found["Several mocks behind one address"][0], {
            "listen 7350": f"listen 127.0.0.1:{port}", "7357": str(mocks[0].port), "7358": str(mocks[1].port)})
        with nginx(directory, "several", recipe, port):
            look_at_several(findings, port, mocks)
    for problem in findings.all:
        print(f"proxies: {problem}")
    print(f"proxies: {len(findings.all)} problems with {sum(map(len, found.values()))} recipes")
    return 1 if findings.all else 0


programs.run(main)
