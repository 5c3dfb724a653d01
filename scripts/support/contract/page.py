"""Uses the page /_mock/docs in a real browser: Debian's chromium-headless-shell, driven by Playwright.

scripts/contract calls it. For pictures of the page: with PYTHONPATH as there, page.py --pictures DIRECTORY.
"""

import argparse
import contextlib
import http.client
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading

import programs
from playwright.sync_api import sync_playwright

BROWSER = "chromium-headless-shell"
PREFIX = "/tools/mock"
TOKEN = "page-test"
SIZES = {"phone": (360, 740), "desk": (1440, 900)}
METHODS = ("get", "put", "post", "delete", "patch")


def problems(directory, pictures=None):
    """Returns what is wrong with the page of a mock, plain, behind a proxy with a path prefix, and with a token."""
    found = type_mistakes(directory)
    with contextlib.ExitStack() as stack:
        mock = stack.enter_context(programs.Mock(directory, "--in-memory", name="page"))
        closed = stack.enter_context(
            programs.Mock(directory, "--in-memory", "--control-token", TOKEN, name="page-with-token"))
        proxy = stack.enter_context(prefix_proxy(mock.port))
        playwright = stack.enter_context(sync_playwright())
        path = shutil.which(BROWSER)
        if path is None:
            raise RuntimeError(f"{BROWSER} is missing; type: sudo apt-get install -y {BROWSER}")
        browser = playwright.chromium.launch(executable_path=path)
        stack.callback(browser.close)
        plain = f"http://127.0.0.1:{mock.port}"
        behind = f"http://127.0.0.1:{proxy}{PREFIX}"
        for theme in ("light", "dark"):
            for name, size in SIZES.items():
                found += visit(browser, plain, theme, size, look, pictures and pictures / f"{theme}-{name}")
        found += visit(browser, plain, "light", SIZES["desk"], use)
        found += visit(browser, behind, "light", SIZES["desk"], use)
        found += visit(browser, f"http://127.0.0.1:{closed.port}", "dark", SIZES["phone"], enter)
    return found


def type_mistakes(directory):
    """What deno finds in the page's scripts, whose types stand in their comments."""
    settings = directory / "deno.json"
    settings.write_text(json.dumps({"compilerOptions": {
        "checkJs": True, "strict": True, "lib": ["dom", "dom.iterable", "dom.asynciterable", "esnext"]}}))
    scripts = [programs.ROOT / "Sources/MockControl/Page" / name for name in ("docs.js", "app.js")]
    deno = pathlib.Path(sys.executable).with_name("deno")
    check = subprocess.run(
        [deno, "check", "--config", settings, *scripts], capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    return [] if check.returncode == 0 else [check.stderr.strip()]


def visit(browser, base, theme, size, steps, pictures=None):
    """Runs steps on the page, and returns what they found and what the browser complained about."""
    found = []
    context = browser.new_context(
        color_scheme=theme, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(30_000)
    where = f"{base} {theme} {size[0]} px"
    origin = "/".join(base.split("/")[:3]) + "/"
    # The browser writes each refusal into the console.
    expected = {use: "status of 400", enter: "status of 401"}.get(steps)
    with contextlib.closing(context):
        page = context.new_page()
        page.on("console", lambda message: found.append(f"{where}: console {message.type}: {message.text}")
                if message.type in ("error", "warning") and not (expected and expected in message.text) else None)
        page.on("pageerror", lambda error: found.append(f"{where}: {error}"))
        page.on("request", lambda request: found.append(f"{where}: a request to {request.url}")
                if not request.url.startswith((origin, "data:")) else None)
        # The console tells of violations too, but in words that differ between versions.
        page.add_init_script("""addEventListener("securitypolicyviolation", (event) => {
            console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`); });""")
        page.goto(f"{base}/_mock/docs")
        found += [f"{where}: {problem}" for problem in steps(page, base, pictures)]
    return found


def operations(page, base):
    """The operations of both documents as the page's list names them."""
    found = []
    for name in ("openapi.json", "control-openapi.json"):
        document = page.request.get(f"{base}/_mock/{name}").json()
        found += [f"{method.upper()}{path}" for path, item in document["paths"].items() for method in METHODS
                  if method in item]
    return sorted(found)


def look(page, base, pictures):
    """The list is complete, and each operation fits the window."""
    found = []
    page.wait_for_selector("nav li", state="attached")
    listed = sorted(page.eval_on_selector_all("nav a", "links => links.map((link) => link.textContent)"))
    if listed != operations(page, base):
        found.append("the list is not that of the documents")
    targets = page.eval_on_selector_all("nav a", "links => links.map((link) => link.getAttribute('href'))")
    for target in ["#/", *targets]:
        show(page, target)
        wide = page.evaluate("""() => [document.documentElement, document.querySelector("main")]
            .some((element) => element.scrollWidth > element.clientWidth)""")
        if wide:
            found.append(f"{target} is wider than the window")
        nameless = page.evaluate("""() => [...document.querySelectorAll("input, textarea, select, button, a")]
            .filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length)).length""")
        if nameless:
            found.append(f"{target} has {nameless} controls without a name")
    if pictures:
        pictures.parent.mkdir(parents=True, exist_ok=True)
        for name, target in (("start", "#/"), ("create", "#/createCampaign"), ("fault", "#/control/addFault")):
            show(page, target)
            page.screenshot(path=f"{pictures}-{name}.png")
            if name == "create":
                send(page)
                page.locator("#answer").scroll_into_view_if_needed()
                page.screenshot(path=f"{pictures}-answer.png")
    return found


def use(page, base, _):
    """Try it sends what the curl line says, filter and keys work, and the control plane takes the page's calls."""
    found = []
    page.wait_for_selector("nav li")
    total = page.locator("nav li:visible").count()
    page.keyboard.press("/")
    drawn(page)
    page.keyboard.type("campaign post")
    drawn(page)
    few = page.locator("nav li:visible").count()
    if not 0 < few < total:
        found.append(f"the filter leaves {few} of {total} operations")
    page.keyboard.press("Escape")
    drawn(page)
    if page.locator("nav li:visible").count() != total:
        found.append("Esc does not clear the filter")

    show(page, "#/createCampaign")
    found += sent(page, 201, "Product Demo Campaign")
    page.fill("#body", '{"name": "<script>alert(1)</script> it\'s", "assistant_id": 129}')
    drawn(page)
    curl = page.locator('pre[aria-label="curl line"]').text_content()
    if f"{base}/api/user/campaign" not in curl or "it'\\''s" not in curl:
        found.append(f"the curl line is {curl}")
    found += sent(page, 201, "<script>")
    page.fill("#body", "{")
    found += sent(page, 400, "message")
    page.click(".command button")
    page.wait_for_selector('button[aria-label="Copied curl line"]')
    if page.evaluate("navigator.clipboard.readText()") != page.locator('pre[aria-label="curl line"]').text_content():
        found.append("the button does not copy the curl line")

    show(page, "#/control/changeClock")
    page.fill("#body", '{"mode": "frozen"}')
    found += sent(page, 200, "frozen")
    show(page, "#/control/followEvents")
    page.fill('[id="query.last_event_id"]', "0")
    page.click("form.try button.primary")
    page.locator("#answer pre", has_text="event: campaign").wait_for()
    page.click("form.try button.primary")
    page.locator("form.try button.primary", has_text="Send it").wait_for()

    page.evaluate("location.hash = '#/nothing'")
    page.get_by_text("There is no operation nothing.").wait_for()
    return found


def enter(page, _base, _pictures):
    """With a control token the page asks for it, and says when it is wrong."""
    page.fill("#token", "wrong")
    page.keyboard.press("Enter")
    page.get_by_text("This is not the token.").wait_for()
    page.fill("#token", TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_selector("nav li", state="attached")
    show(page, "#/control/readHealth")
    found = sent(page, 200, "uptime_seconds")
    curl = page.locator('pre[aria-label="curl line"]').text_content()
    if TOKEN in curl or '"Authorization: Bearer $CONTROL_TOKEN"' not in curl:
        found.append(f"the curl line with a token is {curl}")
    page.reload()
    page.wait_for_selector("nav li", state="attached")
    return found


def show(page, target):
    """Goes to a fragment, and waits until the page shows what it names."""
    page.evaluate("target => { location.hash = target; }", target)
    # No `wait_for_function`: it evaluates text, which the page's policy forbids.
    page.wait_for_selector(
        "ul.operations" if target == "#/" else f'nav a[aria-current][href="{target}"]', state="attached")


def drawn(page):
    """The page draws in the next animation frame."""
    page.evaluate("new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); })")


def send(page):
    page.evaluate("document.querySelectorAll('#answer').forEach((old) => { old.id = ''; })")
    page.click("form.try button.primary")
    page.wait_for_selector("#answer .answered")


def sent(page, status, text):
    send(page)
    number = page.locator("#answer h2").text_content()[:3]
    body = page.locator("#answer pre").text_content()
    found = [] if number == str(status) and text in body else [f"Try it got {number} {body[:200]} in place of {status}"]
    place = page.locator("#answer .answered").bounding_box()
    if not 0 <= place["y"] <= page.viewport_size["height"] - place["height"]:
        found.append(f"the answer of Try it is out of view, {place['y']:.0f} pixels below the top")
    return found


@contextlib.contextmanager
def prefix_proxy(port):
    """Serves a mock under a path prefix, as a reverse proxy would, and yields the proxy's port."""

    class Proxy(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self):
            if not self.path.startswith(PREFIX + "/"):
                return self.send_error(404)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            upstream = http.client.HTTPConnection("127.0.0.1", port)
            with contextlib.closing(upstream):
                upstream.request(self.command, self.path.removeprefix(PREFIX), body or None, dict(self.headers))
                answer = upstream.getresponse()
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                        self.send_header(name, value)
                # The end of the connection ends the body, which may be a stream.
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                with contextlib.suppress(OSError):
                    while part := answer.read1(65_536):
                        self.wfile.write(part)
                        self.wfile.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = forward

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


def main():
    parser = argparse.ArgumentParser(prog="page.py", description=__doc__)
    parser.add_argument("--pictures", type=pathlib.Path, help="the directory for screenshots in both themes and two widths")
    options = parser.parse_args()
    with programs.working_directory() as directory:
        found = problems(directory, options.pictures)
    for problem in found:
        print(f"page: {problem}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    programs.run(main)
