// What all views need: the accounts, the faults, the clock, and the totals of the left bar.

import { control, query } from "./mock.js";
import { report } from "./refusals.js";
import { clockOf, state, update } from "./store.js";

/** Reads all of it. */
export async function loadShared() {
  const [health, faults, clock, totals] = await Promise.all([
    control("GET", "health"), control("GET", "faults"), control("GET", "clock"), Promise.all(counted.map(total)), readAccounts(),
  ]);
  update(() => {
    state.health = { ...health, readAt: Date.now() };
    state.faults = faults.faults;
    state.clock = clockOf(clock);
    Object.assign(state.totals, Object.fromEntries(totals), { campaigns: health.database.campaigns });
    if (state.account && !state.accounts.some(({ name }) => name === state.account)) state.account = "";
  });
}

const counted = /** @type {const} */ (["requests", "allRequests", "calls", "webhooks"]);

/** How many there are of the chosen account. @param {typeof counted[number]} name @returns {Promise<[string, number]>} */
async function total(name) {
  const isAll = name === "allRequests";
  const page = await control("GET", `${isAll ? "requests" : name}${query({ limit: 1, account: isAll ? "" : state.account, counts: name === "calls" ? 1 : "" })}`);
  return [name, page.total];
}

/** Which parts an event changes. @type {Record<string, (() => Promise<void>)[]>} */
const changes = {
  account: [readAccounts], fault: [readFaults], clock: [async () => {
    const clock = await control("GET", "clock");
    update(() => { state.clock = clockOf(clock); });
  }, readAccounts],
  // The number of an account's campaigns stands in the account.
  campaign: [readTotals, async () => { if (state.account) await readAccounts(); }],
};

async function readAccounts() {
  const { accounts } = await control("GET", "accounts");
  update(() => {
    state.accounts = accounts.map((/** @type {any} */ one) => (one.clock ? { ...one, clock: clockOf(one.clock) } : one));
  });
}

async function readFaults() {
  const { faults } = await control("GET", "faults");
  update(() => { state.faults = faults; });
}

async function readTotals() {
  const health = await control("GET", "health");
  update(() => {
    state.health = { ...health, readAt: Date.now() };
    state.totals.campaigns = health.database.campaigns;
  });
}

/**
 * The mock keeps so many requests and webhooks and no more, so they are counted again while more come. Calls too: an event
 * is sent at their end as well.
 *
 * @param {typeof counted[number][]} names
 */
function recount(...names) {
  for (const name of names) unsure.add(name);
  recountTimer ||= setTimeout(() => {
    recountTimer = 0;
    const asked = [...unsure];
    unsure.clear();
    Promise.all(asked.map(total)).then((found) => update(() => { Object.assign(state.totals, Object.fromEntries(found)); }), () => {});
  }, 2000);
}
let recountTimer = 0;
/** @type {Set<typeof counted[number]>} */
const unsure = new Set();

/** What is read soon: many events of a kind cost one call. @type {Set<() => Promise<void>>} */
const due = new Set();
let timer = 0;

/** @param {import("./stream.js").MockEvent} event */
export function onSharedEvent({ name, data }) {
  const isOwn = !state.account || data.account === state.account;
  if (name === "request") {
    if (isOwn) state.totals.requests += 1;
    state.totals.allRequests += 1;
    if (data.fault) due.add(readFaults);
    recount("requests", "allRequests");
  }
  if (name === "call") {
    if (isOwn && data.ended_at === null) state.totals.calls += 1;
    recount("calls");
  }
  if (name === "webhook") {
    if (isOwn && data.state === "waiting") state.totals.webhooks += 1;
    recount("webhooks");
  }
  for (const read of changes[name] ?? []) due.add(read);
  if (due.size === 0 || timer) return;
  timer = setTimeout(() => {
    timer = 0;
    const reads = [...due];
    due.clear();
    for (const read of reads) read().catch((error) => report(error, (message) => { state.failure = message; }));
  }, 250);
}
