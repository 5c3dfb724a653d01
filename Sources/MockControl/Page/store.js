// The state of the page, and when the page is drawn again.

/**
 * @typedef {object} Clock the mock's clock, or an account's.
 * @property {"real" | "offset" | "frozen"} mode
 * @property {number} now milliseconds since 1970, when it was read.
 * @property {number} readAt `performance.now()` when it was read.
 * @property {number} speed how many seconds pass in one.
 * @property {boolean} [shared] of an account's: whether it is the mock's.
 */

/**
 * @typedef {object} LiveState the state of the event stream.
 * @property {"connecting" | "live" | "reconnecting" | "stopped"} kind
 * @property {number} [retryAt] milliseconds since 1970 of the next try.
 * @property {number} [lostAt] milliseconds since 1970 of the last news.
 */

/**
 * @typedef {object} PageState
 * @property {import("./router.js").Route} route
 * @property {LiveState} live
 * @property {"none" | "asked" | "wrong"} token whether the mock asks for its token.
 * @property {string} failure why the shown view could not be read; empty for none.
 * @property {string} account the chosen account's name; empty for all.
 * @property {any[]} accounts as `GET /_mock/accounts` lists them.
 * @property {any[]} faults as `GET /_mock/faults` lists them.
 * @property {Clock | null} clock
 * @property {any} health as `GET /_mock/health` answers.
 * @property {{requests: number, allRequests: number, campaigns: number, calls: number, webhooks: number}} totals requests,
 *   calls and webhooks of the chosen account.
 * @property {Record<string, any>} views each view's own part, by its name.
 * @property {{isDrawerOpen: boolean, isHelpOpen: boolean, open: string}} frame `open`: the name of the open menu.
 * @property {{key: number, content: import("./view.js").Contents}[]} notes short messages at the lower edge.
 */

/** @type {PageState} */
export const state = {
  route: { view: "requests", path: [], query: new URLSearchParams() },
  live: { kind: "connecting" }, token: "none", failure: "", account: "", accounts: [], faults: [], clock: null, health: null,
  totals: { requests: 0, allRequests: 0, campaigns: 0, calls: 0, webhooks: 0 }, views: {},
  frame: { isDrawerOpen: false, isHelpOpen: false, open: "" }, notes: [],
};

/** @type {() => void} */
let draw = () => {};
let isAsked = false;

/**
 * Changes the state. The page is drawn in the next animation frame, once for all changes before it.
 *
 * @param {(state: PageState) => void} [change]
 */
export function update(change) {
  change?.(state);
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {
    isAsked = false;
    draw();
  });
}

/** @param {() => void} how draws the page. */
export function drawWith(how) {
  draw = how;
}

/** Whether the mock does not answer, so that what needs it is off. */
export function isOff() {
  return state.live.kind === "reconnecting" || state.live.kind === "stopped";
}

/** The mock's time in milliseconds since 1970. */
export function mockNow() {
  return clockNow(state.clock);
}

/** What a clock shows, in milliseconds since 1970. @param {Clock | null | undefined} clock */
export function clockNow(clock) {
  if (!clock) return Date.now();
  return clock.mode === "frozen" ? clock.now : clock.now + (performance.now() - clock.readAt) * clock.speed;
}

/**
 * A clock as it was just read. In an account it has what it showed `since` a time of the machine, or how far it is ahead.
 *
 * @param {any} document
 * @returns {Clock}
 */
export function clockOf({ mode, now, since, offset_seconds: ahead = 0, speed = 1, shared }) {
  const time = now === undefined ? Date.now() + ahead * 1000 : Date.parse(now) + (since ? (Date.now() - Date.parse(since)) * speed : 0);
  return { mode, now: time, readAt: performance.now(), speed, shared };
}

let noteKey = 0;

/**
 * Shows a short message for a few seconds.
 *
 * @param {import("./view.js").Contents} content
 */
export function note(content) {
  const key = (noteKey += 1);
  update(() => { state.notes = [...state.notes.slice(-2), { key, content }]; });
  setTimeout(() => update(() => { state.notes = state.notes.filter((one) => one.key !== key); }), 5000);
}
