// Runs a campaign's life with the TypeScript client that openapi-generator made. The type check is part of the test.
// Usage: life.ts PORT

import * as api from "./typescript/index.ts";

function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** The response of a call that the API must refuse with this status. */
async function refused(status: number, call: Promise<unknown>): Promise<Response> {
  try {
    const answer = await call;
    throw new Error(`must be refused with ${status}, but the answer was ${JSON.stringify(answer)}`);
  } catch (error) {
    if (!(error instanceof api.ResponseError)) throw error;
    check(error.response.status === status, `${error.response.status} instead of ${status}`);
    return error.response;
  }
}

/** The body of a call that the API must refuse with this status. */
async function refusal<Body>(status: number, call: Promise<unknown>): Promise<Body> {
  return (await refused(status, call)).json();
}

const basePath = `http://127.0.0.1:${Deno.args[0]}/api`;
const configuration = new api.Configuration({ basePath, accessToken: "YOUR_API_KEY" });
const user = new api.UserApi(configuration);
const assistants = new api.AssistantsApi(configuration);
const campaigns = new api.CampaignsApi(configuration);
const leads = new api.LeadsApi(configuration);

check((await user.readUser()).totalBalance > 0, "the balance");
const outbound = await assistants.listOutboundAssistants();
check(outbound.some((one) => one.id === 129 && one.type === api.AssistantTypeEnum.Outbound), "the assistant");
const page = await assistants.pageAssistants({ type: api.PageAssistantsTypeEnum.Inbound });
check(page.total === page.data.length && page.nextPageUrl === null, "the page of assistants");

const newCampaign: api.NewCampaign = {
  name: "Generated",
  assistantId: 129,
  allowedDays: [api.NewCampaignAllowedDaysEnum.Monday],
  timezone: null,
};
const created = (await campaigns.createCampaign({ newCampaign })).data;
check(created.status === api.CampaignStatusEnum.Draft && created.maxCallsInParallel === 3, "the new campaign");
check(Math.abs(Date.now() - created.createdAt.getTime()) < 60_000, "the time of the new campaign");
check((await campaigns.listCampaigns()).some((one) => one.id === created.id), "the list of campaigns");

const lead = (await leads.createLead({
  newLead: {
    campaignId: created.id,
    phoneNumber: "+1 555 010 0123",
    variables: { first_name: "Ada", tags: ["new"] },
    secondaryContacts: [{ phoneNumber: "+15550100124" }],
  },
})).data;
check(JSON.stringify(lead.variables) === '{"first_name":"Ada","tags":["new"]}', "the variables of the lead");
check(JSON.stringify(lead.secondaryContacts[0].variables) === "[]", "a contact without variables");
await leads.updateLead({ id: lead.id, leadChange: { variables: { first_name: "Grace" } } });
const listed = await leads.listLeads({ campaignId: created.id, status: api.ListLeadsStatusEnum.Created });
check(listed.total === 1 && listed.data[0].variables.first_name === "Grace", "the list of leads");

const start: api.CampaignStatusChange = { campaignId: created.id, action: api.CampaignStatusChangeActionEnum.Start };
const started = await campaigns.updateCampaignStatus({ campaignStatusChange: start });
check(started.data.status === "in-progress", "the start");
const again = await refusal<api.StatusRefusal>(400, campaigns.updateCampaignStatus({ campaignStatusChange: start }));
check(again.message === "Campaign is already in progress", "the second start");
const stop = { ...start, action: api.CampaignStatusChangeActionEnum.Stop };
const stopped = await campaigns.updateCampaignStatus({ campaignStatusChange: stop });
check(stopped.data.status === "stopped", "the stop");

const nameless = { ...newCampaign, name: " " };
const invalid = await refusal<api.ValidationErrors>(422, campaigns.createCampaign({ newCampaign: nameless }));
check(Object.keys(invalid.errors).join() === "name", "the errors of a campaign without a name");
const limited = await refused(429, user.readUser({ prefer: "code=429" }));
check(limited.headers.get("Preference-Applied") === "code=429", "the preferred status");

await leads.deleteLead({ id: lead.id });
await campaigns.deleteCampaign({ id: created.id });
const gone = await refusal<api.Message>(404, campaigns.deleteCampaign({ id: created.id }));
check(gone.message === "Campaign not found", "the deleted campaign");
console.log("The TypeScript client has run a campaign's life.");
