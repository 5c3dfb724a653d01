import Base

/// The seed that `campaign-mock init` writes: one of everything, with values to change.
enum SeedTemplate {
    /// - Parameter schema: the place of the JSON Schema, for `$schema`.
    static func text(schema: String) -> String {
        """
        {
          "$schema": \(JSONString.quoted(schema)),
          "plans": {
            "growth": {"max_campaigns": 100, "max_calls_in_parallel": 10, "rate_limit": 600},
            "starter": {"max_campaigns": 1, "max_calls_in_parallel": 2}
          },
          "accounts": [
            {
              "name": "mine",
              "plan": "growth",
              "timezone": "America/New_York",
              "api_keys": ["my-key"],
              "user": {"name": "Mia Mine", "email": "mia@example.com"},
              "balance": 100,
              "assistants": [
                {
                  "id": 1,
                  "name": "Booking",
                  "type": "outbound",
                  "phone_number_id": 1,
                  "initial_message": "Hello, I am calling about your appointment.",
                  "system_prompt": "You book appointments.",
                  "post_call_schema": [
                    {"name": "appointment_booked", "type": "bool", "description": "Whether there is an appointment"}
                  ]
                },
                {
                  "id": 2,
                  "name": "Reception",
                  "type": "inbound",
                  "initial_message": "Hello, how can I help you?",
                  "system_prompt": "You take a message."
                }
              ],
              "phone_numbers": [
                {"id": 1, "phone_number": "+15550100001", "region": "New York"},
                {"id": 2, "phone_number": "+15550100002", "region": "California"}
              ]
            },
            {
              "name": "small",
              "plan": "starter",
              "timezone": "Europe/Berlin",
              "api_keys": ["small-key"],
              "assistants": [{"id": 1, "name": "First steps", "type": "outbound"}],
              "phone_numbers": []
            }
          ],
          "campaigns": [
            {
              "id": 1,
              "account": "mine",
              "name": "Spring",
              "assistant_id": 1,
              "allowed_hours_start_time": "09:00:00",
              "allowed_hours_end_time": "17:00:00",
              "allowed_days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
              "goal_completion_variable": "appointment_booked",
              "phone_number_ids": [1]
            }
          ],
          "leads": [
            {"id": 1, "campaign_id": 1, "phone_number": "+15550100101", "variables": {"first_name": "Ada"}},
            {"id": 2, "campaign_id": 1, "phone_number": "+15550100102", "variables": {"first_name": "Charles"}},
            {"id": 3, "campaign_id": 1, "phone_number": "+15550100103", "primary_id": 2}
          ]
        }

        """
    }
}
