// The mock's page.
//
// How it works
// - `store.js` holds one state. `update(change)` changes it, and the page is drawn in the next animation frame.
// - A view is a function of the state to descriptions (`h` of `view.js`); `patch` changes what differs in the document.
//   No innerHTML, no style attributes: the content security policy refuses both. Sizes that depend on data are SVG.
// - `router.js`: the URL's fragment says what is shown. A link is `h("a", { href: link("campaigns", [3]) }, …)`.
// - `stream.js` follows the mock's events, `shared.js` keeps what all views need (accounts, clock, faults, totals).
// - A live list with a filter, and one of its entries beside it, is a `Source` of `list-view.js`: requests, calls, webhooks.
// - The mock sends scripts without their comments, which begin a line or are types (`Documents/PageScript.swift`).
// - `mock.js` calls the mock. `parts.js`, `icons.js` and `words.js` have what views share; `page.css` their looks.
//
// How a view is written
// A view is a module with one `View`, listed below. Files: NAME.js (and NAME-PART.js), NAME.css, each also in
// `Documents/PageFile.swift`; a style sheet in `index.html` too. All of its members get the `Context`:
//
//     /** @type {import("./app.js").View} */
//     export const faults = {
//       name: "faults",       // of its URLs, `#/faults/…`, and of its part of the state
//       title: "Faults",      // in the left bar and in the window's title
//       letter: "f",          // `g` and then `f` opens it
//       icon: "faults",
//       start: () => ({ form: emptyForm() }),     // its own part of the state at first: `own`
//       load: async ({ own, update }) => {        // its URL was opened or changed, the account was picked, or what was
//         const list = await control("GET", "faults");         // shown is no longer true (reset, restart, lost events)
//         update(() => { own.list = list.faults; });
//       },
//       render: ({ own, state, route }) => h("div", { class: "view faults" },
//         h("header", { class: "second-bar" }, h("h1", {}, "Faults"), …), …),
//       onEvent: (event, { own, update }) => {},  // each event of the stream, in order; also while not shown
//       count: ({ state }) => state.faults.length,             // at the right of its name in the left bar
//       keys: ({ own }) => [{ keys: ["n"], words: "new fault", run: () => {} }],   // while it is shown
//     };
//
// - An error that `load` throws is shown above the view. Elsewhere `attempt(() => …)` of
//   `refusals.js` shows it as a note.
// - `start`'s object stays the same object; change its members inside `update`.
// - `state.account` is the picked account (empty for all); every view shows that account's things alone.
// - `isOff()` of `store.js` says that the mock does not answer: what needs it is off then, copying still works.

import { accounts } from "./accounts.js";
import { callsView } from "./calls.js";
import { campaigns } from "./campaigns.js";
import { clock } from "./clock.js";
import { faults } from "./faults.js";
import { frame, frameKeys } from "./frame.js";
import { pressed } from "./keys.js";
import { report } from "./refusals.js";
import { requests } from "./requests.js";
import { parseRoute } from "./router.js";
import { loadShared, onSharedEvent } from "./shared.js";
import { drawWith, state, update } from "./store.js";
import { EventStream } from "./stream.js";
import { tryIt } from "./try-it.js";
import { patch } from "./view.js";

/**
 * @typedef {object} Context
 * @property {any} own the view's own part of the state.
 * @property {import("./store.js").PageState} state
 * @property {import("./router.js").Route} route
 * @property {(change?: (state: import("./store.js").PageState) => void) => void} update
 */

/**
 * @typedef {object} View
 * @property {string} name
 * @property {string} title
 * @property {string} letter
 * @property {import("./icons.js").IconName} icon
 * @property {() => object} start
 * @property {(context: Context, why: {isStale: boolean}) => Promise<void> | void} load `isStale`: what is shown is no
 *   longer true. Else the URL or the picked account is another one.
 * @property {(context: Context) => import("./view.js").Contents} render
 * @property {(event: import("./stream.js").MockEvent, context: Context) => void} [onEvent]
 * @property {(context: Context) => number | string | null} [count]
 * @property {(context: Context) => import("./keys.js").Key[]} [keys]
 */

/** The views in the order of the left bar. @type {View[]} */
const views = [requests, campaigns, callsView, accounts, faults, clock, tryIt];

/**
 * @param {View} view
 * @returns {Context}
 */
function context(view) {
  return { own: state.views[view.name], state, route: state.route, update };
}

function shownView() {
  return views.find((view) => view.name === state.route.view) ?? views[0];
}

/** Loads what the shown view needs. */
async function load(isStale = false) {
  const view = shownView();
  try {
    await view.load(context(view), { isStale });
    if (view === shownView()) update(() => { state.failure = ""; });
  } catch (error) {
    report(error, (message) => { state.failure = message; });
  }
}

/** Reads all again that is shown. */
async function loadAll() {
  isLoaded = true;
  const shown = load(true);
  try {
    await loadShared();
    update(() => { state.token = "none"; });
  } catch (error) {
    report(error, (message) => { state.failure = message; });
  }
  await shown;
}
let isLoaded = false;

/** The events since the last frame. Flooded, only the newest are kept, and all is read again when it gets calmer. */
let arrived = /** @type {{name: string, data: string}[]} */ ([]);
let isFlooded = false;
const mostArrived = 1000;

const stream = new EventStream({
  onEvent(name, data) {
    arrived.push({ name, data });
    if (arrived.length > mostArrived) {
      arrived = arrived.slice(-mostArrived / 2);
      isFlooded = true;
    }
    if (arrived.length === 1) update();
  },
  onState: (live) => update(() => { state.live = live; }),
  onOpen: (isResumed) => void opened(isResumed),
  onTokenNeeded: () => update(() => { state.token = state.token === "none" ? "asked" : "wrong"; }),
});

/** @param {boolean} isResumed */
async function opened(isResumed) {
  const before = state.health;
  await loadAll();
  const after = state.health;
  // A mock that was started again numbers its events from 1 again.
  if (isResumed && before && after && Math.abs(startOf(before) - startOf(after)) > 3000) {
    arrived = [];
    stream.restart();
  }
}

/** @param {{uptime_seconds: number, readAt: number}} health */
function startOf({ uptime_seconds: uptime, readAt }) {
  return readAt - uptime * 1000;
}

function takeEvents() {
  const events = arrived;
  arrived = [];
  for (const { name, data } of events) {
    const event = { name, data: JSON.parse(data) };
    if (["lost", "reset", "state", "snapshot"].includes(name)) isFlooded = true;
    onSharedEvent(event);
    for (const view of views) view.onEvent?.(event, context(view));
  }
  if (isFlooded) {
    isFlooded = false;
    clearTimeout(calmTimer);
    calmTimer = setTimeout(loadAll, 300);
  }
}
let calmTimer = 0;

function routeChanged() {
  const route = parseRoute(location.hash);
  if (!views.some((view) => view.name === route.view)) route.view = views[0].name;
  update(() => {
    state.route = route;
    state.failure = "";
    state.frame.isDrawerOpen = false;
    state.frame.open = "";
  });
  if (isLoaded) void load();
}

function draw() {
  takeEvents();
  const view = shownView();
  const title = `${view.title} · campaign-mock`;
  if (document.title !== title) document.title = title;
  const root = document.querySelector("#page");
  if (root) patch(root, frame({ views, view, context, actions }));
}

/** What the frame's controls do. */
const actions = {
  /** @param {string} name */
  pickAccount(name) {
    sessionStorage.setItem("campaign-mock.account", name);
    update(() => { state.account = name; });
    void loadAll();
  },
  /** @param {string} token */
  signIn(token) {
    sessionStorage.setItem("campaign-mock.control-token", token);
    update(() => { state.token = "wrong"; });
    stream.close();
    void loadAll().then(() => stream.open());
  },
  retryNow: () => stream.open(),
};
/** @typedef {typeof actions} Actions */

// What the file shows before its scripts run.
document.querySelector("#page")?.replaceChildren();
for (const view of views) state.views[view.name] = view.start();
state.account = sessionStorage.getItem("campaign-mock.account") ?? "";
drawWith(draw);
addEventListener("hashchange", routeChanged);
addEventListener("keydown", (event) => {
  if (state.token !== "none") return;
  const own = state.frame.isHelpOpen ? [] : shownView().keys?.(context(shownView())) ?? [];
  pressed(event, [...own, ...frameKeys(state.frame.isHelpOpen ? [] : views)]);
});
// The clock's digits and the seconds until the next try.
setInterval(() => { if (!document.hidden) update(); }, 1000);
routeChanged();
// First the stream, then what is there: so nothing is missed between them. A stream that is slow to open holds up nothing.
stream.open();
setTimeout(() => { if (!isLoaded) void loadAll(); }, 300);
