"""What schemathesis cannot know: which valid requests the platform refuses for the state that the account is in."""

import re

import schemathesis

#: The refusals of valid requests, by operation: what the data of the mock decides, or a rule that no plain schema says.
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
    # The control plane.
    ".*Requests|readArchive|addFault": (
        r"The (match\.)?path field must not begin with /_mock: those requests never match\.",
        # Of two texts that a schema cannot tell apart: numbers, and times of a certain form.
        r"The (match\.)?since field must be a time such as .*, or a request's number\.",
    ),
    ".*": (
        # A text of blanks counts as empty, and in a list as null.
        r"The .* field must not be empty\. Leave it out if it is not needed\.",
        r"The match\.absent\.\d+ field must be a string\.",
    ),
    # Members that exclude or need each other, and names of members.
    "addFault|verifyRequests|changeClock|changeAccountClock": (
        r"The (.* field|mode \w+) (requires|is required with|cannot be combined with|needs) .*",
        r"The mode or the advance field is required, .*",
        r"The effect\.delay_ms field must have .*, and (min_ms|median_ms) must not exceed (max_ms|p99_ms)\.",
        r"The effect\.delay_ms\.median_ms field must be at least 1 with a p99_ms above 0\.",
        r"The effect(\.\w+)? field does nothing.*",
        r"The effect\.headers\..* field must .*",
        r"The now field must be a time such as .*",  # before 1970, or with a fraction of a second
    ),
    # A time needs an outcome, and each line of a transcript has two texts, of which the first is bot or human.
    "playCall": (
        r"Expected an outcome beside it, .*",
        r"Expected a list of two texts, .*",
        r"Expected (one of )?(the )?.*bot.*human.*",
    ),
    # A time before 1970, or with a fraction of a second.
    "listStoredCalls": (r"The began_(from|before) field must be .*",),
    # These documents are full of references: names of plans and accounts, ids of campaigns and leads; an outcome is one of
    # some names or an object. The tests of the mock compare the schema with the reader, both ways.
    "createAccount|changeAccount|replaceState|changeOutcomes": (r".*",),
}


@schemathesis.hook
def before_load_schema(_context, raw_schema):
    """Leaves JSON as the only media type: the schema of a form names no member, because generators lose it."""
    for path in raw_schema.get("paths", {}).values():
        for operation in path.values():
            content = operation.get("requestBody", {}).get("content", {}) if isinstance(operation, dict) else {}
            for media_type in [name for name in content if "json" not in name and "application/json" in content]:
                del content[media_type]


@schemathesis.check
def refused_for_its_state(_context, response, case):
    """A valid request that gets 400 or 422 is refused for the account's state and nothing else."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code not in (400, 422):
        return
    name = case.operation.definition.raw["operationId"]
    allowed = [text for names, texts in REFUSALS.items() if re.fullmatch(names, name) for text in texts]
    body = response.json()
    errors = [text for texts in body.get("errors", {}).values() for text in texts]
    for text in errors or [body["message"]]:
        assert any(re.fullmatch(pattern, text) for pattern in allowed), f"A valid request is refused: {text}"
