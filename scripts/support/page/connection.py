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
        for steps, options, allowed in (
                (token, ("--control-token", TOKEN), ("status of 401",)), (tabs, (), ()), (opening, (), ("status of 404",))):
            with programs.Mock(directory, "--in-memory", *options, name=steps.__name__) as mock:
                found += visited(started, f"http://127.0.0.1:{mock.port}", allowed, steps, mock.port)
        with programs.Mock(directory, "--in-memory", name="prefix") as mock, proxy.prefix_proxy(mock.port) as behind:
            found += visited(started, f"http://127.0.0.1:{behind}{proxy.PREFIX}", (), prefix, mock.port)
        port = programs.free_port()
        found += visited(started, f"http://127.0.0.1:{port}", AWAY, restart, port, directory)
    return found


def visited(started, base, allowed, steps, *arguments):
    with browser.Visit(started, base, allowed=allowed) as visit:
        return [f"{steps.__name__}: {problem}" for problem in visit.run(steps, *arguments)]


def restart(visit, port, directory):
    """While the mock is away, what is there stays readable; when it is back on the same port, the page goes on by itself."""
    page = visit.page

    def mock():
        program = programs.Mock(directory, name="restart", port=port, database=directory / "restart.sqlite")
        program.wait_for(lambda: answers(port), "listening")
        return program

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


def answers(port):
    try:
        scenario.control(port, "GET", "/health")
        return True
    except OSError:
        return False


def token(visit, port):
    """With a control token the page loads, and asks for the token; a wrong one is said to be wrong."""
    page = visit.page
    scenario.create(port, "Secret name")
    page.goto(f"{visit.base}/")
    page.locator("#token").wait_for()
    visit.expect("Secret name" not in page.content(), "something is shown before the token")
    page.fill("#token", "wrong")
    page.keyboard.press("Enter")
    page.get_by_text("This is not the token.").wait_for()
    page.fill("#token", TOKEN)
    page.keyboard.press("Enter")
    page.locator(".request-row", has_text="Secret name").wait_for()
    scenario.create(port, "Live name")
    page.locator(".request-row", has_text="Live name").wait_for()
    page.reload()
    page.locator(".request-row", has_text="Live name").wait_for()
    kept = page.evaluate("Object.values({...sessionStorage}).concat(Object.values({...localStorage}))")
    visit.expect(page.evaluate("localStorage.length") == 0, "something is kept beyond the tab")
    visit.expect(TOKEN in kept, "the tab has forgotten the token")


def prefix(visit, port):
    """Behind a proxy with a path prefix, with relative URLs alone."""
    page = visit.page
    scenario.create(port, "Behind")
    page.goto(f"{visit.base}/")
    visit.expect(page.url.split("#")[0] == f"{visit.base}/_mock/", f"the address leads to {page.url}")
    page.locator(".request-row", has_text="Behind").wait_for()
    scenario.create(port, "Live")
    page.locator(".request-row", has_text="Live").wait_for()
    address = page.locator(".address code").text_content()
    visit.expect(address == f"{visit.base}/api", f"the address is shown as {address}")
    page.goto(f"{visit.base}/_mock")
    page.locator(".request-row", has_text="Live").wait_for()


def tabs(visit, port):
    """Two tabs both live; a hidden one gives its connection back, and catches up when it is shown again."""
    page = visit.page
    visit.open()
    second = visit.tab()
    visit.open("#/campaigns", second)
    scenario.create(port, "Both")
    page.locator(".request-row", has_text="Both").wait_for()
    second.locator("main", has_text="Both").wait_for()
    hide(second, True)
    for index in range(5):
        scenario.create(port, f"Missed {index}")
    page.locator(".request-row", has_text="Missed 4").wait_for()
    visit.expect(second.locator("main", has_text="Missed").count() == 0, "a hidden tab goes on")
    hide(second, False)
    second.locator("main", has_text="Missed 4").wait_for()
    second.evaluate("location.hash = '#/requests'")
    second.locator(".request-row", has_text="Missed 0").wait_for()


def hide(page, is_hidden):
    page.evaluate("""isHidden => {
        Object.defineProperty(document, "hidden", {configurable: true, get: () => isHidden});
        Object.defineProperty(document, "visibilityState", {configurable: true, get: () => isHidden ? "hidden" : "visible"});
        document.dispatchEvent(new Event("visibilitychange"));
    }""", is_hidden)


def opening(visit, port):
    """Each object has a URL, and the browser's history leads back."""
    page = visit.page
    for name in ("One", "Two"):
        scenario.create(port, name)
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
