"""Runs a campaign's life with the Python client that openapi-generator made.

Usage: life.py PORT DIRECTORY
"""

import sys

PORT, DIRECTORY = sys.argv[1:]
sys.path.insert(0, DIRECTORY)

import openapi_client as api  # noqa: E402


def refusal(status, call, *arguments, **options):
    """The exception of a call that the API must refuse with this status."""
    try:
        answer = call(*arguments, **options)
    except api.ApiException as error:
        assert error.status == status, f"{call.__name__}: {error.status} instead of {status}: {error.body}"
        return error
    raise AssertionError(f"{call.__name__} must be refused with {status}, but it answered {answer}")


def main():
    configuration = api.Configuration(host=f"http://127.0.0.1:{PORT}/api", access_token="YOUR_API_KEY")
    # Otherwise urllib3 waits as a 429 says, a minute, and repeats the request three times.
    configuration.retries = False
    client = api.ApiClient(configuration)
    user, assistants, campaigns, leads, numbers = (
        group(client)
        for group in (api.UserApi, api.AssistantsApi, api.CampaignsApi, api.LeadsApi, api.PhoneNumbersApi))

    assert user.read_user().total_balance > 0
    outbound = assistants.list_outbound_assistants()
    assistant = next(one for one in outbound if one.id == 129)
    assert {one.type for one in outbound} == {"outbound"}
    page = assistants.page_assistants(type="inbound")
    assert page.total == len(page.data) > 0 and page.next_page_url is None
    assert numbers.list_phone_numbers().data[0].phone_number.startswith("+")

    created = campaigns.create_campaign(
        api.NewCampaign(name="Generated", assistant_id=assistant.id, allowed_days=["monday"], timezone=None)).data
    assert created.status == "draft" and created.max_calls_in_parallel == 3 and created.allowed_days == ["monday"]
    assert created.created_at.utcoffset().total_seconds() == 0
    assert created in campaigns.list_campaigns()

    lead = leads.create_lead(api.NewLead(
        campaign_id=created.id, phone_number="+1 555 010 0123", variables={"first_name": "Ada", "tags": ["new"]},
        secondary_contacts=[api.NewSecondaryContact(phone_number="+15550100124")])).data
    assert lead.phone_number == "+15550100123" and lead.variables == {"first_name": "Ada", "tags": ["new"]}
    assert lead.secondary_contacts[0].variables == []
    leads.update_lead(lead.id, lead_change=api.LeadChange(variables={"first_name": "Grace"}))
    listed = leads.list_leads(campaign_id=created.id, status="created")
    assert listed.total == 1 and listed.data[0].variables["first_name"] == "Grace"

    change = api.CampaignStatusChange(campaign_id=created.id, action="start")
    assert campaigns.update_campaign_status(change).data.status == "in-progress"
    again = refusal(400, campaigns.update_campaign_status, change)
    assert again.data.message == "Campaign is already in progress" and again.data.data.status == "in-progress"
    change.action = "stop"
    assert campaigns.update_campaign_status(change).data.status == "stopped"

    invalid = refusal(422, campaigns.create_campaign, api.NewCampaign(name=" ", assistant_id=129))
    assert list(invalid.data.errors) == ["name"], invalid.body
    lone = refusal(422, leads.create_lead, api.NewLead(campaign_id=created.id, phone_number="+15550100123"))
    assert lone.data.message == "The lead already exists in this campaign." and lone.data.errors is None
    limited = refusal(429, user.read_user, prefer="code=429")
    assert limited.data.retry_after >= 0 and limited.headers["Preference-Applied"] == "code=429"

    leads.delete_lead(lead.id)
    campaigns.delete_campaign(created.id)
    assert refusal(404, campaigns.delete_campaign, created.id).data.message == "Campaign not found"
    configuration.access_token = "unknown"
    assert refusal(401, user.read_user).data.message == "Unauthenticated."
    print("The Python client has run a campaign's life.")


main()
