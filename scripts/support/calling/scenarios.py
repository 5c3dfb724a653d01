"""Makes random scenarios: a state of an account, and steps that move its clock or request something."""

import datetime
import random
import zoneinfo

import oracle

# With and without daylight saving, in both hemispheres, of half an hour too, with offsets of parts of an hour.
ZONES = [
    "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Australia/Sydney", "America/St_Johns",
    "Asia/Kolkata", "Asia/Kathmandu", "Africa/Casablanca", "America/Nuuk", "America/Santiago", "Europe/Dublin",
    "Pacific/Chatham", "Asia/Tokyo", "America/Havana",
]  # fmt: skip
RESULTS = ["completed", "reached-max-retries", "created"]


def moment(dice, zone):
    """A second: often shortly before a change of the zone's offset."""
    start = dice.randrange(1_700_000_000, 1_950_000_000)
    if dice.random() < 0.5:
        return start
    tz = zoneinfo.ZoneInfo(zone)

    def offset(second):
        return datetime.datetime.fromtimestamp(second, tz).utcoffset()

    for day in range(start, start + 400 * 86400, 86400):
        if offset(day) != offset(day + 86400):
            low, high = day, day + 86400
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            return high - dice.randrange(-1800, 7200)
    return start


def number(dice):
    kind = dice.random()
    if kind < 0.25:
        return f"+1500555000{dice.randrange(8)}"
    if kind < 0.45:
        return f"+15005551{dice.randrange(7)}0{dice.randrange(4)}"
    if kind < 0.5:
        return f"+1500555{dice.randrange(10000):04}"
    return f"+49{dice.choice(['30', '40', '89'])}{dice.randrange(10**6, 10**7)}"


def clock_time(dice, near):
    """A wall-clock time with whole minutes, often near another one."""
    if dice.random() < 0.3:
        return dice.choice(["00:00:00", "23:59:00"])
    minute = dice.randrange(1440) if dice.random() < 0.4 else (near // 60 + dice.randrange(-60, 90)) % 1440
    return f"{minute // 60:02}:{minute % 60:02}:00"


def rule(dice, campaigns, contacts):
    match = {}
    if dice.random() < 0.4:
        match["phone_number"] = dice.choice(["+4930*", "*", "+49*1*", "*0", "+15005550001", "+*9*2*", "+4940*7"])
    if dice.random() < 0.3:
        match["campaign_id"] = dice.choice(campaigns)["id"]
    if dice.random() < 0.4:
        match["attempt"] = dice.randrange(1, 4)
    made = {"match": match} if match or dice.random() < 0.5 else {}
    if dice.random() < 0.6:
        weights = {name: dice.randrange(5) for name in oracle.OUTCOMES if dice.random() < 0.7}
        weights[dice.choice(list(oracle.OUTCOMES))] = dice.randrange(1, 6)
        made["outcome"] = {"weights": weights}
        if dice.random() < 0.7:
            made["outcome"]["seed"] = dice.choice([0, 42, -1, 2**40, dice.randrange(10**6)])
    else:
        made["outcome"] = dice.choice(list(oracle.OUTCOMES))
    if dice.random() < 0.4:
        made["seconds"] = dice.choice([1, 1, 2, 10, 60, 61, 300])
    return made


class Ids:
    def __init__(self):
        self.last = 0

    def next(self):
        self.last += 1
        return self.last


def lead(dice, ids, campaign):
    contacts = []
    for _ in range(1 if dice.random() < 0.6 else dice.randrange(2, 5)):
        contacts.append({
            "id": ids.next(), "campaign_id": campaign, "primary_id": contacts[0]["id"] if contacts else None,
            "phone_number": number(dice), "status": "created", "call_tries": 0, "due_at": None,
        })  # fmt: skip
    return contacts


def campaign(dice, key, clock, zone):
    zone = zone if dice.random() < 0.7 else dice.choice(ZONES)
    local = datetime.datetime.fromtimestamp(clock, zoneinfo.ZoneInfo(zone))
    near = local.hour * 3600 + local.minute * 60
    days = oracle.WEEKDAYS if dice.random() < 0.5 else [day for day in oracle.WEEKDAYS if dice.random() < 0.6]
    whole = dice.random() < 0.3
    return {
        "id": key, "status": dice.choice(["draft"] * 6 + ["in-progress", "in-progress", "stopped", "completed"]),
        "timezone": zone, "allowed_days": days + days[:1] if dice.random() < 0.1 else days,
        "allowed_hours_start_time": "00:00:00" if whole else clock_time(dice, near),
        "allowed_hours_end_time": "23:59:00" if whole else clock_time(dice, near + 1800),
        "max_calls_in_parallel": dice.choice([1, 1, 2, 3, 5]), "max_retries": dice.choice([0, 1, 1, 2, 3]),
        "retry_interval": dice.choice([0, 1, 1, 2, 5, 30, 60, 1440]),
        "retry_on_voicemail": dice.random() < 0.5, "retry_on_goal_incomplete": dice.random() < 0.5,
        "goal_completion_variable": dice.choice([None, "booked", "booked"]),
        "mark_complete_when_no_leads": dice.random() < 0.7,
        "phone_number_ids": dice.choice([[], [], [7], [7, 8], [9, 7, 8]]), "calls_begun": dice.choice([0, 0, 5]),
    }  # fmt: skip


def request(dice, at, ids, campaigns):
    def contact():
        return dice.randrange(1, ids.last + 2)

    def campaign():
        return dice.choice(campaigns)["id"]

    kind = dice.choices(
        ["start", "stop", "create_lead", "update", "delete_lead", "delete_campaign", "play", "make_call"],
        [7, 2, 4, 6, 2, 0.3, 3, 1],
    )[0]
    step = {"at": at, "do": kind}
    if kind in ("start", "stop", "delete_campaign"):
        step["id"] = campaign()
    elif kind == "create_lead":
        step["contacts"] = lead(dice, ids, campaign())
    elif kind == "update":
        step["id"] = contact()
        if dice.random() < 0.6:
            step["status"] = dice.choice(RESULTS)
        if dice.random() < 0.3:
            step["campaign_id"] = campaign()
        if dice.random() < 0.2:
            step["phone_number"] = number(dice)
    elif kind == "delete_lead":
        step["id"] = contact()
    elif kind == "play":
        step["id"] = contact()
        if dice.random() < 0.7:
            step["outcome"] = dice.choice(list(oracle.OUTCOMES))
            if dice.random() < 0.5:
                step["seconds"] = dice.choice([1, 5, 90])
    elif kind == "make_call":
        step["phone_number"] = number(dice)
    return step


def scenario(seed):
    dice = random.Random(seed)
    zone = dice.choice(ZONES)
    clock = moment(dice, zone)
    ids = Ids()
    campaigns = [campaign(dice, key, clock, zone) for key in dice.sample(range(1, 9), dice.randrange(1, 4))]
    contacts = []
    for _ in range(dice.choice([1, 2, 3, 5, 8, 20])):
        contacts += lead(dice, ids, dice.choice(campaigns)["id"])
    if dice.random() < 0.2:
        # A seed's contacts have any status.
        for contact in contacts:
            status = dice.choice(
                ["created", "created", "scheduled", "rescheduled", "completed", "reached-max-retries", "blacklisted"])
            contact["status"], contact["call_tries"] = status, dice.randrange(3) if status != "created" else 0
            if status in oracle.WAITING:
                contact["due_at"] = clock + dice.randrange(-3600, 3600)
    steps, now = [], clock
    for _ in range(dice.randrange(3, 16)):
        kind = dice.random()
        if kind < 0.55:
            now += dice.choice([0, 0, 0, 1, 5, 30, 59, 60, 61, 3600, -1, -100]) if dice.random() < 0.6 else 0
            steps.append(request(dice, now, ids, campaigns))
        elif kind < 0.8:
            now += dice.choice([0, 1, 2, 5, 30, 60, 300, 1800, 3600, 7200, 86400, -60, -7200])
            steps.append({"clock": now})
        elif kind < 0.9:
            steps.append({"restart": True})
        else:
            steps.append({"advance_to": "next"})
    # The clock of "next" is not known here, so a later step may set the clock back. That is wanted.
    if dice.random() < 0.4:
        steps.append({"advance_to": "idle"})
    return {
        "clock": clock, "simulated_until": None, "max_calls": dice.choice([1, 2, 3, 10]), "calls": dice.random() < 0.95,
        "outcomes": [rule(dice, campaigns, contacts) for _ in range(dice.choice([0, 0, 1, 1, 2, 3]))],
        "campaigns": sorted(campaigns, key=lambda campaign: campaign["id"]), "contacts": contacts, "steps": steps,
    }  # fmt: skip
