"""A second implementation of calling.md, §§1 to 5: second by second, straight from the text, and slow.

It shares no code and no structure with Sources/Calling. Where the two differ, one of them misreads the text.
"""

import datetime
import re
import zoneinfo

# From the package tzdata, not from the system.
zoneinfo.reset_tzpath(to=[])

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# §4: outcome, seconds. The order decides about weights.
OUTCOMES = {"completed": 60, "goal-incomplete": 60, "voicemail": 20, "no-answer": 30, "busy": 5, "failed": 5}
MASK = 2**64 - 1
WAITING = ("scheduled", "rescheduled")


def split_mix(seed):
    """The first number of SplitMix64."""
    state = (seed + 0x9E3779B97F4A7C15) & MASK
    mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
    return mixed ^ (mixed >> 31)


def seconds_of_day(text):
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def is_open(campaign, second):
    """§2: the wall clock in the campaign's timezone stands inside its window."""
    local = datetime.datetime.fromtimestamp(second, zoneinfo.ZoneInfo(campaign["timezone"]))
    time = local.hour * 3600 + local.minute * 60 + local.second
    weekday, previous = WEEKDAYS[local.weekday()], WEEKDAYS[local.weekday() - 1]
    start = seconds_of_day(campaign["allowed_hours_start_time"])
    end = seconds_of_day(campaign["allowed_hours_end_time"])
    days = campaign["allowed_days"]
    if start <= end:
        return weekday in days and start <= time < end + 60
    return (time >= start and weekday in days) or (time < end + 60 and previous in days)


class Oracle:
    def __init__(self, scenario):
        self.clock = scenario["clock"]
        self.simulated = scenario["simulated_until"]
        self.maximum = scenario["max_calls"]
        self.calling = scenario["calls"]
        self.rules = scenario["outcomes"]
        self.campaigns = {campaign["id"]: dict(campaign) for campaign in scenario["campaigns"]}
        self.contacts = {}
        for contact in scenario["contacts"]:
            self.contacts[contact["id"]] = dict(contact)
        self.going = []
        self.next_call = 1
        self.log = []
        self.count()
        self.open_minutes = {}
        # A seed's leads are created now.
        now = self.time()
        for lead in self.leads():
            self.schedule(lead, now, self.campaigns[lead["campaign_id"]]["status"] == "in-progress")

    def count(self):
        self.begun, self.changed = 0, set()

    def time(self):
        return self.clock if self.simulated is None else max(self.clock, self.simulated)

    # Leads and turns

    def leads(self, campaign=None):
        return [
            contact
            for _, contact in sorted(self.contacts.items())
            if contact["primary_id"] is None and campaign in (None, contact["campaign_id"])
        ]

    def family(self, contact):
        """The lead of a contact, then its secondary contacts in order."""
        lead = contact["primary_id"] or contact["id"]
        return [other for key, other in sorted(self.contacts.items()) if key == lead or other["primary_id"] == lead]

    def turn(self, contact):
        return next((other for other in self.family(contact) if other["status"] != "reached-max-retries"), None)

    def has_turn(self, contact):
        turn = self.turn(contact)
        return turn is not None and turn["id"] == contact["id"]

    def set(self, contact, status, now, due=None):
        if contact["status"] != status:
            self.log.append(["contact", now, contact["id"], status])
            self.simulated = now
            self.changed.add(contact["id"])
        contact["status"], contact["due_at"] = status, due

    def schedule(self, contact, now, may):
        """§3: the one that has the turn, if it is created, becomes scheduled, due at once."""
        turn = self.turn(contact)
        if may and turn is not None and turn["status"] == "created":
            self.set(turn, "scheduled", now, now)

    def goes_on(self, contact):
        return any(call["contact"] == contact["id"] for call in self.going)

    def waiting(self, campaign):
        """The contacts that wait: a lead, or a secondary contact whose turn it is."""
        return [
            contact
            for contact in self.contacts.values()
            if contact["campaign_id"] == campaign and contact["status"] in WAITING and self.has_turn(contact)
        ]

    def callable(self, campaign):
        return any(
            turn is not None and turn["status"] in ("created", "scheduled", "processing", "rescheduled")
            for turn in (self.turn(lead) for lead in self.leads(campaign))
        )

    # Calls

    def outcome(self, number, campaign, contact, attempt):
        for index, rule in enumerate(self.rules):
            match = rule.get("match", {})
            pattern = match.get("phone_number")
            if pattern is not None:
                if not re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), number):
                    continue
            if "campaign_id" in match and match["campaign_id"] != campaign:
                continue
            if "attempt" in match and match["attempt"] != attempt:
                continue
            outcome = rule["outcome"]
            if not isinstance(outcome, str):
                x = split_mix((outcome.get("seed", 0) + 2**32 * contact + attempt) & MASK)
                weights = [outcome["weights"].get(name, 0) for name in OUTCOMES]
                r = x % sum(weights)
                running = 0
                for name, weight in zip(OUTCOMES, weights):
                    running += weight
                    if running > r:
                        outcome = name
                        break
            return outcome, rule.get("seconds", OUTCOMES[outcome]), index
        outcome = "completed"
        digits = number[-4:]
        if re.fullmatch(r"\+1500555\d{4}", number):
            names = {"1": "no-answer", "2": "busy", "3": "failed", "4": "voicemail", "5": "goal-incomplete"}
            if digits[:3] == "000":
                outcome = names.get(digits[3], outcome)
            elif digits[0] == "1" and digits[2] == "0" and digits[1] in names and attempt <= int(digits[3]):
                outcome = names[digits[1]]
        return outcome, OUTCOMES[outcome], None

    def begin(self, now, contact, fixed=None):
        campaign = self.campaigns[contact["campaign_id"]]
        contact["call_tries"] += 1
        numbers = campaign["phone_number_ids"]
        number = numbers[campaign["calls_begun"] % len(numbers)] if numbers else None
        campaign["calls_begun"] += 1
        plan = fixed or self.outcome(contact["phone_number"], campaign["id"], contact["id"], contact["call_tries"])
        phone, attempt = contact["phone_number"], contact["call_tries"]
        self.start_call(now, campaign["id"], contact["id"], phone, number, attempt, plan)
        self.set(contact, "processing", now)

    def start_call(self, now, campaign, contact, phone, number, attempt, plan):
        outcome, seconds, rule = plan
        call = {
            "id": self.next_call, "campaign": campaign, "contact": contact, "attempt": attempt, "outcome": outcome,
            "end": now + seconds, "decides": True,
        }
        self.next_call += 1
        self.going.append(call)
        self.log.append(["begin", now, call["id"], campaign, contact, phone, number, attempt, outcome, seconds, rule])
        self.begun += 1
        self.simulated = now

    def end(self, now, call):
        self.going.remove(call)
        self.log.append(["end", now, call["id"]])
        self.simulated = now
        contact = self.contacts.get(call["contact"])
        if contact is None or not call["decides"]:
            return
        campaign = self.campaigns[contact["campaign_id"]]
        outcome = call["outcome"]
        if outcome == "completed":
            again = False
        elif outcome == "goal-incomplete":
            again = campaign["retry_on_goal_incomplete"] and campaign["goal_completion_variable"] is not None
        elif outcome == "voicemail":
            again = campaign["retry_on_voicemail"]
        else:
            again = True
        if not again:
            self.set(contact, "completed", now)
        elif contact["call_tries"] <= campaign["max_retries"]:
            self.set(contact, "rescheduled", now, now + 60 * campaign["retry_interval"])
        else:
            self.set(contact, "reached-max-retries", now)
            turn = self.turn(contact)
            self.schedule(contact, now, turn is not None and turn["id"] > contact["id"])

    # A second

    def open(self, campaign, now):
        """The window opens and closes at whole minutes of all these zones."""
        key = (campaign["id"], now // 60)
        if key not in self.open_minutes:
            self.open_minutes[key] = is_open(campaign, now // 60 * 60)
        return self.open_minutes[key]

    def second(self, now):
        self.ends(now)
        self.complete(now)
        self.begins(now)
        self.complete(now)

    def ends(self, now):
        for call in sorted((call for call in self.going if call["end"] <= now), key=lambda call: call["id"]):
            self.end(now, call)

    def begins(self, now):
        if not self.calling:
            return
        for _, campaign in sorted(self.campaigns.items()):
            if campaign["status"] != "in-progress":
                continue
            while True:
                of_campaign = sum(call["campaign"] == campaign["id"] for call in self.going)
                if of_campaign >= campaign["max_calls_in_parallel"] or len(self.going) >= self.maximum:
                    break
                if not self.open(campaign, now):
                    break
                due = [
                    contact
                    for contact in self.contacts.values()
                    if contact["campaign_id"] == campaign["id"]
                    and contact["status"] in WAITING
                    and contact["due_at"] <= now
                    and not self.goes_on(contact)
                    and self.has_turn(contact)
                ]
                if not due:
                    break
                self.begin(now, min(due, key=lambda contact: (contact["due_at"], contact["id"])))

    def complete(self, now):
        for _, campaign in sorted(self.campaigns.items()):
            if campaign["status"] != "in-progress" or not campaign["mark_complete_when_no_leads"]:
                continue
            if any(call["campaign"] == campaign["id"] for call in self.going):
                continue
            if not self.waiting(campaign["id"]):
                self.set_campaign(campaign, "completed", now)

    def set_campaign(self, campaign, status, now):
        campaign["status"] = status
        self.log.append(["campaign", now, campaign["id"], status])
        self.simulated = now

    # The clock

    def play(self, first, last):
        """Plays seconds until a call begins or ends. Returns that second, or None."""
        now = first
        while now <= last:
            before = len(self.log)
            self.second(now)
            if any(line[0] in ("begin", "end") for line in self.log[before:]):
                return now
            now = self.skip(now)
        return None

    def skip(self, now):
        """The next second to look at. Without a call, only minutes with a contact due in an open window matter."""
        if self.going:
            return now + 1
        running = [campaign for campaign in self.campaigns.values() if campaign["status"] == "in-progress"]
        minute = now // 60 * 60 + 60
        for campaign in running:
            if any(contact["due_at"] < minute for contact in self.waiting(campaign["id"])):
                if self.open(campaign, now):
                    return now + 1
        return minute

    def has_future(self):
        return bool(self.going) or self.calling and any(
            campaign["status"] == "in-progress" and campaign["allowed_days"] and self.waiting(campaign["id"])
            for campaign in self.campaigns.values()
        )

    def move(self, to):
        if to >= self.time():
            first = self.time()
            while first is not None and first <= to:
                played = self.play(first, to)
                first = None if played is None else played + 1
        self.clock = to

    def move_to_next(self):
        if self.has_future():
            self.clock = self.play(self.time(), self.time() + 40 * 86400) or self.clock

    def move_to_idle(self):
        bound, first = self.clock + 366 * 86400, self.time()
        while self.has_future():
            played = self.play(first, bound)
            if played is None:
                break
            self.clock, first = played, played + 1

    # Requests

    def request(self, step):
        clock = step["at"]
        self.clock = min(self.clock, clock)
        self.move(clock)
        now = self.time()
        plays = clock >= now
        answer = self.effect(step, now)
        if answer == "refused":
            return answer
        self.complete(now)
        if plays:
            self.begins(now)
            self.complete(now)
        return answer

    def effect(self, step, now):
        kind = step["do"]
        if kind == "start":
            campaign = self.campaigns.get(step["id"])
            if campaign is None or campaign["status"] == "in-progress" or not self.callable(campaign["id"]):
                return "refused"
            self.set_campaign(campaign, "in-progress", now)
            for lead in self.leads(campaign["id"]):
                self.schedule(lead, now, True)
        elif kind == "stop":
            campaign = self.campaigns.get(step["id"])
            if campaign is None or campaign["status"] != "in-progress":
                return "refused"
            self.set_campaign(campaign, "stopped", now)
        elif kind == "create_lead":
            campaign = self.campaigns.get(step["contacts"][0]["campaign_id"])
            if campaign is None:
                return "refused"
            for contact in step["contacts"]:
                self.contacts[contact["id"]] = dict(contact)
            self.schedule(self.contacts[step["contacts"][0]["id"]], now, campaign["status"] == "in-progress")
        elif kind == "update":
            return self.update(step, now)
        elif kind == "delete_lead":
            contact = self.contacts.get(step["id"])
            if contact is None:
                return "refused"
            gone = self.family(contact) if contact["primary_id"] is None else [contact]
            rest = [other for other in self.family(contact) if other not in gone]
            self.forget(gone)
            if rest:
                self.schedule(rest[0], now, self.campaigns[contact["campaign_id"]]["status"] == "in-progress")
        elif kind == "delete_campaign":
            if step["id"] not in self.campaigns:
                return "refused"
            self.forget([contact for contact in self.contacts.values() if contact["campaign_id"] == step["id"]])
            self.going = [call for call in self.going if call["campaign"] != step["id"]]
            del self.campaigns[step["id"]]
        elif kind == "play":
            contact = self.contacts.get(step["id"])
            if contact is None:
                return "refused"
            outcome = step.get("outcome")
            fixed = outcome and (outcome, step.get("seconds", OUTCOMES[outcome]), None)
            self.begin(now, contact, fixed)
        elif kind == "make_call":
            number = step["phone_number"]
            self.start_call(now, None, None, number, None, 1, self.outcome(number, None, 0, 1))
        return "done"

    def forget(self, contacts):
        ids = [contact["id"] for contact in contacts]
        self.going = [call for call in self.going if call["contact"] not in ids]
        for key in ids:
            del self.contacts[key]

    def update(self, step, now):
        contact = self.contacts.get(step["id"])
        target = step.get("campaign_id")
        if contact is None or target is not None and target not in self.campaigns:
            return "refused"
        if "phone_number" in step:
            contact["phone_number"] = step["phone_number"]
        status = step.get("status")
        if contact["primary_id"] is None and target is not None and target != contact["campaign_id"]:
            if status is None:
                status = "created"
            for other in self.family(contact):
                other["campaign_id"] = target
        if status is not None and status != contact["status"]:
            for other in self.family(contact):
                if other["id"] < contact["id"]:
                    continue
                for call in self.going:
                    if call["contact"] == other["id"]:
                        call["decides"] = False
                self.set(other, status if other is contact else "created", now)
                other["call_tries"] = 0
        self.schedule(contact, now, self.campaigns[contact["campaign_id"]]["status"] == "in-progress")
        return "done"

    # What is compared

    def run(self, steps):
        answers = []
        for step in steps:
            self.count()
            answer = "done"
            if "clock" in step:
                self.move(step["clock"])
            elif step.get("advance_to") == "next":
                self.move_to_next()
            elif step.get("advance_to") == "idle":
                self.move_to_idle()
            elif "at" in step:
                answer = self.request(step)
            answers.append([answer, self.clock, self.simulated, self.begun, len(self.changed)])
        contacts = [
            [key, value["campaign_id"], value["status"], value["call_tries"], value["due_at"]]
            for key, value in sorted(self.contacts.items())
        ]
        campaigns = [[key, value["status"], value["calls_begun"]] for key, value in sorted(self.campaigns.items())]
        going = sorted([call["id"], call["end"], call["decides"]] for call in self.going)
        return {"answers": answers, "log": self.log, "contacts": contacts, "campaigns": campaigns, "going": going}
