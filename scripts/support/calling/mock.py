"""Plays scenarios in a mock, by requests alone, and compares what it stores with the oracle; see scripts/calling."""

import datetime
import http.client
import json
import pathlib
import subprocess
import sys

import oracle
import scenarios

PROGRAM = pathlib.Path(__file__).resolve().parents[3] / ".build/release/campaign-mock"
NUMBERS = {None: "+15550100006", 7: "+15550100007", 8: "+15550100008", 9: "+15550100009"}
REQUESTS = {"start", "stop", "create_lead", "update", "delete_lead", "delete_campaign", "play", "make_call"}


def text(second):
    return None if second is None else datetime.datetime.fromtimestamp(second, datetime.timezone.utc).strftime(
        "%Y-%m-%dT%H:%M:%SZ")


def second(value):
    return None if value is None else int(datetime.datetime.fromisoformat(value).timestamp())


def adapted(one):
    """The scenario within the limits of the platform, and up to a lead whose campaign is gone.

    The mock takes no id for such a lead, and the scenario does, so that the ids of later leads would differ.
    """
    for campaign in one["campaigns"]:
        campaign["max_retries"] = max(1, campaign["max_retries"])
        campaign["retry_interval"] = max(10, campaign["retry_interval"])
        campaign["allowed_days"] = list(dict.fromkeys(campaign["allowed_days"]))
    alive = {campaign["id"] for campaign in one["campaigns"]}
    steps = []
    for step in one["steps"]:
        if step.get("do") == "create_lead" and step["contacts"][0]["campaign_id"] not in alive:
            break
        if step.get("do") == "delete_campaign":
            alive.discard(step["id"])
        steps.append(step)
    one["steps"] = steps
    return one


def state(one):
    def row(values, **others):
        return {name: value for name, value in (values | others).items() if value is not None}

    leads = [
        {
            "id": lead["id"], "campaign_id": lead["campaign_id"], "primary_id": lead["primary_id"],
            "phone_number": lead["phone_number"], "status": lead["status"], "call_tries": lead["call_tries"],
            "due_at": text(lead["due_at"]),
        } for lead in one["contacts"]
    ]  # fmt: skip
    return {
        "accounts": [{
            "name": "demo", "plan": {
                "name": "p", "max_campaigns": 100, "max_calls_in_parallel": one["max_calls"]},
            "timezone": "UTC", "api_keys": ["key"], "clock": {"mode": "frozen", "now": text(one["clock"])},
            "assistants": [{"id": 1, "name": "a", "type": "outbound", "phone_number_id": 6}],
            "phone_numbers": [{"id": key or 6, "phone_number": number} for key, number in NUMBERS.items()],
            "outcomes": one["outcomes"],
        }],
        "campaigns": [
            row(campaign, account="demo", assistant_id=1, name="c") for campaign in one["campaigns"]],
        "leads": [row(lead) for lead in leads], "next_campaign_id": 100, "next_lead_id": len(leads) + 1,
    }  # fmt: skip


class Mock:
    def __init__(self, *flags):
        self.process = subprocess.Popen(
            [PROGRAM, "--port", "0", "--in-memory", "--access-log", "off", "--journal-entries", "0", *flags],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.connection = http.client.HTTPConnection("127.0.0.1", int(line.split("127.0.0.1:")[1].split()[0]))

    def send(self, method, path, body=None):
        headers = {"Authorization": "Bearer key", "Content-Type": "application/json"}
        self.connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else None

    def control(self, method, path, body=None):
        status, answer = self.send(method, "/_mock" + path, body)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {answer}: {json.dumps(body)}")
        return answer

    def move(self, change):
        answer = self.control("PUT", "/accounts/demo/clock", change)
        return [answer["simulated"]["calls"], answer["simulated"]["leads"], second(answer["now"])]

    def request(self, step):
        key, kind = step.get("id"), step["do"]
        if kind in ("start", "stop"):
            return self.send("POST", "/user/campaigns/update-status", {"campaign_id": key, "action": kind})
        if kind == "create_lead":
            first, *others = step["contacts"]
            return self.send("POST", "/user/lead", {
                "campaign_id": first["campaign_id"], "phone_number": first["phone_number"], "allow_dupplicate": True,
                "secondary_contacts": [{"phone_number": other["phone_number"]} for other in others]})  # fmt: skip
        if kind == "update":
            body = {name: step[name] for name in ("status", "campaign_id", "phone_number") if name in step}
            return self.send("PUT", f"/user/leads/{key}", body)
        if kind == "delete_lead":
            return self.send("DELETE", f"/user/leads/{key}")
        if kind == "delete_campaign":
            return self.send("DELETE", f"/user/campaign/{key}")
        if kind == "play":
            body = {name: step[name] for name in ("outcome", "seconds") if name in step}
            return self.send("POST", "/_mock/calls", {"lead_id": key} | body)
        return self.send("POST", "/user/make_call", {"phone_number": step["phone_number"], "assistant_id": 1})

    def play(self, one):
        """Returns what happened in the form of the oracle, but for the log."""
        self.control("PUT", "/state", state(one))
        answers, now = [], one["clock"]
        for step in one["steps"]:
            if "clock" in step:
                *counts, now = self.move({"now": text(step["clock"])})
                answers.append(["done", now, *counts])
            elif "advance_to" in step:
                *counts, now = self.move({"advance_to": step["advance_to"]})
                answers.append(["done", now, *counts])
            elif "restart" in step:
                self.control("PUT", "/state", self.control("GET", "/state"))
                answers.append(["done", now, 0, 0])
            else:
                *_, now = self.move({"now": text(step["at"])})
                status, _ = self.request(step)
                # The counts of a request are not told.
                answers.append(["done" if status < 300 else "refused", now])
        return answers, self.control("GET", "/state")


def expected(one):
    """What the oracle says, in the same form."""
    made = oracle.Oracle(one).run(one["steps"])
    answers = [
        [answer, clock, begun, changed] if "do" not in step else [answer, clock]
        for step, (answer, clock, _, begun, changed) in zip(one["steps"], made["answers"])
    ]
    contacts = {contact[0] for contact in made["contacts"]}
    campaigns = {campaign[0] for campaign in made["campaigns"]}
    ends = {entry[2]: entry[1] for entry in made["log"] if entry[0] == "end"}
    calls = []
    for entry in made["log"]:
        if entry[0] != "begin":
            continue
        _, began, call, campaign, contact, phone, number, attempt, outcome, seconds, _ = entry
        # The calls of a deleted lead or campaign go with it.
        if contact is None or contact in contacts and campaign in campaigns:
            calls.append([
                call, campaign, contact, phone, NUMBERS[number], attempt, outcome, began, began + seconds,
                ends.get(call)])
    return answers, made["contacts"], made["campaigns"], calls, made["answers"][-1][2] if made["answers"] else None


def found(answers, stored):
    leads = [
        [lead["id"], lead["campaign_id"], lead["status"], lead["call_tries"], second(lead.get("due_at"))]
        for lead in stored["leads"]]
    campaigns = [[c["id"], c["status"], c.get("calls_begun", 0)] for c in stored["campaigns"]]
    calls = [
        [
            call["id"], call["campaign_id"], call["lead_id"], call["client_phone_number"],
            call["assistant_phone_number"], call["attempt"], call["outcome"], second(call["created_at"]),
            second(call["ends_at"]), second(call["ended_at"]),
        ] for call in stored["calls"]
    ]  # fmt: skip
    return answers, leads, campaigns, calls, second(stored["accounts"][0].get("simulated_until"))


def compare(count, first):
    mocks = {True: Mock(), False: Mock("--calls", "off")}
    calls = differences = 0
    try:
        for seed in range(first, first + count):
            one = adapted(scenarios.scenario(seed))
            theirs = expected(one)
            ours = found(*mocks[one["calls"]].play(one))
            calls += len(theirs[3])
            if theirs == ours:
                continue
            differences += 1
            if differences <= 3:
                print(f"seed {seed} differs:")
                for name, left, right in zip(("answers", "leads", "campaigns", "calls", "time"), theirs, ours):
                    pairs = zip(left, right) if isinstance(left, list) and len(left) == len(right) else [(left, right)]
                    for pair in [pair for pair in pairs if pair[0] != pair[1]][:2]:
                        print(f"  {name}: the oracle has {json.dumps(pair[0])}, the mock {json.dumps(pair[1])}")
                print(f"  {json.dumps(one)}")
    finally:
        for mock in mocks.values():
            mock.process.terminate()
            mock.process.wait()
    print(f"{count} scenarios in a mock from seed {first}: {calls} calls, {differences} differences")
    return differences == 0


if __name__ == "__main__":
    sys.exit(0 if compare(int(sys.argv[1]), int(sys.argv[2])) else 1)
