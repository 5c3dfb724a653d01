// What all views need: the accounts, the faults, the clock, and the totals of the left bar.

import { control, query } from "./mock.js";
import { report } from "./refusals.js";
import { state, update } from "./store.js";

/** Reads all of it. */
export async function loadShared() {
  const [health, accounts, faults, requests, clock] = await Promise.all([
    control("GET", "health"), control("GET", "accounts"), control("GET", "faults"),
    control("GET", `requests${query({ limit: 1, account: state.account })}`), readClock(),
  ]);
  update(() => {
    state.health = { ...health, readAt: Date.now() };
    state.accounts = accounts.accounts;
    state.faults = faults.faults;
    state.clock = clock;
    state.totals = { requests: requests.total, campaigns: health.database.campaigns };
    if (state.account && !state.accounts.some(({ name }) => name === state.account)) state.account = "";
  });
}

async function readClock() {
  const { mode, now, speed = 1 } = await control("GET", "clock");
  return { mode, now: Date.parse(now), readAt: performance.now(), speed };
}

/** Which parts an event changes. @type {Record<string, (() => Promise<void>)[]>} */
const changes = {
  account: [readAccounts], fault: [readFaults], clock: [async () => {
    const clock = await readClock();
    update(() => { state.clock = clock; });
  }, readAccounts],
  campaign: [readTotals],
};

async function readAccounts() {
  const { accounts } = await control("GET", "accounts");
  update(() => { state.accounts = accounts; });
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

/** The journal keeps so many and no more, so the total is counted again while requests come. */
function recount() {
  recountTimer ||= setTimeout(() => {
    recountTimer = 0;
    control("GET", `requests${query({ limit: 1, account: state.account })}`).then(({ total }) => {
      update(() => { state.totals.requests = total; });
    }, () => {});
  }, 2000);
}
let recountTimer = 0;

/** What is read soon: many events of a kind cost one call. @type {Set<() => Promise<void>>} */
const due = new Set();
let timer = 0;

/** @param {import("./stream.js").MockEvent} event */
export function onSharedEvent({ name, data }) {
  if (name === "request") {
    if (!state.account || data.account === state.account) state.totals.requests += 1;
    if (data.fault) due.add(readFaults);
    recount();
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
