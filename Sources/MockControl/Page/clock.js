// The view of the clock: what time it is in the mock, and how to move it.

import { icon } from "./icons.js";
import { control } from "./mock.js";
import { changesNext, moveClock, nextBox, readNext } from "./next-call.js";
import { button } from "./parts.js";
import { attempt } from "./refusals.js";
import { link } from "./router.js";
import { clockNow, clockOf, isOff, state, update } from "./store.js";
import { h } from "./view.js";
import { city, count, date, duration, list, timeOfDay } from "./words.js";
import { wall } from "./week.js";
import { momentOf, nextChange, readWallTime, typedWallTime } from "./zones.js";

/** The most accounts that are asked for their next call. */
const mostAsked = 50;
/** The most campaigns that are asked for their zones. */
const askedCampaigns = 200;

/** `speed`: what the slider shows while it is moved. @type {{typed: string, zone: string, mistake: string, campaigns: any[],
 *   next: import("./next-call.js").Next | null | undefined, speed: number}} */
const own = { typed: "", zone: "", mistake: "", campaigns: [], next: undefined, speed: 0 };

/** @type {import("./app.js").View} */
export const clock = {
  name: "clock", title: "Clock", letter: "k", icon: "clock",
  start: () => own,
  load: async () => {
    const page = await control("GET", `campaigns?limit=${askedCampaigns}`);
    update(() => { own.campaigns = page.campaigns; });
    await loadNext();
  },
  onEvent: ({ name }) => {
    if (state.route.view !== "clock" || !changesNext(name)) return;
    timer ||= setTimeout(() => {
      timer = 0;
      void attempt(loadNext);
    }, 300);
  },
  render: () => h("div", { class: "view clock-view" },
    h("header", { class: "second-bar" }, bar()),
    h("div", { class: "panes" },
      h("div", { class: "main" }, face(), steps(), nextPart(), sameMoment(), changes(),
        h("p", { class: "hint" }, "What follows this clock: ", h("code", {}, "created_at"), ", ", h("code", {}, "updated_at"),
          ", rate limits, calling windows and calls.")),
      h("section", { class: "side", "aria-label": "Accounts" }, h("h2", {}, "Accounts"),
        h("ul", { class: "lines" }, state.accounts.map(accountLine)),
        h("p", { class: "hint" }, "With an own clock, a test can move time for its account while others go on.")))),
  count: () => ({ real: null, frozen: "frozen", offset: "moved" })[state.clock?.mode ?? "real"],
};

/** The account whose own clock is shown; `undefined` for the shared clock. */
function owner() {
  const name = state.route.path[0] ?? state.account;
  return state.accounts.find((account) => account.name === name && account.clock);
}

let timer = 0;

async function loadNext() {
  const name = owner()?.name;
  const sharing = state.accounts.filter((one) => !one.clock);
  // The mock's own answer is of all accounts, and those with own clocks do not follow this one.
  const all = name || sharing.length === state.accounts.length ? [await readNext({ account: name })]
    : await Promise.all(sharing.slice(0, mostAsked).map((one) => readNext({ account: one.name })));
  const next = all.filter((one) => one !== null).sort((one, other) => one.at.localeCompare(other.at))[0] ?? null;
  if (owner()?.name === name) update(() => { own.next = next; });
}

/** @param {any} change @param {string} [name] */
function move(change, name = owner()?.name ?? "") {
  void moveClock(name, change);
}

/** @param {number} time */
function jump(time) {
  const { mode, now, clock } = shown();
  const text = new Date(Math.floor(time / 1000) * 1000).toISOString().replace(".000", "");
  move(mode === "frozen" || !now ? { mode: "frozen", now: text } : { mode: "offset", now: text, speed: clock.speed });
}

function shown() {
  const account = owner();
  /** @type {import("./store.js").Clock} */
  const clock = account?.clock ?? state.clock ?? clockOf({ mode: "real" });
  return { account, clock, now: clockNow(clock), mode: clock.mode };
}

function bar() {
  const { account } = shown();
  const { accounts } = state;
  const sharing = accounts.filter((one) => !one.clock).length;
  return [h("h1", {}, "Clock"), h("span", { class: "second" }, account ? [`${account.name}’s own. `,
    h("a", { href: link("clock") }, "The shared clock")]
    : sharing === accounts.length ? "shared by all accounts" : `shared by ${sharing} of ${count(accounts.length, "account")}`)];
}

/** @type {["real" | "frozen" | "offset", string][]} */
const modes = [["real", "Real time"], ["frozen", "Frozen"], ["offset", "Running from here"]];

function face() {
  const { now, mode } = shown();
  const machine = Date.now();
  const ahead = Math.round((now - machine) / 1000) * 1000;
  const words = mode === "frozen"
    ? `Stands still until you move it. The machine’s own time is ${date(machine, "UTC")}, ${timeOfDay(machine, "UTC")} UTC.`
    : mode === "real" ? "Shows the machine’s own time."
    : shown().clock.speed !== 1 ? `Runs, ${speedText(shown().clock.speed)}.`
    : Math.abs(ahead) < 2000 ? "Runs on, now at the machine’s own time."
    : `Runs on, ${duration(Math.abs(ahead))} ${ahead > 0 ? "ahead of" : "behind"} the machine’s own time.`;
  const change = { real: { mode: "real" }, frozen: { mode: "frozen" },
    offset: { mode: "offset", now: `${new Date(now).toISOString().slice(0, 19)}Z` } };
  return [
    h("p", { class: "day" }, new Date(now).toLocaleDateString("en-GB",
      { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).replace(",", "")),
    h("div", { class: "face" },
      h("p", { class: "big" }, timeOfDay(now, "UTC"), " ", h("span", { class: "zone" }, "UTC")),
      h("div", { class: "segments", role: "group", "aria-label": "How the clock runs" }, modes.map(([name, text]) =>
        h("button", { key: name, type: "button", "aria-pressed": name === mode, disabled: isOff(), onclick: () => {
          if (name !== mode) move(change[name]);
        } },
          name === mode && icon("check", "small"), text)))),
    h("p", { class: "second" }, words),
  ];
}

const moves = [["1m", "+1 min"], ["1h", "+1 h"], ["1d", "+1 day"], ["7d", "+1 week"]];

function steps() {
  const zones = usedZones().map(({ zone }) => zone);
  const zone = zones.includes(own.zone) ? own.zone : (shown().account ?? state.accounts[0])?.timezone ?? "UTC";
  return h("div", { class: "steps" },
    h("div", { class: "buttons" }, moves.map(([span, text]) => button(text, () => move({ advance: span }), { off: isOff() })), shown().mode === "offset" && speed()),
    h("form", { class: "jump", onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      const typed = readWallTime(own.typed || tomorrow(zone));
      update(() => { own.mistake = typed === null ? "Write it as 2026-02-26 09:00:00." : ""; });
      if (typed !== null) jump(momentOf(zone, typed));
    } },
    h("input", { class: "code", "aria-label": "Date and time to jump to", value: own.typed, placeholder: tomorrow(zone),
      autocomplete: "off", spellcheck: "false", "aria-invalid": own.mistake ? true : null,
      "aria-describedby": own.mistake ? "jump-mistake" : null, oninput: (/** @type {any} */ event) => update(() => {
        own.typed = event.target.value;
        own.mistake = "";
      }) }),
    h("select", { "aria-label": "Where this time is meant", value: zone,
      onchange: (/** @type {any} */ event) => update(() => { own.zone = event.target.value; }) },
      zones.map((one) => h("option", { key: one, value: one }, city(one)))),
    button("Jump", () => {}, { kind: "primary", type: "submit", off: isOff() }),
    own.mistake && h("p", { class: "mistake", id: "jump-mistake", role: "alert" }, own.mistake)));
}

/** How many seconds pass in one, by the steps of the slider. */
const speeds = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400, 100_000];

/** `1 min a second` @param {number} speed */
function speedText(speed) {
  if (speed === 1) return "as fast as real time";
  const [size, unit] = /** @type {[number, string]} */ ([[86_400, "day"], [3600, "h"], [60, "min"], [1, "s"]].find(([size]) => speed >= Number(size)));
  const number = Number((speed / size).toFixed(1));
  return `${number.toLocaleString("en")} ${unit}${unit === "day" && number !== 1 ? "s" : ""} a second`;
}

/** How fast the clock runs. */
function speed() {
  const known = own.speed || shown().clock.speed;
  const place = speeds.findLastIndex((one) => one <= known);
  const typed = (/** @type {any} */ { target }) => speeds[Number(target.value)];
  return h("label", { class: "speed" }, h("input", { type: "range", min: 0, max: speeds.length - 1, step: 1, value: place, disabled: isOff(),
    "aria-label": "How fast the clock runs", "aria-valuetext": speedText(known),
    oninput: (/** @type {Event} */ event) => update(() => { own.speed = typed(event); }),
    onchange: async (/** @type {Event} */ event) => {
      const speed = typed(event);
      await moveClock(owner()?.name ?? "", { mode: "offset", speed });
      // Unless it was moved on meanwhile.
      update(() => { if (own.speed === speed) own.speed = 0; });
    } }), h("span", {}, speedText(known)));
}

function nextPart() {
  const { account, clock } = shown();
  return nextBox({
    next: own.next, clock, account: account?.name ?? "", zone: "UTC",
    nothing: "Nothing is planned: no campaign in progress has a lead that waits for a call.",
    fine: account ? `These move ${account.name}’s own clock.` : "These move the shared clock.",
  });
}

/** Nine o'clock tomorrow. @param {string} zone */
function tomorrow(zone) {
  const midnight = Math.floor(wall(shown().now, zone) / 86_400_000) * 86_400_000;
  return typedWallTime(midnight + 33 * 3_600_000);
}

/** The zones of the accounts and their campaigns, from west to east, and who lives there. */
function usedZones() {
  const { account, now } = shown();
  /** @type {Map<string, {accounts: string[], campaigns: string[]}>} */
  const users = new Map();
  const user = (/** @type {string} */ zone) => {
    const found = users.get(zone) ?? { accounts: [], campaigns: [] };
    users.set(zone, found);
    return found;
  };
  for (const one of account ? [account] : state.accounts) user(one.timezone).accounts.push(one.name);
  for (const one of own.campaigns) if (!account || one.account === account.name) user(one.timezone).campaigns.push(one.name);
  user("UTC");
  return [...users].map(([zone, names]) => ({ zone, ...names, time: wall(now, zone) }))
    .sort((one, other) => one.time - other.time || one.zone.localeCompare(other.zone));
}

function sameMoment() {
  return h("section", { "aria-label": "The same moment" }, h("h2", {}, "The same moment"),
    h("table", {}, h("thead", {}, h("tr", {}, ["Where", "Time", "Used by"].map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, usedZones().map(({ zone, accounts, campaigns, time }) => h("tr", { key: zone },
        h("th", { scope: "row", title: zone }, city(zone)), h("td", { class: "strong" }, `${date(time, "UTC", { year: false })}, ${timeOfDay(time, "UTC")}`),
        h("td", {}, accounts.length > 0 && `${accounts.length > 1 ? "accounts" : "account"} ${list(accounts)}`,
          accounts.length > 0 && campaigns.length > 0 && "; ", few(campaigns), accounts.length + campaigns.length === 0 && "none"))))));
}

/** @param {string[]} names */
function few(names) {
  const different = [...new Set(names)];
  const more = different.length - 3;
  const isCut = own.campaigns.length >= askedCampaigns;
  return [different.slice(0, 3).map((name, index) => [index > 0 && ", ", h("bdi", {}, name)]), more > 0 && ` and ${isCut ? "more" : `${more} more`}`];
}

function changes() {
  const { now } = shown();
  const found = usedZones().map(({ zone }) => nextChange(zone, now)).filter((one) => one !== null)
    .sort((one, other) => one.time - other.time);
  return h("section", { "aria-label": "Clocks change next" }, h("h2", {}, "Clocks change next"),
    found.length === 0 ? h("p", { class: "hint" }, "In none of these zones within a year.")
      : h("ul", { class: "lines changes" }, found.map(({ zone, time, before, after }) => h("li", { key: zone },
        h("span", { title: zone }, city(zone)),
        h("span", {}, `${date(before, "UTC")}, ${timeOfDay(before, "UTC", { seconds: false })} becomes ${timeOfDay(after, "UTC", { seconds: false })}`),
        button("Jump to a minute before", () => jump(time - 60_000), { kind: "quiet", class: "link", off: isOff(),
          label: `Jump to a minute before the change in ${city(zone)}` })))));
}

/** @param {any} account */
function accountLine(account) {
  const { name, clock: its, timezone } = account;
  const time = clockNow(its ?? state.clock);
  const words = its && { real: "real time", frozen: "frozen at", offset: "running, now" }[/** @type {import("./store.js").Clock} */ (its).mode];
  return h("li", { key: name },
    h("div", {}, h("strong", {}, its ? h("a", { href: link("clock", [name]) }, name) : name),
      h("p", { class: "second" }, its ? `own, ${words}${its.mode === "real" ? ""
        : ` ${date(time, timezone, { year: false })}, ${timeOfDay(time, timezone)}`}` : "the shared clock")),
    button(its ? "Back to shared" : "Own clock", () => void (its ? attempt(() => control("DELETE", `accounts/${encodeURIComponent(name)}/clock`)) : move({ mode: "frozen" }, name)),
      { off: isOff(), label: its ? `${name}: back to the shared clock` : `${name}: own clock` }));
}
