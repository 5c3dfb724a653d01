"""A browser that uses the mock's pages and writes down what it complains about: Debian's chromium-headless-shell."""

import contextlib
import json
import os
import pathlib
import shutil
import traceback

from playwright.sync_api import Error, sync_playwright

HERE = os.path.dirname(__file__)

NAME = "chromium-headless-shell"
SIZES = {"phone": (360, 740), "desk": (1440, 900)}
THEMES = ("light", "dark")
#: The console tells of violations too, but in words that differ between versions.
REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`); });"""


@contextlib.contextmanager
def started():
    path = shutil.which(NAME)
    if path is None:
        raise RuntimeError(f"{NAME} is missing; type: sudo apt-get install -y {NAME}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        with contextlib.closing(browser):
            yield browser


class Visit:
    """A tab in a browser profile of its own. `found` has the complaints: messages on the console, errors of scripts,
    violations of the page's policy, and requests to anywhere but the mock."""

    def __init__(self, browser, base, theme="light", size="desk", allowed=(), bypass_policy=False, zone="UTC"):
        """allowed: parts of console messages that the visit causes on purpose, such as "status of 401"."""
        self.base = base
        self.where = f"{theme} {size}"
        self.allowed = tuple(allowed)
        self.found = []
        width, height = SIZES[size]
        self.context = browser.new_context(
            color_scheme=theme, viewport={"width": width, "height": height}, reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"], bypass_csp=bypass_policy, timezone_id=zone, locale="en-GB")
        self.context.set_default_timeout(20_000)
        self.page = self.tab()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def tab(self):
        page = self.context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complain(str(error)))
        page.on("request", self._asked)
        page.add_init_script(REPORT_VIOLATIONS)
        return page

    def run(self, steps, *arguments):
        """Runs steps on the page. What they wait for in vain is a complaint."""
        try:
            steps(self, *arguments)
        except (Error, AssertionError) as error:
            lines = [line for line in str(error).splitlines() if line.strip()]
            step = next((frame for frame in reversed(traceback.extract_tb(error.__traceback__))
                         if frame.filename.startswith(HERE)), None)
            where = f"{os.path.basename(step.filename)}:{step.lineno}" if step else ""
            # What was waited for, and the last reasons why it was in vain.
            told = lines[:3] + lines[-6:] if len(lines) > 9 else lines
            self.complain(f"{where}: {' '.join(line.strip() for line in told)[:900]}")
        return self.found

    def complain(self, text):
        self.found.append(f"{self.where}: {text}")

    def expect(self, holds, text):
        if not holds:
            self.complain(text)

    def open(self, fragment="", page=None):
        """Opens the page at a fragment, and waits until it is live."""
        page = page or self.page
        page.goto(f"{self.base}/_mock/{fragment}")
        page.locator(".live", has_text="Live").wait_for(state="attached")

    def show(self, fragment):
        """Goes to a fragment of the page that is open."""
        self.page.evaluate("fragment => { location.hash = fragment; }", fragment)

    def clipboard(self):
        return self.page.evaluate("navigator.clipboard.readText()")

    def saved_archive(self):
        """The entries of the HTTP Archive that the list's menu saves, and the file's name."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name="More", exact=True).click()
            self.page.locator(".menu-item", has_text="Save as HTTP Archive").click()
        archive = json.loads(pathlib.Path(download.value.path()).read_text())
        return archive["log"]["entries"], download.value.suggested_filename

    def _said(self, message):
        if message.type in ("error", "warning") and not any(part in message.text for part in self.allowed):
            self.complain(f"console {message.type}: {message.text}")

    def _asked(self, request):
        origin = "/".join(self.base.split("/")[:3]) + "/"
        if not request.url.startswith((origin, "data:", "blob:" + origin)):
            self.complain(f"a request to {request.url}")
