"""Uses what the page shows of calls: a campaign's week, what comes next, the view Calls with webhooks, outcomes, calls by hand."""

import contextlib
import http.server
import json
import re
import threading

import browser
import flood
import programs
import scenario
from playwright.sync_api import expect

BEFORE = "2026-02-23T13:30:00Z"  # a Monday, 08:30 in New York
#: Numbers whose calls end in a known way (calling.md, §5).
NO_ANSWER, BUSY, VOICEMAIL, AT_THE_THIRD = "+15005550001", "+15005550002", "+15005550004", "+15005551102"


def problems(directory):
    found = []
    with programs.Mock(directory, "--in-memory", name="calls") as mock, browser.started() as started:
        base = f"http://127.0.0.1:{mock.port}"
        for steps in (week, crowded, next_call, clock, calls, webhooks, outcomes, by_hand, live, empty):
            scenario.control(mock.port, "POST", "/reset")
            scenario.control(mock.port, "PUT", "/clock", {"mode": "frozen", "now": BEFORE})
            with browser.Visit(started, base, allowed=("status of 4", "status of 5"), zone="America/New_York") as visit:
                found += [f"{steps.__name__}: {problem}" for problem in visit.run(steps, mock.port)]
        scenario.control(mock.port, "POST", "/reset")
        with browser.Visit(started, base, allowed=("ERR_INCOMPLETE_CHUNKED",)) as visit:
            found += [f"many: {problem}" for problem in visit.run(many, mock.port)]
    return found


def campaign(port, *numbers, start=True, **members):
    """A campaign that calls on workdays from 9 to 17 in New York, with a lead for each number."""
    _, answer = scenario.create(port, "Calls", **{
        "timezone": "America/New_York", "allowed_hours_start_time": "09:00", "allowed_hours_end_time": "17:00",
        "allowed_days": ["monday", "tuesday", "wednesday", "thursday", "friday"], **members})
    identifier = answer["data"]["id"]
    for number in numbers:
        scenario.call(port, "POST", "/api/user/lead", {"phone_number": number, "campaign_id": identifier})
    if start:
        status, answer = scenario.call(port, "POST", "/api/user/campaigns/update-status", {"campaign_id": identifier, "action": "start"})
        assert status == 200, answer
    return identifier


def load(port, rows, campaign_id):
    """Puts calls of a campaign into the state: when each began, and what came of it."""
    state = scenario.control(port, "GET", "/state")
    leads = sorted({row["lead_id"] for row in rows})
    state["leads"] = [{"id": lead, "campaign_id": campaign_id, "phone_number": f"+1555{lead:07}", "status": "completed"} for lead in leads]
    state["calls"] = [{"account": "demo", "campaign_id": campaign_id, "assistant_id": 127, "id": index + 1,
                       "client_phone_number": f"+1555{row['lead_id']:07}", **row} for index, row in enumerate(rows)]
    state["next_lead_id"], state["next_call_id"] = len(leads) + 1, len(rows) + 1
    scenario.control(port, "PUT", "/state", state)


def number_of_calls(port, **query):
    return scenario.control(port, "GET", "/calls?limit=1&counts=1" + "".join(f"&{name}={value}" for name, value in query.items()))["total"]


def week(visit, port):
    """Each call is a mark at its begin, by outcome; one outside the window is seen; pointing rings all tries of its lead."""
    page = visit.page
    identifier = campaign(port, start=False)
    times = (("2026-02-23T14:00:00Z", 1, "no-answer"), ("2026-02-23T15:30:30Z", 1, "busy"), ("2026-02-24T16:00:00Z", 1, "completed"),
             ("2026-02-24T03:00:00Z", 2, "failed"), ("2026-02-25T15:00:00Z", 3, "voicemail"), ("2026-03-03T15:00:00Z", 4, "completed"))
    tries = {}
    rows = []
    for time, lead, outcome in sorted(times):
        tries[lead] = tries.get(lead, 0) + 1
        rows.append({"created_at": time, "lead_id": lead, "outcome": outcome, "attempt": tries[lead]})
    load(port, rows, identifier)
    scenario.control(port, "PUT", "/clock", {"mode": "frozen", "now": "2026-02-26T14:00:00Z"})
    visit.open(f"#/campaigns/{identifier}")
    marks = page.locator(".week-marks .call")
    marks.nth(4).wait_for()
    visit.expect(marks.count() == 5, f"the week has {marks.count()} marks in place of 5")
    legend = page.locator(".call-legend li").all_text_contents()
    visit.expect(legend == ["completed1", "voicemail1", "no-answer1", "busy1", "failed1"], f"the legend is {legend}")
    picture = page.locator(".week-picture").bounding_box()
    for name, hour, row in (("busy, lead 1", 10.5, 0), ("failed, lead 2", 22, 0), ("completed, lead 1", 11, 1), ("voicemail, lead 3", 10, 2)):
        box = page.locator(f".call[aria-label^='{name}'] .mark").bounding_box()
        x, y = box["x"] + box["width"] / 2 - picture["x"], box["y"] + box["height"] / 2 - picture["y"] - 24
        visit.expect(abs(x - picture["width"] * hour / 24) < 2, f"{name} is at {x}, not at {hour} h of {picture['width']}")
        visit.expect(row * 38 < y < (row + 1) * 38, f"{name} is at {y}, not in row {row}")
    marks.filter(has=page.locator(".k-busy")).hover()
    card = page.locator(".card")
    card.get_by_text("try 2 of 4").wait_for()
    visit.expect(page.locator(".ring").count() == 3, f"{page.locator('.ring').count()} rings around three tries")
    for text in ("+15550000001, lead 1", "ended after 5 s", "Reached at the third try, Tue 24 Feb, 11:00:00"):
        visit.expect(text in card.text_content(), f"the card does not say {text}: {card.text_content()}")
    page.mouse.move(5, 5)
    card.wait_for(state="detached")
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    card.wait_for()
    visit.expect("busy" in page.evaluate("document.activeElement.getAttribute('aria-label')"), "the arrow key does not go to the next call")
    page.get_by_role("button", name="Week after").click()
    page.locator(".call[aria-label^='completed, lead 4']").wait_for()
    visit.expect(marks.count() == 1, "another week shows other calls")
    page.get_by_role("button", name="This week").click()
    marks.nth(4).wait_for()
    marks.filter(has=page.locator(".k-failed")).click()
    page.locator(".call-detail h1", has_text="failed: ended after 5 s").wait_for()


def crowded(visit, port):
    """A day with more than 60 calls shows half-hour columns; a click lists the calls of one."""
    page = visit.page
    identifier = campaign(port, start=False)
    rows = [{"created_at": f"2026-02-23T{14 + index // 40}:{index % 40:02}:{index % 60:02}Z", "lead_id": index + 1,
             "outcome": ("completed", "no-answer", "busy")[index % 3]} for index in range(80)]
    load(port, sorted(rows, key=lambda row: row["created_at"]), identifier)
    visit.open(f"#/campaigns/{identifier}")
    columns = page.locator(".week-marks .column")
    columns.first.wait_for()
    names = columns.evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    visit.expect(names[0] == "09:00 to 09:30: 10 completed, 10 no-answer, 10 busy" and len(names) == 4, f"the columns are {names}")
    visit.expect(page.locator(".week-marks .call").count() == 0, "there are marks beside the columns")
    columns.nth(1).click()
    page.get_by_text("10 began today, 09:30 to 10:00.").wait_for()
    listed = page.get_by_role("table", name="Calls").locator(".lead")
    expect(listed).to_have_count(10)
    page.get_by_role("button", name="All calls").click()
    expect(listed).to_have_count(80)


def next_call(visit, port):
    """What comes next is said before a button makes it happen. Leads complete as the clock moves, and then nothing is left."""
    page = visit.page
    identifier = campaign(port, NO_ANSWER, "+15550100110", AT_THE_THIRD, max_retries=2, max_calls_in_parallel=1)
    visit.open(f"#/campaigns/{identifier}")
    box = page.locator(".next")
    box.get_by_text("Next: lead 1 at 09:00:00, in 30 minutes").wait_for()
    box.get_by_text("These move the shared clock, which 2 other accounts follow too.").wait_for()
    box.get_by_role("button", name="To the next call").click()
    page.locator(".call-legend", has_text="going on1").wait_for()
    page.locator(".top-bar .clock", has_text="14:00:00").wait_for()
    box.get_by_text("Next: the call to lead 1 ends at 09:00:30").wait_for()
    expect(page.get_by_role("table", name="Calls").locator(".lead")).to_have_count(1)
    box.get_by_role("button", name="+1 h").click()
    page.locator(".leads-summary .legend", has_text="completed1").wait_for()
    page.locator(".week-marks .k-completed").first.wait_for()
    page.locator(".week-marks .k-planned").first.wait_for()
    page.locator(".list-part .lines-tabs button", has_text="Leads").click()
    page.locator(".leads .l-4", has_text=re.compile("today, 1")).first.wait_for()
    box.get_by_role("button", name="Until nothing is left").click()
    page.locator("main .pill", has_text="completed").wait_for()
    box.get_by_text("Nothing is left: the campaign is completed.").wait_for()
    legend = page.locator(".leads-summary .legend").text_content()
    visit.expect("completed2" in legend and "reached-max-retries1" in legend, f"the leads are {legend}")
    visit.expect(box.get_by_role("button", name="To the next call").is_disabled(), "there is a next call where nothing is left")
    counts = scenario.control(port, "GET", f"/calls?campaign_id={identifier}&counts=1&limit=1")["outcomes"]
    shown = page.locator(".call-legend li").all_text_contents()
    visit.expect(shown == [f"{name}{counts[name]}" for name in ("completed", "no-answer")], f"the legend is {shown}, the mock has {counts}")

    scenario.control(port, "PUT", "/accounts/demo/clock", {"mode": "real"})
    box.get_by_text("These move demo’s own clock. It shows real time: the buttons freeze it first").wait_for()


def clock(visit, port):
    """The clock says what happens next in all campaigns, goes there, and runs at a speed."""
    page = visit.page
    identifier = campaign(port, "+15550100111", "+15550100112", max_calls_in_parallel=1)
    visit.open("#/clock")
    box = page.locator(".next")
    box.get_by_text("Next: Calls calls lead 1 in 30 minutes, 14:00:00 UTC").wait_for()
    box.get_by_role("button", name="To the next call").click()
    page.locator(".face .big", has_text="14:00:00").wait_for()
    page.locator(".note", has_text="1 call begun").wait_for()
    box.get_by_text("Next: the call to lead 1 ends, of Calls").wait_for()
    page.get_by_role("button", name="Running from here").click()
    slider = page.get_by_role("slider", name="How fast the clock runs")
    slider.wait_for()
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.locator(".speed", has_text="1 min a second").wait_for()
    page.locator(".top-bar .clock", has_text="× 60").wait_for()
    visit.expect(scenario.control(port, "GET", "/clock").get("speed") == 60, "the clock does not run at the speed")
    # A minute a second: both calls begin and end while one looks.
    page.locator(".left-bar a[href='#/calls'] .count", has_text="2").wait_for()
    box.get_by_text("Nothing is planned").wait_for()
    page.get_by_role("button", name="Frozen").click()
    slider.wait_for(state="detached")
    visit.expect(number_of_calls(port, campaign_id=identifier) == 2, "the running clock has made other calls")


def calls(visit, port):
    """The list of calls is live, filtered by its words, opened by keys; one call has its transcript and variables."""
    page = visit.page
    identifier = campaign(port, NO_ANSWER, BUSY, "+15550100113", max_retries=1)
    visit.open()
    press(page, "g", "l")
    page.locator(".left-bar a[href='#/calls'][aria-current=page]").wait_for()
    page.get_by_role("heading", name="No calls yet").wait_for()
    scenario.control(port, "PUT", "/clock", {"advance": "35m"})
    rows = page.locator(".call-row")
    expect(rows).to_have_count(3)
    page.locator(".left-bar a[href='#/calls'] .count", has_text="3").wait_for()
    scenario.control(port, "PUT", "/clock", {"advance_to": "idle"})
    expect(rows).to_have_count(5)
    for text, count in (("outcome:busy", 2), ("lead:1", 2), (f"campaign:{identifier} outcome:completed", 1), ("account:other", 0),
                        ("status:no-answer", 2), ("number:*0113", 1), ("-outcome:busy", 3)):
        page.locator("#filter").fill(text)
        page.locator(".matched", has_text=re.compile(f"^{count} of 5")).wait_for()
        expect(rows).to_have_count(count)
    page.locator("#filter").fill("outcom:busy")
    page.locator("#filter-mistake", has_text="Did you mean outcome?").wait_for()
    page.locator("#filter").fill("outcome:late")
    page.locator("#filter-mistake", has_text="outcome takes completed, goal-incomplete").wait_for()
    page.locator("#filter").fill("outcome:completed")
    page.locator("#filter").blur()
    expect(rows).to_have_count(1)
    press(page, "j", "Enter")
    page.locator(".call-detail h1", has_text="completed: lasted 60 s").wait_for()
    said = page.locator(".said")
    said.wait_for()
    visit.expect("AI" in said.text_content() and "Customer" in said.text_content(), f"said was {said.text_content()}")
    page.locator("#tab-variables").click()
    page.locator("#tab", has_text="summary").wait_for()
    page.locator("#tab-webhook").click()
    page.locator("#tab", has_text="Assistant 127 has no webhook.").wait_for()
    page.locator("#tab-fields").click()
    page.locator("#tab", has_text="assistant_phone_number").wait_for()
    page.locator(".call-detail .fact", has_text="lead 3").click()
    page.wait_for_url(re.compile("filter=.*lead:3"))
    press(page, "Escape", "p")
    page.locator(".live", has_text="Paused").wait_for()
    press(page, "p")


@contextlib.contextmanager
def receiver(answers):
    """Receives posts on a port of its own. Answers each with the next status; the last one goes on."""
    posts = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            posts.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            body = b'{"seen": true}'
            self.send_response(answers[0] if len(answers) == 1 else answers.pop(0))
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/hook", posts
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def webhooks(visit, port):
    """A post stands at its call with its answer, can be sent again, and says why it was not sent and what allows it."""
    page = visit.page
    enable = "/api/user/assistants/enable-webhook"
    with receiver([500, 200]) as (url, posts):
        scenario.call(port, "POST", enable, {"assistant_id": 127, "webhook_url": url})
        identifier = campaign(port, "+15550100114")
        visit.open(f"#/campaigns/{identifier}")
        page.locator(".next").get_by_role("button", name="Until nothing is left").click()
        row = page.get_by_role("table", name="Calls").locator(".lead").first
        row.locator(".status", has_text="500").wait_for()
        visit.expect(len(posts) == 1, f"{len(posts)} posts came")
        row.get_by_role("button", name=re.compile("^Send webhook")).click()
        row.locator(".status", has_text="200").wait_for()
        visit.expect(len(posts) == 2 and posts[0] == posts[1], f"the post again is another one: {posts}")
        row.locator(".l-0 a").click()
        page.locator("#tab-webhook").click()
        for text in (url, "customer_phone", "seen", "content-type"):
            page.locator("#tab", has_text=text).wait_for()
        page.get_by_role("button", name="Webhooks").click()
        page.locator(".webhook-row", has_text=url).first.wait_for()
        entries, name = visit.saved_archive()
        # A post that was sent again shows its last answer.
        answers = [(entry["request"]["url"], entry["response"]["status"]) for entry in entries]
        visit.expect(name == "webhooks.har" and answers == [(url, 200)], f"{name} has {answers}")
    scenario.call(port, "POST", enable, {"assistant_id": 127, "webhook_url": "http://hooks.example.com/calls"})
    lead = scenario.call(port, "POST", "/api/user/lead", {"phone_number": "+15550100115", "campaign_id": identifier})[1]["data"]["id"]
    scenario.control(port, "POST", "/calls", {"lead_id": lead, "outcome": "busy"})
    scenario.control(port, "PUT", "/clock", {"advance": "1m"})
    page.locator(".webhook-row", has_text="blocked").first.wait_for()
    page.locator("#filter").fill("state:blocked")
    expect(page.locator(".webhook-row")).to_have_count(1)
    page.locator("#filter").blur()
    page.locator(".webhook-row").click()
    page.locator(".webhook-detail", has_text="--webhook-host hooks.example.com").wait_for()


def outcomes(visit, port):
    """Rules of an account are added, put first, removed and forgotten; the mock says what is wrong with one."""
    page = visit.page
    visit.open("#/accounts/demo")
    part = page.locator(".outcomes")
    part.get_by_role("button", name="Add a rule").click()
    part.get_by_label("Phone number").fill("+4930*")
    part.get_by_label("Which call of a lead").fill("0")
    part.get_by_role("button", name="Add it").click()
    part.locator(".mistake", has_text="attempt").wait_for()
    part.get_by_label("Which call of a lead").fill("1")
    part.get_by_label("Seconds").fill("12")
    part.get_by_role("button", name="Add it").click()
    part.get_by_text("Call 1 of a lead to +4930*: voicemail, 12 s").wait_for()
    part.get_by_role("button", name="Add a rule").click()
    part.get_by_label("Outcome").select_option("by weight")
    part.get_by_label("Extracted variables").fill('{"booked": true}')
    part.get_by_role("button", name="Add it").click()
    part.get_by_text("Each call: completed 5, voicemail 3, no-answer 2 by weight").wait_for()
    stored = scenario.control(port, "GET", "/accounts/demo/outcomes")
    visit.expect(stored == [{"match": {"phone_number": "+4930*", "attempt": 1}, "outcome": "voicemail", "seconds": 12},
                            {"outcome": {"weights": {"completed": 5, "voicemail": 3, "no-answer": 2}, "seed": 0}, "extracted_variables": {"booked": True}}]
                 or stored[1]["outcome"]["weights"]["voicemail"] == 3, f"stored is {stored}")
    part.get_by_role("button", name="Rule 2 first").click()
    part.locator("li").first.get_by_text("by weight").wait_for()
    part.get_by_role("button", name="Remove rule 1").click()
    expect(part.locator("li")).to_have_count(1)
    part.get_by_role("button", name="Forget all…").click()
    part.get_by_role("button", name="Forget", exact=True).click()
    part.get_by_text("Test numbers say what comes of their calls").wait_for()
    visit.expect(scenario.control(port, "GET", "/accounts/demo/outcomes") == [], "the rules are still there")


def by_hand(visit, port):
    """A test number is chosen where a lead is added; a call of a lead is played by hand."""
    page = visit.page
    identifier = campaign(port, start=False)
    visit.open(f"#/campaigns/{identifier}")
    form = page.get_by_role("form", name="Add lead")
    form.get_by_role("button", name="no-answer twice, then reached").click()
    expect(form.get_by_label("Phone number")).to_have_value(AT_THE_THIRD)
    form.get_by_role("button", name="Add lead").click()
    lead = page.locator(".leads .lead", has_text=AT_THE_THIRD)
    lead.get_by_text("once it is started").wait_for()
    lead.get_by_role("button", name=re.compile("^Actions for lead")).click()
    lead.get_by_role("button", name="Play a call…").click()
    play = page.get_by_role("form", name="Play a call")
    play.get_by_label("Outcome").select_option("busy")
    play.get_by_label("Seconds").fill("7")
    play.get_by_label("Extracted variables").fill("{")
    play.get_by_role("button", name="Play it").click()
    play.locator(".mistake", has_text="Variables are not JSON").wait_for()
    play.get_by_label("Extracted variables").fill("")
    play.get_by_role("button", name="Play it").click()
    page.locator(".note", has_text="Call 1 has begun").wait_for()
    lead.get_by_text("calling now").wait_for()
    scenario.control(port, "PUT", "/clock", {"advance": "7s"})
    page.locator(".call-legend", has_text="busy1").wait_for()
    stored = scenario.control(port, "GET", "/calls")["calls"][0]
    visit.expect(stored["outcome"] == "busy" and stored["ended_at"][:19] == "2026-02-23T13:30:07", f"stored is {stored}")


def live(visit, port):
    """While an advance runs the week, the list and the leads follow; at its end they show what the mock has."""
    page = visit.page
    identifier = campaign(port, start=False, max_calls_in_parallel=10)
    state = scenario.control(port, "GET", "/state")
    state["leads"] = [{"id": index + 1, "campaign_id": identifier, "phone_number": f"+155502{index:05}"} for index in range(3000)]
    state["next_lead_id"] = 3001
    scenario.control(port, "PUT", "/state", state)
    scenario.control(port, "PUT", "/accounts/demo/outcomes", [{"outcome": {"weights": {"completed": 5, "no-answer": 4, "busy": 1}}}])
    scenario.call(port, "POST", "/api/user/campaigns/update-status", {"campaign_id": identifier, "action": "start"})
    visit.open(f"#/campaigns/{identifier}")
    page.locator(".next").get_by_text("Next: lead 1 at 09:00:00").wait_for()
    page.locator(".next").get_by_role("button", name="+1 h").click()
    page.locator(".week-marks .column").first.wait_for()
    moving = threading.Thread(target=scenario.control, args=(port, "PUT", "/clock", {"advance_to": "idle"}))
    moving.start()
    page.locator("main .pill", has_text="completed").wait_for()
    moving.join()
    total = number_of_calls(port, campaign_id=identifier)
    page.locator(".list-part .lines-tabs button", has_text=f"Calls{total:,}").wait_for()
    page.locator(".left-bar a[href='#/calls'] .count", has_text=f"{total:,}").wait_for()
    page.locator(".leads-summary .legend button", has_text="processing").wait_for(state="detached")
    page.locator(".leads-summary .legend button", has_text="rescheduled").wait_for(state="detached")
    counts = scenario.control(port, "GET", f"/campaigns?campaign_id={identifier}&lead_counts=1")["campaigns"][0]["lead_counts"]
    for status, number in counts.items():
        page.locator(".leads-summary .legend button", has_text=f"{status}{number:,}").wait_for()


def many(visit, port):
    """100,000 calls of one campaign do not freeze the tab."""
    page = visit.page
    scenario.control(port, "PUT", "/clock", {"mode": "frozen", "now": "2026-02-25T19:00:00Z"})
    identifier = campaign(port, start=False)
    outcomes = ("completed", "no-answer", "voicemail", "busy", "failed")
    load(port, [{"created_at": f"2026-02-{23 + index // 40_000}T{14 + index % 40_000 // 5000:02}:{index % 5000 // 84:02}:{index % 60:02}Z",
                 "lead_id": index // 4 + 1, "attempt": index % 4 + 1, "outcome": outcomes[index % 5]} for index in range(100_000)], identifier)
    visit.open("#/calls")
    page.locator(".call-row").first.wait_for()
    page.evaluate(flood.WATCH)
    visit.show(f"#/campaigns/{identifier}")
    page.locator(".week-marks .column").first.wait_for()
    page.locator(".list-part .lines-tabs button", has_text="100,000").wait_for()
    for name in ("Week before", "This week"):
        page.get_by_role("button", name=name).click()
    page.locator(".week-marks .column").nth(3).click()
    page.get_by_role("button", name="All calls").wait_for()
    visit.show("#/calls?filter=outcome:busy")
    page.locator(".matched", has_text="20,000 of 100,000").wait_for()
    visit.show("#/calls?filter=-outcome:busy")
    page.locator(".matched", has_text="800 of the newest 1,000").wait_for()
    frames = page.evaluate("window.frames_")
    longest = max((frame["scripts"] for frame in frames), default=0)
    size = flood.heap(visit.context.new_cdp_session(page))
    print(f"   100,000 calls: longest frame {longest:.0f} ms of scripts; heap {size / 2**20:.1f} MiB", flush=True)
    visit.expect(longest <= flood.LONGEST_FRAME, f"a frame took {longest:.0f} ms of scripts, more than {flood.LONGEST_FRAME}")
    visit.expect(size <= flood.LARGEST_HEAP, f"the heap has {size / 2**20:.1f} MiB")


def empty(visit, port):
    """Where nothing is yet, the page says how to come to something."""
    page = visit.page
    visit.open("#/calls")
    page.get_by_text("--calls off").wait_for()
    page.get_by_role("link", name="Start a campaign").wait_for()
    page.get_by_role("button", name="Webhooks").click()
    page.get_by_role("heading", name="No webhooks yet").wait_for()
    page.get_by_text("--webhook-host").wait_for()
    identifier = campaign(port, "+15550100116", start=False)
    visit.show(f"#/campaigns/{identifier}")
    page.get_by_text("Nothing is planned: the campaign is not started.").wait_for()
    page.locator(".list-part .lines-tabs button", has_text="Calls").click()
    page.get_by_text("Start the campaign, and move the clock to its hours.").wait_for()


def press(page, *names):
    for name in names:
        page.keyboard.press(name)
