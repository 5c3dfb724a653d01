"""Uses the views of what is stored and of what can be changed: campaigns, accounts, clock, faults and Try it."""

import re

import browser
import programs
import scenario
from playwright.sync_api import expect


def problems(directory):
    found = []
    with programs.Mock(directory, "--in-memory", name="stored") as mock, browser.started() as started:
        base = f"http://127.0.0.1:{mock.port}"
        for steps in (campaigns, accounts, clock, faults, try_it, reset):
            scenario.control(mock.port, "POST", "/reset")
            scenario.control(mock.port, "PUT", "/clock", {"mode": "frozen", "now": "2026-02-25T14:20:31Z"})
            with browser.Visit(started, base, allowed=("status of 4", "status of 5")) as visit:
                found += [f"{steps.__name__}: {problem}" for problem in visit.run(steps, mock.port)]
    return found


def campaigns(visit, port):
    """The table is sorted, one campaign shows its week, and can be started, stopped, given a lead, and deleted."""
    page = visit.page
    scenario.create(port, "Beta", allowed_hours_start_time="09:00", allowed_hours_end_time="17:00")
    scenario.create(port, "Alpha", allowed_days=[])
    visit.open("#/campaigns")
    names = page.locator(".campaign-rows .c-name a")
    names.nth(1).wait_for()
    visit.expect(names.all_text_contents() == ["Alpha", "Beta"], f"the newest is not first: {names.all_text_contents()}")
    for first in ("Alpha", "Beta"):
        page.get_by_role("columnheader").get_by_text("Name").click()
        expect(names.first).to_have_text(first)
    scenario.create(port, "Comes live")
    page.locator(".campaign-rows", has_text="Comes live").wait_for()

    page.get_by_role("link", name="Beta").click()
    page.locator("main h1", has_text="Beta").wait_for()
    week = page.locator(".week-part svg").first
    week.wait_for()
    visit.expect(page.locator(".week-part [role=img][aria-label]").count() > 0 or week.get_attribute("aria-label"),
                 "the week has no name for screen readers")
    stored = page.locator(".fields-part").text_content()
    for name in ("assistant_id", "timezone", "retry_interval", "goal_completion_variable", "phone_number_ids", "updated_at"):
        visit.expect(name in stored, f"the stored field {name} is not shown")
    form = page.get_by_role("form", name="Add lead")
    form.get_by_label("Phone number").fill("12")
    form.get_by_role("button", name="Add lead").click()
    form.get_by_text("Invalid phone number").wait_for()
    form.get_by_label("Phone number").fill("+15550100199")
    form.get_by_role("button", name="Add lead").click()
    page.get_by_role("table", name="Leads").get_by_text("+15550100199").wait_for()
    page.get_by_role("button", name="Start").click()
    page.locator("main .pill", has_text="in-progress").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.locator("main .pill", has_text="stopped").wait_for()
    delete(visit, "Delete…")
    page.locator(".campaign-rows").wait_for()
    visit.expect(scenario.control(port, "GET", "/health")["database"]["campaigns"] == 2, "the campaign is not deleted")


def delete(visit, name):
    """A button with dots asks once more, with the focus on Cancel, and Esc leaves all as it is."""
    page = visit.page
    page.get_by_role("button", name=name).filter(visible=True).first.click()
    question = page.locator(".question[role=alertdialog]")
    question.wait_for()
    visit.expect(page.evaluate("document.activeElement.textContent") == "Cancel", f"{name}: the focus is not on Cancel")
    page.keyboard.press("Escape")
    question.wait_for(state="detached")
    page.get_by_role("button", name=name).filter(visible=True).first.click()
    question.locator("button").first.click()
    question.wait_for(state="detached")


def accounts(visit, port):
    """Limits are edited where they stand, keys are copied, and a new account is made."""
    page = visit.page
    scenario.create(port, "One")
    visit.open("#/accounts/demo")
    page.locator(".limits").wait_for()
    visit.expect("1" in page.locator(".limits .limit").nth(1).text_content(), "the use is not shown")
    page.locator(".limits .limit", has_text="ampaigns").get_by_role("button").first.click()
    field = page.locator(".limit-form input")
    before = scenario.control(port, "GET", "/accounts/demo")["plan"]
    field.fill("1")
    page.keyboard.press("Escape")
    field.wait_for(state="detached")
    visit.expect(scenario.control(port, "GET", "/accounts/demo")["plan"] == before, "Esc has saved a limit")
    page.locator(".limits .limit", has_text="ampaigns").get_by_role("button").first.click()
    field.fill("1")
    page.keyboard.press("Enter")
    page.locator(".limits", has_text="full").wait_for()
    status, _ = scenario.create(port, "Two")
    visit.expect(status == 403, f"with a limit of 1 the second campaign got {status}")
    page.get_by_role("button", name="Copy key demo-key", exact=True).click()
    visit.expect(visit.clipboard() == "demo-key", f"the copied key is {visit.clipboard()}")
    page.get_by_role("button", name="New account").click()
    page.locator(".new-account input").first.fill("fresh")
    page.get_by_role("button", name="Create", exact=True).click()
    page.locator(".account-list", has_text="fresh").wait_for()
    visit.show("#/accounts/nothing")
    page.get_by_text("There is no account nothing").wait_for()

    # The picker filters every view.
    page.get_by_role("button", name=re.compile("^Account")).filter(visible=True).first.click()
    page.locator(".menu-item", has_text="other").click()
    visit.show("#/requests")
    page.locator(".left-bar a[aria-current=page] .title", has_text="Requests").wait_for()
    page.wait_for_timeout(200)
    visit.expect(page.locator(".request-row").count() == 0, "the picked account does not filter the requests")


def clock(visit, port):
    """The clock is moved and set, frozen and let go."""
    page = visit.page
    visit.open("#/clock")
    page.locator(".face .big", has_text="14:20:31").wait_for()
    page.get_by_role("button", name="+1 h").click()
    page.locator(".face .big", has_text="15:20:31").wait_for()
    page.get_by_role("button", name="+1 day").click()
    page.locator(".day", has_text="26 February 2026").wait_for()
    page.get_by_label("Date and time to jump to").fill("nonsense")
    page.get_by_role("button", name="Jump", exact=True).click()
    page.locator("#jump-mistake", has_text="Write it as").wait_for()
    page.get_by_label("Where this time is meant").select_option("UTC" if page.locator("option[value=UTC]").count() else None)
    page.get_by_label("Date and time to jump to").fill("2026-03-08 06:59:00")
    page.get_by_role("button", name="Jump", exact=True).click()
    page.locator(".day", has_text="8 March 2026").wait_for()
    page.get_by_role("button", name="Running from here").click()
    page.locator(".top-bar .clock", has_text="Moved").wait_for()
    visit.expect(scenario.control(port, "GET", "/clock")["mode"] == "offset", "the clock does not run")
    page.get_by_role("button", name="Real time").click()
    page.locator(".top-bar .clock", has_text="Real time").wait_for()
    # What another client does is seen too.
    scenario.control(port, "PUT", "/clock", {"mode": "frozen", "now": "2027-01-01T00:00:00Z"})
    page.locator(".face .big", has_text="00:00:00").wait_for()


def faults(visit, port):
    """A ready-made fault is armed, fires, and is removed."""
    page = visit.page
    visit.open("#/faults")
    page.locator(".choice", has_text="500").first.click()
    page.get_by_label("Times").fill("2")
    page.get_by_role("button", name="Arm it").click()
    page.locator(".faults-view .lines li").wait_for()
    status, _ = scenario.create(port)
    visit.expect(status == 500, f"an armed fault answers {status}")
    page.locator(".faults-view .lines li .fired", has_text=re.compile("1|once")).wait_for()
    visit.show("#/requests/latest")
    page.locator(".request-detail h1", has_text="on purpose: fault-1").wait_for()
    visit.show("#/faults")
    page.get_by_role("button", name=re.compile("^Remove:")).first.click()
    page.locator(".faults-view .lines li").wait_for(state="detached")
    visit.expect(scenario.control(port, "GET", "/faults")["faults"] == [], "the fault is not removed")


def try_it(visit, port):
    """The form sends what the command says, and a 422 stands under its fields."""
    page = visit.page
    visit.open("#/try-it/createCampaign")
    page.locator("#body\\.name").fill("Made here")
    command = page.locator(".command pre")
    command.filter(has_text="Made here").wait_for()
    visit.expect("max_retries" not in command.text_content(), "an untouched field is sent")
    page.locator("#body\\.max_retries").fill("9")
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator(".field-row .mistake", has_text="between 1 and 5").wait_for()
    page.locator("#body\\.max_retries").fill("2")
    pick = page.locator("#body\\.assistant_id")
    if pick.evaluate("element => element.tagName") == "SELECT":
        pick.select_option("127")
    else:
        pick.fill("127")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("link", name="See the request").wait_for()
    page.get_by_role("link", name="Open campaign 1").wait_for()
    stored = scenario.control(port, "GET", "/campaigns/1")
    visit.expect((stored["name"], stored["max_retries"]) == ("Made here", 2), f"stored is {stored}")
    page.get_by_role("link", name="See the request").click()
    page.locator(".request-detail h1", has_text="campaign 1 is created").wait_for()


def reset(visit, port):
    """Reset says what goes, keeps what is chosen, and asks first."""
    page = visit.page
    scenario.create(port, "One")
    visit.open()
    page.locator(".request-row").wait_for()
    page.get_by_role("button", name="Reset…").filter(visible=True).first.click()
    question = page.locator(".question[role=alertdialog]")
    visit.expect("1 request" in question.text_content() and "1 campaign" in question.text_content(),
                 f"the question is {question.text_content()}")
    page.keyboard.press("Escape")
    question.wait_for(state="detached")
    visit.expect(scenario.control(port, "GET", "/health")["database"]["campaigns"] == 1, "Esc has reset the mock")
    page.get_by_role("button", name="Reset…").filter(visible=True).first.click()
    question.get_by_role("button", name="Reset", exact=True).click()
    page.get_by_text("No requests yet").wait_for()
    visit.expect(scenario.control(port, "GET", "/health")["database"]["campaigns"] == 0, "the mock was not reset")
    page.get_by_role("button", name="Send it").click()
    page.locator(".request-row").wait_for()
