"""The page's connection: the mock starts again, asks for a token, stands behind a path prefix, and has several tabs."""

import re

import browser
import programs
import proxy
import scenario

TOKEN = "page-test"
#: What the browser writes into its console when the mock is away.
AWAY = ("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED", "ERR_NETWORK", "ERR_ABORTED", "status of 4", "status of 5")


def problems(directory):
    found = []
    with browser.started() as started:
        for steps in (restart, token, prefix, tabs, opening):
            found += [f"{steps.__name__}: {problem}" for problem in steps(started, directory)]
    return found


def restart(started, directory):
    """While the mock is away, what is there stays readable; when it is back on the same port, the page goes on by itself."""
    port = programs.free_port()
    database = directory / "restart.sqlite"
    url = f"http://127.0.0.1:{port}"

    def mock():
        program = programs.Mock(directory, name="restart", port=port, database=database)
        program.wait_for(lambda: answers(port), "listening")
        return program

    with browser.Visit(started, url, allowed=AWAY) as visit:
        page = visit.page
        with mock():
            scenario.create(port, "Before")
            visit.open()
            page.locator(".request-row", has_text="Before").wait_for()
        page.locator(".live", has_text=re.compile("Reconnecting|Stopped")).wait_for()
        page.locator(".banner", has_text="The mock does not answer.").wait_for()
        visit.expect(page.locator(".request-row", has_text="Before").is_visible(), "what was there is gone")
        page.locator(".live", has_text="Stopped").wait_for(timeout=60_000)
        page.locator(".banner", has_text="has not answered since").wait_for()
        with mock():
            page.locator(".live", has_text="Live").wait_for(timeout=60_000)
            page.locator(".banner").wait_for(state="detached")
            # The journal of another run is empty; the campaign is in the database.
            page.locator(".request-row", has_text="Before").wait_for(state="detached")
            scenario.create(port, "After")
            page.locator(".request-row", has_text="After").wait_for()
            visit.show("#/campaigns")
            page.locator("main", has_text="Before").wait_for()
        return visit.found


def answers(port):
    try:
        scenario.control(port, "GET", "/health")
        return True
    except OSError:
        return False


def token(started, directory):
    """With a control token the page loads, and asks for the token; a wrong one is said to be wrong."""
    with programs.Mock(directory, "--in-memory", "--control-token", TOKEN, name="token") as mock:
        with browser.Visit(started, f"http://127.0.0.1:{mock.port}", theme="dark", allowed=("status of 401",)) as visit:
            page = visit.page
            scenario.create(mock.port, "Secret name")
            page.goto(f"{visit.base}/")
            page.locator("#token").wait_for()
            visit.expect("Secret name" not in page.content(), "something is shown before the token")
            page.fill("#token", "wrong")
            page.keyboard.press("Enter")
            page.get_by_text("This is not the token.").wait_for()
            page.fill("#token", TOKEN)
            page.keyboard.press("Enter")
            page.locator(".request-row", has_text="Secret name").wait_for()
            scenario.create(mock.port, "Live name")
            page.locator(".request-row", has_text="Live name").wait_for()
            page.reload()
            page.locator(".request-row", has_text="Live name").wait_for()
            kept = page.evaluate("Object.values({...sessionStorage}).concat(Object.values({...localStorage}))")
            visit.expect(page.evaluate("localStorage.length") == 0, "something is kept beyond the tab")
            visit.expect(TOKEN in kept, "the tab has forgotten the token")
            return visit.found


def prefix(started, directory):
    """Behind a proxy with a path prefix, with relative URLs alone."""
    with programs.Mock(directory, "--in-memory", name="prefix") as mock, proxy.prefix_proxy(mock.port) as behind:
        with browser.Visit(started, f"http://127.0.0.1:{behind}{proxy.PREFIX}") as visit:
            scenario.create(mock.port, "Behind")
            visit.page.goto(f"{visit.base}/")
            visit.expect(visit.page.url.split("#")[0] == f"{visit.base}/_mock/", f"the address leads to {visit.page.url}")
            visit.page.locator(".request-row", has_text="Behind").wait_for()
            scenario.create(mock.port, "Live")
            visit.page.locator(".request-row", has_text="Live").wait_for()
            address = visit.page.locator(".address code").text_content()
            visit.expect(address == f"{visit.base}/api", f"the address is shown as {address}")
            visit.page.goto(f"{visit.base}/_mock")
            visit.page.locator(".request-row", has_text="Live").wait_for()
            return visit.found


def tabs(started, directory):
    """Two tabs both live; a hidden one gives its connection back, and catches up when it is shown again."""
    with programs.Mock(directory, "--in-memory", name="tabs") as mock:
        with browser.Visit(started, f"http://127.0.0.1:{mock.port}") as visit:
            visit.open()
            second = visit.tab()
            visit.open("#/campaigns", second)
            scenario.create(mock.port, "Both")
            visit.page.locator(".request-row", has_text="Both").wait_for()
            second.locator("main", has_text="Both").wait_for()
            hide(second, True)
            for index in range(5):
                scenario.create(mock.port, f"Missed {index}")
            visit.page.locator(".request-row", has_text="Missed 4").wait_for()
            visit.expect(second.locator("main", has_text="Missed").count() == 0, "a hidden tab goes on")
            hide(second, False)
            second.locator("main", has_text="Missed 4").wait_for()
            second.evaluate("location.hash = '#/requests'")
            second.locator(".request-row", has_text="Missed 0").wait_for()
            return visit.found


def hide(page, is_hidden):
    page.evaluate("""isHidden => {
        Object.defineProperty(document, "hidden", {configurable: true, get: () => isHidden});
        Object.defineProperty(document, "visibilityState", {configurable: true, get: () => isHidden ? "hidden" : "visible"});
        document.dispatchEvent(new Event("visibilitychange"));
    }""", is_hidden)


def opening(started, directory):
    """Each object has a URL, and the browser's history leads back."""
    with programs.Mock(directory, "--in-memory", name="opening") as mock:
        with browser.Visit(started, f"http://127.0.0.1:{mock.port}", allowed=("status of 404",)) as visit:
            page = visit.page
            for name in ("One", "Two"):
                scenario.create(mock.port, name)
            visit.open("#/requests/1")
            page.locator(".request-detail h1", has_text="campaign 1 is created").wait_for()
            visit.show("#/requests/latest")
            page.locator(".request-detail h1", has_text="campaign 2 is created").wait_for()
            page.go_back()
            page.locator(".request-detail h1", has_text="campaign 1 is created").wait_for()
            visit.show("#/requests/99")
            page.get_by_text("There is no request 99").wait_for()
            visit.show("#/nothing")
            page.locator(".request-row", has_text="Two").wait_for()
            visit.show("#/campaigns/2")
            page.locator("main", has_text="Two").wait_for()
            return visit.found
