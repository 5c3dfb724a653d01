// The view Campaigns: the stored campaigns (`campaigns-table.js`) or one of them (`campaign.js`).

import { loadCalls, loadWeek, startCalls } from "./campaign-calls.js";
import { campaignView } from "./campaign.js";
import { campaignsTable } from "./campaigns-table.js";
import { control, query } from "./mock.js";
import { readNext } from "./next-call.js";
import { toggle } from "./parts.js";
import { report } from "./refusals.js";
import { go, link } from "./router.js";
import { clockOf, state, update } from "./store.js";
import { h } from "./view.js";

/**
 * @typedef {object} Campaign a row of `GET /_mock/campaigns`.
 * @property {number} id
 * @property {string} account
 * @property {string} name
 * @property {string} status
 * @property {number} assistant_id
 * @property {string} timezone
 * @property {number} max_calls_in_parallel
 * @property {string} allowed_hours_start_time
 * @property {string} allowed_hours_end_time
 * @property {string[]} allowed_days
 * @property {number} max_retries
 * @property {number} retry_interval
 * @property {boolean} retry_on_voicemail
 * @property {boolean} retry_on_goal_incomplete
 * @property {string | null} goal_completion_variable
 * @property {boolean} mark_complete_when_no_leads
 * @property {number[]} phone_number_ids
 * @property {string} created_at
 * @property {string} updated_at
 * @property {Record<string, number>} lead_counts
 *
 * @typedef {{id: number, campaign_id: number, phone_number: string, primary_id: number | null, variables: any,
 *   status: string, call_tries: number, due_at: string | null}} Lead a row of `GET /_mock/leads`.
 */

const start = () => ({
  // The table.
  rows: /** @type {Campaign[]} */ ([]),
  isLoaded: false,
  isCut: false,
  sort: { by: "created_at", descends: true },
  top: 0,
  // One campaign.
  id: 0,
  campaign: /** @type {Campaign | null} */ (null),
  isMissing: false,
  tab: "overview",
  weeks: 0,
  clock: /** @type {import("./store.js").Clock} */ ({ mode: "real", now: Date.now(), readAt: performance.now(), speed: 1, shared: true }),
  next: /** @type {import("./next-call.js").Next | null | undefined} */ (undefined),
  week: /** @type {import("./week-calls.js").WeekCalls | null} */ (null),
  /** The list under the week. */
  part: "",
  calls: startCalls(),
  requests: /** @type {{total: number, made: any}} */ ({ total: 0, made: null }),
  leads: /** @type {Lead[]} */ ([]),
  status: "",
  before: /** @type {string[]} */ ([]),
  hasMore: false,
  form: { isOpen: false, phone: "", variables: "", mistakes: /** @type {Record<string, string>} */ ({}) },
  /** The call that is played by hand. */
  play: /** @type {import("./play-form.js").Play | null} */ (null),
});
/** @typedef {ReturnType<typeof start>} Own */

/** @type {import("./app.js").View} */
export const campaigns = {
  name: "campaigns",
  title: "Campaigns",
  letter: "c",
  icon: "campaigns",
  start,
  async load({ own, route }) {
    own = /** @type {Own} */ (own);
    const id = Number(route.path[0] ?? 0) || -1;
    if (!route.path.length) {
      own.id = 0;
      return loadTable(own);
    }
    if (id !== own.id) {
      Object.assign(own, { ...start(), rows: own.rows, isLoaded: own.isLoaded, sort: own.sort, top: own.top, id });
    }
    await loadCampaign(own);
  },
  render: ({ own, route }) =>
    h("div", { class: "view campaigns", key: route.path[0] ?? "" },
      route.path.length ? campaignView(own, route.path[0]) : campaignsTable(own)),
  onEvent({ name, data }, { own, route }) {
    if (route.view !== "campaigns") return;
    if (name === "account") return changed(own, 0);
    if (name === "clock" && own.id) return changed(own, own.id);
    const id = name === "campaign" ? data.id : ["request", "lead", "call", "webhook"].includes(name) ? data.campaign_id : 0;
    if (id && (!own.id || id === own.id)) changed(own, id);
  },
  count: ({ state }) =>
    state.account ? state.accounts.find((one) => one.name === state.account)?.campaigns ?? 0 : state.totals.campaigns,
  keys: ({ route }) =>
    route.path.length
      ? [{ keys: ["Escape"], words: "all campaigns", run: () => state.frame.open ? toggle(state.frame.open) : go(link("campaigns")) }]
      : [
        { keys: ["j", "ArrowDown"], words: "the next campaign", run: () => move(1) },
        { keys: ["k", "ArrowUp"], words: "the campaign before", run: () => move(-1) },
      ],
};

/** Focuses another row; Enter opens it. @param {number} by */
function move(by) {
  const links = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".campaign .c-name a"))];
  const focused = links.findIndex((one) => one === document.activeElement);
  const next = focused < 0 ? links.find((one) => one.getBoundingClientRect().top > 130) : links[focused + by];
  next?.focus();
}

addEventListener("resize", () => update());

// MARK: Reading

const pageSize = 1000;
/** The most campaigns that the table holds: the newest ones. */
const mostRows = 10_000;
/** Which reading is the newest: an older one stops. */
let reading = 0;

/** @param {Own} own */
async function loadTable(own) {
  const mine = (reading += 1);
  /** @type {Campaign[]} */
  const rows = [];
  for (let before = "9007199254740991";;) {
    const page = await listed({ before, limit: pageSize });
    if (mine !== reading) return;
    rows.push(...page);
    const isLast = page.length < pageSize || rows.length >= mostRows;
    // Rows that are there already stay until all are read again.
    if (isLast || !own.isLoaded || rows.length > own.rows.length) {
      update(() =>
        Object.assign(own, { rows: [...rows], isLoaded: true, isCut: rows.length >= mostRows && page.length === pageSize })
      );
    }
    if (isLast) return;
    before = String(page[page.length - 1].id);
  }
}

/** @param {Record<string, string | number>} parameters @returns {Promise<Campaign[]>} */
async function listed(parameters) {
  const { campaigns } = await control("GET", `campaigns${query({ ...parameters, account: state.account, lead_counts: 1 })}`);
  return campaigns;
}

/** @param {Own} own */
async function loadCampaign(own) {
  const { id } = own;
  const [campaign] = id > 0 && Number.isSafeInteger(id)
    ? (await control("GET", `campaigns${query({ campaign_id: id, lead_counts: 1 })}`)).campaigns
    : [];
  if (own.id !== id) return;
  if (!campaign) return update(() => Object.assign(own, { campaign: null, isMissing: true }));
  // After a reset another campaign can have the id.
  const known = own.campaign?.created_at === campaign.created_at ? own.requests.made : null;
  const [clock, next, recent, made] = await Promise.all([
    control("GET", `accounts/${encodeURIComponent(campaign.account)}/clock`), readNext({ campaign_id: id }),
    control("GET", `requests${query({ campaign_id: id, limit: 1 })}`),
    known ?? control("GET", `requests${query({ campaign_id: id, status: 201, order: "oldest", limit: 1 })}`)
      .then(({ requests: [first] }) => (first ? control("GET", `requests/${first.number}`) : null)),
    loadLeads(own), loadCalls(own),
  ]);
  if (own.id !== id) return;
  update(() => Object.assign(own, { campaign, isMissing: false, requests: { total: recent.total, made }, clock: clockOf(clock), next }));
  await loadWeek(own);
}

/** The leads on one page. */
export const leadsOnPage = 100;

/** Reads the page of leads that is shown. @param {Own} own */
export async function loadLeads(own) {
  const { id, status, before } = own;
  const { leads } = await control(
    "GET",
    `leads${
      query({ campaign_id: id, status, before: before[before.length - 1] ?? "9007199254740991", limit: leadsOnPage + 1 })
    }`,
  );
  if (own.id !== id || own.status !== status || own.before !== before) return;
  update(() => Object.assign(own, { leads: leads.slice(0, leadsOnPage), hasMore: leads.length > leadsOnPage }));
}

// MARK: Events

/** The campaigns that changed since the last reading. @type {Set<number>} */
const due = new Set();
let timer = 0;
let wait = 300;

/**
 * Reads again soon: many events cost one reading, and a slow reading is repeated less often.
 *
 * @param {Own} own @param {number} id
 */
function changed(own, id) {
  due.add(id);
  if (timer) return;
  timer = setTimeout(async () => {
    const began = performance.now();
    const ids = [...due];
    due.clear();
    try {
      await (own.id ? loadCampaign(own) : loadRows(own, ids));
    } catch (error) {
      report(error, (message) => {
        state.failure = message;
      });
    }
    wait = Math.max(300, 5 * (performance.now() - began));
    timer = 0;
    if (due.size) changed(own, [...due][0]);
  }, wait);
}

/** Reads some campaigns of the table again. @param {Own} own @param {number[]} ids */
async function loadRows(own, ids) {
  const newest = own.rows.reduce((most, { id }) => Math.max(most, id), 0);
  const known = ids.filter((id) => id <= newest);
  if (known.length > 10 || known.includes(0)) return loadTable(own);
  const [added, ...found] = await Promise.all([
    ids.length > known.length ? listed({ after: newest, limit: pageSize }) : [],
    ...known.map((id) => listed({ campaign_id: id })),
  ]);
  const rows = new Map(own.rows.map((row) => [row.id, row]));
  for (const id of known) rows.delete(id);
  for (const row of [added, ...found].flat()) rows.set(row.id, row);
  update(() => {
    own.rows = [...rows.values()].sort((a, b) => b.id - a.id).slice(0, mostRows);
  });
}
