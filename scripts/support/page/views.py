"""Looks at each view in both themes and sizes: it fits the window, every control has a name, and axe-core finds nothing."""

import browser
import programs
import scenario
from axe_playwright_python.sync_playwright import Axe

#: Each view: its name in file names, its fragment, and what it shows once it is there.
VIEWS = (
    ("requests", "#/requests", ".request-row"),
    ("request", "#/requests/latest", ".request-detail .verdicts"),
    ("filtered", "#/requests?filter=status:422 stauts:1", ".filter-mistake"),
    ("campaigns", "#/campaigns", ".campaign-rows .campaign"),
    ("campaign", "#/campaigns/3", ".week-part svg"),
    ("campaign-calls", "#/campaigns/{calls}", ".week-marks .call"),
    ("campaign-many", "#/campaigns/{many}", ".week-marks .column"),
    ("calls", "#/calls", ".call-row"),
    ("call", "#/calls/latest", ".call-detail"),
    ("webhooks", "#/calls/webhooks", ".webhook-row"),
    ("webhook", "#/calls/webhooks/latest", ".webhook-detail"),
    ("outcomes", "#/accounts/team", ".outcomes li"),
    ("accounts", "#/accounts", ".limits"),
    ("clock", "#/clock", ".face .big"),
    ("faults", "#/faults", ".faults-view .lines li"),
    ("try-it", "#/try-it", "main form"),
)
#: Rules that hold for a document as a whole; the page is one.
OPTIONS = {"resultTypes": ["violations"]}


def problems(directory):
    found = []
    with programs.Mock(directory, "--in-memory", name="views") as mock, browser.started() as started:
        ids = scenario.fill(mock.port)
        base = f"http://127.0.0.1:{mock.port}"
        for theme in browser.THEMES:
            for size in browser.SIZES:
                # axe-core's own work breaks the page's policy, so it gets a visit without one.
                with browser.Visit(started, base, theme, size, bypass_policy=True) as visit:
                    found += visit.run(look, ids)
    with programs.Mock(directory, "--in-memory", name="empty") as mock, browser.started() as started:
        for theme in browser.THEMES:
            with browser.Visit(started, f"http://127.0.0.1:{mock.port}", theme, "phone", bypass_policy=True) as visit:
                found += visit.run(look_at_nothing)
    return found


def look_at_nothing(visit):
    visit.open("#/requests")
    visit.page.get_by_text("No requests yet").wait_for()
    check(visit, "empty")
    for fragment, text in (("#/calls", "No calls yet"), ("#/calls/webhooks", "No webhooks yet")):
        visit.show(fragment)
        visit.page.get_by_role("heading", name=text).wait_for()
        check(visit, text)


def look(visit, ids):
    for name, fragment, ready in VIEWS:
        visit.open(fragment.format(**ids))
        visit.page.locator(ready).first.wait_for(state="attached")
        check(visit, name)
    tabs = ("answer", "warnings", "headers", "timing")
    visit.show("#/requests/latest")
    for tab in tabs:
        visit.page.locator(f"#tab-{tab}").click()
        check(visit, f"request {tab}")
    visit.show(f"#/campaigns/{ids['calls']}")
    visit.page.locator(".week-marks .call").first.focus()
    visit.page.locator(".card").wait_for()
    check(visit, "card of a call")
    visit.show(f"#/campaigns/{ids['many']}")
    tabs = visit.page.locator(".campaigns :is(.tabs, .lines-tabs) button", has_text="Leads").filter(visible=True)
    tabs.first.click()
    visit.page.locator(".leads .lead").first.wait_for()
    visit.page.get_by_role("button", name="Actions for lead").first.click()
    visit.page.get_by_role("button", name="Play a call…").click()
    visit.page.locator(".play-form").wait_for()
    check(visit, "playing a call")
    visit.show("#/calls/latest")
    for tab in ("webhook", "variables", "fields"):
        visit.page.locator(f"#tab-{tab}").click()
        check(visit, f"call {tab}")
    visit.show("#/accounts/team")
    visit.page.get_by_role("button", name="Add a rule").click()
    check(visit, "a rule")
    visit.page.keyboard.press("Escape")
    visit.page.locator(".rule-form").wait_for(state="detached")
    visit.page.keyboard.press("?")
    visit.page.locator("dialog.help[open]").wait_for()
    check(visit, "keys")
    visit.page.keyboard.press("Escape")


def check(visit, name):
    page = visit.page
    wide = page.evaluate("""() => [document.documentElement, document.querySelector("main")]
        .some((element) => element.scrollWidth > element.clientWidth)""")
    visit.expect(not wide, f"{name} is wider than the window")
    for violation in Axe().run(page, options=OPTIONS).response["violations"]:
        for node in violation["nodes"][:3]:
            reason = " ".join(node["failureSummary"].split())[:200]
            visit.complain(f"{name}: axe {violation['id']}: {node['html'][:150]}: {reason}")
    repeated = page.evaluate("""() => {
        const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
        return ids.filter((id, index) => ids.indexOf(id) !== index);
    }""")
    visit.expect(not repeated, f"{name}: ids that stand twice: {repeated}")
    cut = page.evaluate(CUT_OFF)
    visit.expect(not cut, f"{name}: text that is cut off without a way to read it: {cut[:5]}")


#: Text that does not fit its element and has no tooltip, is not in a place that scrolls, and is shown.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, nav *")].filter((element) => {
    const style = getComputedStyle(element);
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue.trim());
    if (!hasText || style.overflowX === "visible" || style.overflowX === "auto" || style.overflowX === "scroll") return false;
    if (element.clientWidth < 3 || element.closest(".spoken, [aria-hidden=true], .colours")) return false;
    return element.scrollWidth > element.clientWidth + 1 && !element.closest("[title]");
}).map((element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 60)}`)"""
