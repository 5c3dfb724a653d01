"""Uses the views Campaigns and Accounts: the calling week, leads, what was sent, limits, keys of the keyboard."""

import re

import browser
import programs
import scenario
from playwright.sync_api import expect

WORKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]


def problems(directory):
    found = []
    with programs.Mock(directory, "--in-memory", name="campaigns") as mock, browser.started() as started:
        base = f"http://127.0.0.1:{mock.port}"
        for steps in (week, night, leads, pages, table, accounts):
            scenario.control(mock.port, "POST", "/reset")
            scenario.control(mock.port, "PUT", "/clock", {"mode": "frozen", "now": "2026-02-25T19:20:30Z"})
            with browser.Visit(started, base, allowed=("status of 4",), zone="Asia/Tokyo") as visit:
                found += [f"{steps.__name__}: {problem}" for problem in visit.run(steps, mock.port)]
    return found


def add_lead(port, number, campaign, **members):
    _, answer = scenario.call(port, "POST", "/api/user/lead", {"phone_number": number, "campaign_id": campaign, **members})
    return answer["data"]["id"]


def week(visit, port):
    """The week is drawn by the campaign's zone and the mock's clock; other weeks show changes of the clock."""
    page = visit.page
    _, answer = scenario.create(
        port, "Workdays", timezone="America/New_York", allowed_hours_start_time="09:00", allowed_hours_end_time="17:00",
        allowed_days=WORKDAYS)
    visit.open(f"#/campaigns/{answer['data']['id']}")
    part = page.locator(".week-part")
    part.get_by_text("Would be open now, until 17:00.").wait_for()
    name = part.locator(".week-picture").get_attribute("aria-label")
    visit.expect(name == "Monday to Friday, 09:00 to 17:00 in New York. Would be open now, until 17:00.", f"the week: {name!r}")
    visit.expect(part.locator(".window").count() == 5, "there are not five bars")
    visit.expect(part.locator(".now-text").text_content() == "now, 14:20", "now is not at 14:20 in New York")
    visit.expect(part.locator(".week-days .today").text_content() == "Wed 25", "today is not marked")
    part.get_by_role("button", name="Week after").click()
    part.get_by_role("button", name="Week after").click()
    visit.expect(part.locator(".now-text").count() == 0, "another week shows now")
    part.get_by_role("button", name="Week before").click()
    part.get_by_text("The clock changes on Sun 8 Mar: 02:00 becomes 03:00").wait_for()
    visit.expect(part.locator(".skipped").count() == 1, "the hour that never comes is not drawn")
    part.get_by_role("button", name="This week").click()
    part.locator(".now-text").wait_for()
    scenario.control(port, "PUT", "/accounts/demo/clock", {"mode": "frozen", "now": "2026-02-27T23:30:00Z"})
    part.get_by_text("Mon 09:00, in 3 days.").wait_for()

    sent = page.locator(".fields-part dl > div")
    for field, is_grey in (("max_retries", True), ("timezone", False), ("assistant_id", False), ("retry_on_voicemail", True)):
        value = sent.filter(has=page.get_by_text(field, exact=True)).locator("dd")
        visit.expect(("quiet-text" in (value.get_attribute("class") or "")) == is_grey, f"{field} is grey: {not is_grey}")
    page.get_by_role("link", name="The request that made it").click()
    page.locator("h1, h2").filter(has_text="201").first.wait_for()


def night(visit, port):
    """Over midnight a bar goes on in the next row. A draft without leads cannot be started, and says why."""
    page = visit.page
    _, answer = scenario.create(
        port, "Nights", timezone="Europe/Berlin", allowed_hours_start_time="20:00", allowed_hours_end_time="01:30",
        allowed_days=WORKDAYS)
    visit.open(f"#/campaigns/{answer['data']['id']}")
    part = page.locator(".week-part")
    part.get_by_text("Would be open now, until 01:30.").wait_for()
    visit.expect(part.locator(".night").all_text_contents() == [f"{day}’s night" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")],
                 f"the nights are {part.locator('.night').all_text_contents()}")
    part.get_by_text("where it is 14:20").wait_for()
    visit.expect(page.get_by_role("button", name="Start").is_disabled(), "a draft without leads can be started")
    page.get_by_text("No leads to call").wait_for()
    page.locator(".code-box", has_text="user/lead").wait_for()
    page.get_by_label("Variables").fill("{name}")
    page.get_by_role("button", name="Add lead").click()
    page.get_by_text("Variables are not JSON").wait_for()
    page.keyboard.press("Escape")
    visit.show("#/campaigns/999")
    page.get_by_role("heading", name="There is no campaign 999").wait_for()


def leads(visit, port):
    """The legend filters, a second number stands under its lead, and a lead is changed and deleted."""
    page = visit.page
    campaign = scenario.create(port, "Leads")[1]["data"]["id"]
    first = add_lead(port, "+15550100101", campaign, secondary_contacts=[{"phone_number": "+15550100102"}])
    add_lead(port, "+15550100103", campaign)
    visit.open(f"#/campaigns/{campaign}")
    part = page.locator(".leads-part")
    part.get_by_text("2, one with a second number").wait_for()
    numbers = part.locator(".lead .l-1 code")
    visit.expect(numbers.all_text_contents() == ["+15550100103", "+15550100101", "+15550100102"],
                 f"the leads are {numbers.all_text_contents()}")
    part.get_by_role("button", name=f"Actions for lead {first}").click()
    part.get_by_role("button", name="Take it out as completed").click()
    part.locator(".legend button", has_text="completed").click()
    part.locator(".lead .l-1", has_text="+15550100103").wait_for(state="detached")
    visit.expect(part.locator(".lead").count() == 1, "the legend does not filter")
    part.locator(".legend [aria-pressed=true]").click()
    part.locator(".lead .l-1", has_text="+15550100103").wait_for()
    part.get_by_role("button", name=f"Actions for lead {first}").click()
    part.get_by_role("button", name="Delete…").click()
    page.locator(".question").wait_for()
    visit.expect(page.evaluate("document.activeElement.textContent") == "Cancel", "the focus is not on Cancel")
    part.get_by_role("button", name="Delete", exact=True).click()
    part.locator(".lead .l-1", has_text="+15550100101").wait_for(state="detached")
    add_lead(port, "+15550100104", campaign)
    part.locator(".lead .l-1", has_text="+15550100104").wait_for()


def pages(visit, port):
    """Many leads come page by page."""
    page = visit.page
    campaign = scenario.create(port, "Many")[1]["data"]["id"]
    for index in range(101):
        last = add_lead(port, f"+1555020{index:04}", campaign)
    visit.open(f"#/campaigns/{campaign}")
    ids = page.locator(".lead .l-0")
    ids.nth(99).wait_for()
    visit.expect(ids.first.text_content() == str(last), "the newest lead is not first")
    page.get_by_role("button", name="Older").click()
    expect(page.locator(".lead")).to_have_count(1)
    page.get_by_role("button", name="Newer").click()
    ids.nth(99).wait_for()


def table(visit, port):
    """The picker filters, keys move the focus, Enter opens and Esc closes."""
    page = visit.page
    for name in ("First", "Second"):
        scenario.create(port, name)
    scenario.call(port, "POST", "/api/user/campaign", {"name": "Of other", "assistant_id": 201}, "other")
    visit.open("#/campaigns")
    names = page.locator(".campaign .c-name a")
    names.nth(2).wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("main h1", has_text="Second").wait_for()
    page.keyboard.press("Escape")
    names.nth(2).wait_for()
    page.locator("main").get_by_role("link", name="New campaign").click()
    page.locator("main", has_text="mark_complete_when_no_leads").wait_for()
    visit.show("#/campaigns")
    page.locator(".top-bar").get_by_role("button", name=re.compile("^Account")).click()
    page.locator(".menu-item", has_text="other").click()
    expect(page.locator(".campaign")).to_have_count(1)
    visit.expect(names.all_text_contents() == ["Of other"], f"the picker leaves {names.all_text_contents()}")
    count = page.locator(".left-bar a[href='#/campaigns'] .count")
    expect(count).to_have_text("1")
    scenario.call(port, "POST", "/api/user/campaign", {"name": "Of other too", "assistant_id": 201}, "other")
    expect(count).to_have_text("2")
    scenario.create(port, "Of demo")
    expect(names).to_have_count(2)
    expect(count).to_have_text("2")


def accounts(visit, port):
    """A limit says what it does before it is saved; a wrong one is not saved; what a client needs is copied."""
    page = visit.page
    visit.open("#/accounts/demo")
    page.get_by_role("button", name="Edit: Requests a minute").click()
    field = page.locator(".limit-form input")
    field.fill("five")
    page.locator("button:disabled", has_text="Save").wait_for()
    field.fill("5")
    page.get_by_text("Request 6 of a minute answers 429.").wait_for()
    page.keyboard.press("Enter")
    field.wait_for(state="detached")
    visit.expect(scenario.control(port, "GET", "/accounts/demo")["plan"]["rate_limit"] == 5, "the limit is not saved")
    page.get_by_role("button", name="Edit: Balance").click()
    field.fill("0")
    page.get_by_text("With no balance, a start answers 400.").wait_for()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Edit: Calls at once").click()
    field.fill("-1")
    page.keyboard.press("Enter")
    page.locator(".limit-form .mistake").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Copy lines").click()
    visit.expect(visit.clipboard() == f"API_URL={visit.base}/api\nAPI_KEY=YOUR_API_KEY\n", f"copied: {visit.clipboard()!r}")
    page.keyboard.press("j")
    page.locator(".account-head h2", has_text="starter").wait_for()
    page.get_by_role("button", name="Delete…").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.locator(".account-list", has_text="starter").wait_for(state="detached")
