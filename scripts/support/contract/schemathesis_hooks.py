"""What schemathesis cannot know: which valid requests the platform refuses for the state that the account is in."""

import re

import schemathesis

#: The refusals of valid requests, by operation. The account's data or the object's state decides, so no schema can say it.
REFUSALS = {
    "createCampaign|createCampaignByPluralPath": (
        r"The selected phone_number_ids\.\d+ is invalid\.",  # another account's number, or none
        r"The max calls in parallel field must not be greater than \d+\.",  # the plan's maximum
        # What --strict refuses, and JSON Schema cannot say or a schema of the platform does not.
        r"The goal completion variable field is no boolean variable of the post-call schema of assistant \d+\..*",
        r"The retry on goal incomplete field has no effect without goal_completion_variable\.",
        r"The allowed hours end time field is (the same as|before) the start time, .*",
        r"The allowed days field (is empty: there is no day to call on|repeats .*)\.",
    ),
    "updateCampaignStatus": (
        r"Campaign is not running",
        r"Campaign is already in progress",
        r"Insufficient balance to start the campaign\. .*",
        r"Your agent does not have a phone number setup",
        r"No leads to call",
    ),
    "createLead": (r"The lead already exists in this campaign\.",),
    "updateLead|updateLeadByShortPath": (r"The selected campaign does not exist",),
}


@schemathesis.check
def refused_for_its_state(_context, response, case):
    """A valid request that gets 400 or 422 is refused for the account's state and nothing else."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code not in (400, 422):
        return
    name = case.operation.definition.raw["operationId"]
    allowed = [text for names, texts in REFUSALS.items() if name in names.split("|") for text in texts]
    body = response.json()
    errors = [text for texts in body.get("errors", {}).values() for text in texts]
    for text in errors or [body["message"]]:
        assert any(re.fullmatch(pattern, text) for pattern in allowed), f"A valid request is refused: {text}"
