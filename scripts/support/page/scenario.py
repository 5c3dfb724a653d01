"""What the page shows in its tests and pictures: campaigns, leads, faults and requests of every kind."""

import http.client
import json

KEYS = {"demo": "demo-key", "team": "team-key", "starter": "starter-key", "other": "other-key"}
#: Names that must stay texts: markup, and a mark that turns the direction of what follows.
HOSTILE = ("<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>", "Sale \u202egnirpS\u2066 100 %")


def call(port, method, path, body=None, account="demo", **headers):
    """Sends a request as a client of the platform does. Returns status and JSON."""
    fields = {"Content-Type": "application/json", **headers}
    if account:
        fields["Authorization"] = f"Bearer {KEYS.get(account, account)}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        content = body if body is None or isinstance(body, (str, bytes)) else json.dumps(body)
        connection.request(method, path, content and (content.encode() if isinstance(content, str) else content), fields)
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None
    finally:
        connection.close()


def control(port, method, path, body=None, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    status, answer = call(port, method, f"/_mock{path}", body, None, **headers)
    if status >= 300:
        raise RuntimeError(f"{method} /_mock{path}: {status} {answer}")
    return answer


def create(port, name="Product Demo Campaign", account="demo", **members):
    return call(port, "POST", "/api/user/campaign", {"name": name, "assistant_id": 127, **members}, account)


def fill(port):
    """Requests of every kind, the oldest first."""
    control(port, "PUT", "/clock", {"mode": "frozen", "now": "2026-02-25T14:20:31Z"})
    create(port, "Welcome Call", max_retries=2)
    create(port, "Night Shift", timezone="Asia/Tokyo", allowed_hours_start_time="22:00", allowed_hours_end_time="06:00",
           allowed_days=["monday", "friday", "sunday"])
    create(port, "Spring Reminder", timezone="America/New_York", allowed_hours_start_time="09:00",
           allowed_hours_end_time="17:00", allowed_days=["monday", "tuesday", "wednesday", "thursday", "friday"])
    create(port, "No day at all", allowed_days=[])
    for name in HOSTILE:
        create(port, name)
    call(port, "POST", "/api/user/campaign", {"name": "Starter", "assistant_id": 301}, "starter")
    for index in range(12):
        call(port, "POST", "/api/user/lead", {
            "phone_number": f"+155501001{index:02}", "campaign_id": 3, "variables": {"first_name": "Ada", "nr": index},
            "secondary_contacts": [{"phone_number": "+15550100999"}] if index == 4 else []})
    call(port, "PUT", "/api/user/leads/2", {"status": "completed"})
    call(port, "POST", "/api/user/campaigns/update-status", {"campaign_id": 3, "action": "start"})
    call(port, "GET", "/api/user/leads?per_page=5")
    call(port, "GET", "/api/user/campaigns")
    call(port, "POST", "/api/user/campaign", {"name": "Second", "assistant_id": 301}, "starter")
    call(port, "POST", "/api/user/campaign", {"name": "Inbound", "assistant_id": 128})
    call(port, "POST", "/api/user/campaign", {"name": "Nobody"}, None)
    call(port, "POST", "/api/user/lead", {"phone_number": "12", "campaign_id": 3})
    call(port, "POST", "/api/user/campaign", '{"name": "Broken"')
    call(port, "GET", "/api/user/nothing")
    call(port, "OPTIONS", "/api/user/campaign", account=None, Origin="http://localhost:5173",
         **{"Access-Control-Request-Method": "POST"})
    call(port, "POST", "/api/user/campaign", {"name": "Later"}, Prefer="code=503")
    control(port, "POST", "/faults", {"match": {"account": "demo", "path": "/user/me"}, "times": 1, "effect": "server_error"})
    call(port, "GET", "/api/user/me")
    control(port, "POST", "/faults", {"match": {"method": "POST", "path": "/user/lead"}, "times": 3, "effect": "rate_limited"})
    control(port, "POST", "/faults", {"match": {"account": "other"}, "probability": 0.5, "seed": 7, "effect": {"delay_ms": 200}})
    call(port, "GET", "/api/user/assistants/outbound", account="other")
    control(port, "PUT", "/accounts/other/clock", {"mode": "frozen", "now": "2026-03-08T06:30:00Z"})
    few, many = calls(port)
    # So many requests would hide the others.
    control(port, "DELETE", "/requests?account=team")
    wrong(port)
    return {"calls": few["id"], "many": many["id"]}


def calls(port):
    """An account on its own clock with campaigns that have run for three days: one with few calls a day, one with many."""
    control(port, "POST", "/accounts", {"name": "team", "api_keys": [KEYS["team"]]})
    control(port, "PUT", "/accounts/team/clock", {"mode": "frozen", "now": "2026-02-23T13:00:00Z"})
    call(port, "POST", "/api/user/assistants/enable-webhook", {"assistant_id": 127, "webhook_url": "http://hooks.example.com/calls"}, "team")
    week = {"timezone": "America/New_York", "allowed_hours_start_time": "09:00", "allowed_hours_end_time": "17:00",
            "allowed_days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "retry_interval": 240}
    control(port, "PUT", "/accounts/team/outcomes", [
        {"match": {"phone_number": "+1555030*"}, "outcome": {"weights": {"completed": 3, "voicemail": 2, "no-answer": 6, "busy": 3, "failed": 2}, "seed": 3}}])
    for name, leads, parallel in (("Calling for days", 26, 1), ("Many a day", 90, 5)):
        _, answer = create(port, name, "team", max_calls_in_parallel=parallel, retry_on_voicemail=True, **week)
        identifier = answer["data"]["id"]
        for index in range(leads):
            call(port, "POST", "/api/user/lead", {"phone_number": f"+1555030{identifier % 10}{index:03}", "campaign_id": identifier}, "team")
        call(port, "POST", "/api/user/campaigns/update-status", {"campaign_id": identifier, "action": "start"}, "team")
    control(port, "PUT", "/accounts/team/clock", {"advance": "25h"})
    # One after the other, so that the day has a picture.
    campaigns = control(port, "GET", "/campaigns?account=team")["campaigns"]
    for index in range(12):
        call(port, "POST", "/api/user/lead", {"phone_number": f"+155503099{index:02}", "campaign_id": campaigns[0]["id"]}, "team")
        control(port, "PUT", "/accounts/team/clock", {"advance": "17m"})
    control(port, "PUT", "/accounts/team/clock", {"advance_to": "next"})
    return campaigns


def wrong(port):
    """The request of the pictures: three errors and two warnings."""
    return call(port, "POST", "/api/user/campaign", {
        "name": "  Product Demo Campaign ", "assistant_id": "127", "timezone": "America/New_York",
        "max_calls_in_parallel": 3, "allowed_hours_start_time": "09:00", "allowed_hours_end_time": "17:00",
        "allowed_days": ["monday", "Friday"], "max_retries": 9, "retry_interval": 5, "max_call_in_parallel": 5})
