"""Uses the view of the requests: what arrives, the keys, the filter, the detail and its actions."""

import re

import browser
import programs
import scenario
from playwright.sync_api import expect


def problems(directory):
    found = []
    with programs.Mock(directory, "--in-memory", name="listing") as mock, browser.started() as started:
        base = f"http://127.0.0.1:{mock.port}"
        for steps in (live, keys, filters, detail, hostile):
            scenario.control(mock.port, "POST", "/reset")
            with browser.Visit(started, base, allowed=("status of 4", "status of 5")) as visit:
                found += [f"{steps.__name__}: {problem}" for problem in visit.run(steps, mock.port)]
        with browser.Visit(started, base, size="phone", allowed=("status of 4",)) as visit:
            found += [f"phone: {problem}" for problem in visit.run(phone, mock.port)]
    return found


def live(visit, port):
    """A request appears when it comes, the open one stays open and in its place, and pausing holds back the others."""
    page = visit.page
    visit.open()
    scenario.create(port, "First")
    row(page, "First").wait_for()
    row(page, "First").click()
    page.locator(".request-detail h1", has_text="campaign 1 is created").wait_for()
    before = row(page, "First").bounding_box()
    for index in range(30):
        scenario.create(port, f"Later {index}")
    page.locator(".left-bar a[aria-current=page] .count", has_text="31").wait_for()
    visit.expect(row(page, "First").get_attribute("aria-current") == "true", "the open row is no longer open")
    page.wait_for_timeout(200)
    after = row(page, "First").bounding_box()
    visit.expect(after and abs(after["y"] - before["y"]) < 1, f"the open row moved from {before} to {after}")
    visit.expect("campaign 1 is created" in page.locator(".request-detail h1").text_content(), "the detail has changed")

    page.keyboard.press("Escape")
    page.locator(".request-detail").wait_for(state="detached")
    page.keyboard.press("p")
    page.locator(".live", has_text="Paused").wait_for()
    for index in range(12):
        scenario.create(port, f"Held {index}")
    page.locator(".live", has_text="Paused, 12 new").wait_for()
    visit.expect(page.locator(".request-row", has_text="Held").count() == 0, "a paused list shows what comes")
    page.get_by_role("button", name="Show 12 new").first.click()
    page.locator(".live", has_text="Live").wait_for()
    row(page, "Held 11").wait_for()
    numbers = page.eval_on_selector_all(".request-row", "rows => rows.map((row) => Number(row.href.match(/requests.(\\d+)/)[1]))")
    visit.expect(numbers == sorted(numbers, reverse=True), f"the newest is not first: {numbers}")

    visit.show("#/requests/latest")
    page.locator(".request-detail h1", has_text=re.compile("campaign 43 is created")).wait_for()
    scenario.create(port, "Newest")
    page.locator(".request-detail h1", has_text=re.compile("campaign 44 is created")).wait_for()
    # Who uses a screen reader hears of it, as a number.
    page.locator(".spoken[role=status]", has_text=re.compile(r"\d+ new request")).wait_for(state="attached")


def keys(visit, port):
    """Each key does what the list of keys says, none while a text is typed, and none destroys."""
    page = visit.page
    for name in ("One", "Two", "Three"):
        scenario.create(port, name)
    visit.open()
    row(page, "Three").wait_for()
    press(page, "j", "Enter")
    page.locator(".request-detail h1", has_text="campaign 3 is created").wait_for()
    press(page, "j")
    page.locator(".request-detail h1", has_text="campaign 2 is created").wait_for()
    press(page, "ArrowDown")
    page.locator(".request-detail h1", has_text="campaign 1 is created").wait_for()
    press(page, "k", "ArrowUp")
    page.locator(".request-detail h1", has_text="campaign 3 is created").wait_for()
    press(page, "c")
    page.locator(".note", has_text="Copied").wait_for()
    line = visit.clipboard()
    visit.expect(line.startswith("curl ") and "demo-key" in line and '"Three"' in line, f"c copies {line}")
    press(page, "r")
    page.locator(".note", has_text="Sent again: 201").wait_for()
    page.get_by_role("link", name=re.compile("Three")).nth(1).wait_for()
    press(page, "p")
    page.locator(".live", has_text="Paused").wait_for()
    press(page, "p", "Escape")
    page.locator(".request-detail").wait_for(state="detached")

    press(page, "/")
    page.keyboard.type("jkrpc?gc")
    visit.expect(page.locator("#filter").input_value() == "jkrpc?gc", "a key works while a text is typed")
    press(page, "Escape", "Escape")
    page.locator("#filter").fill("")
    page.locator("#filter").blur()
    for letter, view in (("c", "campaigns"), ("l", "calls"), ("a", "accounts"), ("f", "faults"), ("k", "clock"), ("t", "try-it"), ("r", "requests")):
        press(page, "g", letter)
        page.locator(f'.left-bar a[href="#/{view}"][aria-current=page]').wait_for()
    press(page, "?")
    listed = page.locator("dialog.help[open] dt").all_text_contents()
    visit.expect(len(listed) >= 12, f"the list of keys has {listed}")
    press(page, "Escape")
    page.locator("dialog.help").wait_for(state="detached")
    campaigns = scenario.control(port, "GET", "/health")["database"]["campaigns"]
    visit.expect(campaigns == 4, f"after all keys there are {campaigns} campaigns in place of 4")


def filters(visit, port):
    """The words of the filter, those that do not exist, the URL, and a click on a value."""
    page = visit.page
    scenario.fill(port)
    visit.open()
    total = len(scenario.control(port, "GET", "/requests?limit=1000")["requests"])
    for text, parameters in (
            ("status:422", "status=422"), ("account:starter", "account=starter"), ("path:/user/lead*", "path=/user/lead*"),
            ('json.name:"Welcome Call"', "json.name=Welcome%20Call"), ("has:warnings", "has_warnings=true"),
            ("method:post status:201", "method=post&status=201")):
        expected = scenario.control(port, "GET", f"/requests?limit=1000&{parameters}")["total"]
        page.locator("#filter").fill(text)
        page.locator(".matched", has_text=f"{expected} of {total}").wait_for()
        page.wait_for_url(re.compile("filter="))
    entries, name = visit.saved_archive()
    visit.expect(name == "requests.har" and len(entries) == expected, f"{name} has {len(entries)} of {expected} requests")
    for text, check in (("is:fault", lambda one: one["fault"]), ("-method:OPTIONS", lambda one: one["method"] != "OPTIONS"),
                        ('"takes inbound calls"', lambda one: "takes inbound calls" in one["reason"])):
        listed = scenario.control(port, "GET", "/requests?limit=1000")["requests"]
        expected = sum(1 for one in listed if check(one))
        page.locator("#filter").fill(text)
        page.locator(".matched", has_text=re.compile(f"^{expected} of")).wait_for()
    page.locator("#filter").fill("stauts:422 account:demo")
    page.locator(".filter .unknown", has_text="stauts").wait_for(state="attached")
    page.locator("#filter-mistake", has_text="Did you mean").wait_for()
    visit.expect("account" in page.locator(".filter-help").text_content(), "the note does not list the words")
    page.locator("#filter-mistake button").click()
    expect(page.locator("#filter")).to_have_value("status:422 account:demo")

    page.locator("#filter").fill("")
    page.locator("#filter").blur()
    visit.show("#/requests/latest")
    page.locator(".request-detail .fact", has_text="demo").click()
    page.wait_for_url(re.compile("filter=.*account:demo"))
    page.reload()
    page.locator(".matched").wait_for()
    expect(page.locator("#filter")).to_have_value("account:demo")


def detail(visit, port):
    """The body with a verdict for each member, all that else is shown, and the actions."""
    page = visit.page
    scenario.wrong(port)
    visit.open("#/requests/latest")
    heading = page.locator(".request-detail h1")
    heading.wait_for()
    visit.expect(heading.text_content() == "422: max_retries is above 5; 2 more", f"the headline is {heading.text_content()}")
    body = page.locator(".verdicts").text_content()
    for text in ("Taken as", "The max retries field must be between 1 and 5.", "The selected allowed_days.1 is invalid.",
                 "Did you mean", "was sent as a string where an integer is documented", "retry_on_voicemail", "10 to 4320 minutes"):
        visit.expect(text in body, f"the body does not show {text!r}")
    for tab, text in (("answer", "The given data was invalid."), ("warnings", "max_call_in_parallel"), ("headers", "content-type"),
                      ("timing", "127.0.0.1")):
        page.locator(f"#tab-{tab}").click()
        page.locator("#tab", has_text=text).wait_for()
    page.get_by_role("button", name="Copy as curl").click()
    page.get_by_role("button", name="Copied").wait_for()
    visit.expect("demo-key" in visit.clipboard(), "the copied curl line has no key")
    page.get_by_role("button", name="Copy as verify").click()
    page.get_by_role("button", name="Copied as verify").wait_for()
    visit.expect("/_mock/requests/verify" in visit.clipboard(), f"copied as verify: {visit.clipboard()}")
    page.get_by_role("button", name="Send again").click()
    page.locator(".note", has_text="Sent again: 422").wait_for()
    page.get_by_role("button", name="Make the next one fail").click()
    page.locator(".floating.menu button").first.click()
    page.locator(".note", has_text="fault-1").wait_for()
    status, _ = scenario.wrong(port)
    visit.expect(status >= 500, f"the next one got {status}")
    page.get_by_role("button", name="Edit and send").click()
    page.locator("main form").first.wait_for()
    visit.expect("max_retries" in page.locator("main").text_content(), "Edit and send does not lead to the form")


def hostile(visit, port):
    """Markup and marks of direction in a campaign's name stay text, and do not turn what stands beside them."""
    page = visit.page
    for name in scenario.HOSTILE:
        scenario.create(port, name)
    visit.open()
    for name in scenario.HOSTILE:
        page.locator(".request-row .text", has_text=name).wait_for()
        isolated = page.locator(".request-row .text", has_text=name).evaluate(
            "element => [...element.querySelectorAll('*'), element].some((one) => "
            "/isolate/.test(getComputedStyle(one).unicodeBidi) && one.textContent === element.textContent)")
        visit.expect(isolated, f"the name {name!r} can turn its neighbours")
    for fragment in ("#/requests/latest", "#/requests/1", "#/campaigns", "#/campaigns/1"):
        visit.show(fragment)
        page.locator("main", has_text="onerror" if fragment.endswith("1") else "100 %").wait_for()
    strange = page.evaluate("""() => [String(window.hacked),
        document.querySelectorAll("#page script, #page img, #page iframe, #page [onerror]").length]""")
    visit.expect(strange == ["undefined", 0], f"a name became markup: {strange}")


def phone(visit, port):
    """On a small screen the detail lies over the list, and the menu opens the left bar."""
    page = visit.page
    scenario.control(port, "POST", "/reset")
    for name in ("One", "Two"):
        scenario.create(port, name)
    visit.open()
    row(page, "Two").click()
    page.locator(".request-detail").wait_for()
    visit.expect(not row(page, "Two").is_visible(), "the list is seen beside the detail")
    page.get_by_role("link", name="Requests").filter(visible=True).first.click()
    row(page, "One").wait_for()
    page.get_by_role("button", name="Menu").click()
    page.locator(".left-bar").get_by_role("link", name="Faults").click()
    page.locator(".faults-view").wait_for()


def row(page, text):
    return page.locator(".request-row", has_text=text).first


def press(page, *names):
    for name in names:
        page.keyboard.press(name)
