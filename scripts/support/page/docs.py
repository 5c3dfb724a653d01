"""Uses the page /_mock/docs: the list of operations, *Try it*, and the token."""

import browser
import programs
import proxy

TOKEN = "page-test"
METHODS = ("get", "put", "post", "delete", "patch")


def problems(directory):
    """Returns what is wrong with the page of a mock, plain, behind a proxy with a path prefix, and with a token."""
    found = []
    with (programs.Mock(directory, "--in-memory", name="docs") as mock,
          programs.Mock(directory, "--in-memory", "--control-token", TOKEN, name="docs-with-token") as closed,
          proxy.prefix_proxy(mock.port) as behind, browser.started() as started):
        plain = f"http://127.0.0.1:{mock.port}"
        for theme in browser.THEMES:
            for size in browser.SIZES:
                found += visit(started, plain, theme, size, look)
        # The browser writes each refusal into the console.
        found += visit(started, plain, "light", "desk", use, "status of 400")
        found += visit(started, f"http://127.0.0.1:{behind}{proxy.PREFIX}", "light", "desk", use, "status of 400")
        found += visit(started, f"http://127.0.0.1:{closed.port}", "dark", "phone", enter, "status of 401")
    return found


def visit(started, base, theme, size, steps, *allowed):
    """Runs steps on the page, and returns what they found and what the browser complained about."""
    with browser.Visit(started, base, theme, size, allowed) as visit:
        visit.page.goto(f"{base}/_mock/docs")
        for problem in steps(visit.page, base):
            visit.complain(problem)
        return visit.found


def operations(page, base):
    """The operations of both documents as the page's list names them."""
    found = []
    for name in ("openapi.json", "control-openapi.json"):
        document = page.request.get(f"{base}/_mock/{name}").json()
        found += [f"{method.upper()}{path}" for path, item in document["paths"].items() for method in METHODS
                  if method in item]
    return sorted(found)


def look(page, base):
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
    return found


def use(page, base):
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


def enter(page, _base):
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
