// What stands around every view: the left bar, the top bar, the drawer of small screens, the sign-in and the notes.

import { icon, logo } from "./icons.js";
import { help } from "./help.js";
import { address, control } from "./mock.js";
import { button, confirmButton, copyButton, iconButton, menu } from "./parts.js";
import { attempt } from "./refusals.js";
import { resetQuestion } from "./resetting.js";
import { go, link } from "./router.js";
import { lists } from "./rows.js";
import { signIn } from "./sign-in.js";
import { isOff, mockNow, state, update } from "./store.js";
import { h } from "./view.js";
import { date, ownZone, timeOfDay } from "./words.js";

/** @typedef {import("./app.js").View} View */

/**
 * The page.
 *
 * @param {{views: View[], view: View, context: (view: View) => import("./app.js").Context,
 *   actions: import("./app.js").Actions}} page
 */
export function frame({ views, view, context, actions }) {
  const { frame: { isDrawerOpen, isHelpOpen }, failure, token, notes } = state;
  const isShut = token !== "none";
  return h("div", { class: `frame ${isDrawerOpen ? "with-drawer" : ""}`, onclick: closeMenu },
    h("a", { class: "skip", href: "#main", onclick: skip }, "Skip to the content"),
    leftBar(views, view, context, actions, isShut),
    isDrawerOpen && h("div", { class: "drawer-ground", onclick: () => openDrawer(false) }),
    topBar(views, view, context, actions, isShut),
    h("main", { id: "main", tabindex: -1, key: view.name },
      isShut ? signIn(actions) : [
        banner(actions),
        failure && h("p", { class: "banner bad", role: "alert" }, icon("cross"), failure),
        view.render(context(view)),
      ]),
    isHelpOpen && help(allKeys(views, view, context), () => showHelp(false)),
    h("div", { class: "notes", role: "status" }, notes.map(({ key, content }) => h("div", { key, class: "note" }, content))));
}

/**
 * @param {View[]} views
 * @param {View} shown
 * @param {(view: View) => import("./app.js").Context} context
 * @param {import("./app.js").Actions} actions
 * @param {boolean} isShut
 */
function leftBar(views, shown, context, actions, isShut) {
  const { health } = state;
  return h("nav", { class: "left-bar", "aria-label": "Views", onkeydown: escapeDrawer },
    h("a", { class: "brand", href: link(views[0].name) }, logo(), h("span", {}, "campaign-mock")),
    h("ul", {}, views.map((view) => {
      const number = isShut ? null : view.count?.(context(view));
      return h("li", { key: view.name }, h("a", {
        href: link(view.name), title: view.title, "aria-current": view === shown ? "page" : null,
      }, icon(view.icon), h("span", { class: "title" }, view.title),
        number !== null && number !== undefined
          && h("span", { class: "count" }, typeof number === "number" ? number.toLocaleString("en") : number)));
    })),
    h("div", { class: "drawer-only" }, !isShut && [clockPart(), accountPicker(actions, "drawer"), resetPart("drawer")]),
    h("ul", { class: "foot" },
      h("li", {}, h("a", { href: "docs", title: "API description" }, icon("document"), h("span", { class: "title" }, "API description"))),
      h("li", {}, h("button", { type: "button", title: "Keys", onclick: () => showHelp(true) },
        icon("keyboard"), h("span", { class: "title" }, "Keys"), h("kbd", {}, "?")))),
    h("p", { class: "fine" }, health && [
      h("span", { title: health.database.path ?? "" }, health.database.path?.split("/").pop() ?? "In memory"),
      h("span", {}, `Version ${health.version}`)]));
}

/**
 * @param {View[]} views
 * @param {View} shown
 * @param {(view: View) => import("./app.js").Context} context
 * @param {import("./app.js").Actions} actions
 * @param {boolean} isShut
 */
function topBar(views, shown, context, actions, isShut) {
  const number = isShut ? null : shown.count?.(context(shown));
  return h("header", { class: "top-bar" },
    iconButton("menu", "Menu", () => openDrawer(true), { class: "narrow-only", "aria-expanded": state.frame.isDrawerOpen }),
    h("span", { class: "narrow-only view-name" }, shown.title, h("span", { class: "count" }, number ?? "")),
    h("span", { class: "address" }, h("span", { class: "label" }, "Address"), h("code", {}, address),
      copyButton("address", address, { isIcon: true })),
    !isShut && liveState(),
    !isShut && h("div", { class: "wide-only right" }, clockPart(), accountPicker(actions, "bar"), resetPart("bar")));
}

function liveState() {
  const { live } = state;
  const held = lists.reduce((sum, { heldCount }) => sum + heldCount, 0);
  const isPaused = lists.some((list) => list.isPaused);
  const words = live.kind === "reconnecting" ? ["warn", "circle", `Reconnecting in ${secondsUntil(live.retryAt)} s`]
    : live.kind === "stopped" ? ["bad", "stop", "Stopped"]
    : live.kind === "connecting" ? ["", "circle", "Connecting"]
    : isPaused ? ["warn", "pause", held ? `Paused, ${held.toLocaleString("en")} new` : "Paused"] : ["ok", "dot", "Live"];
  return h("span", { class: `live ${words[0]}`, role: "status" },
    words[1] === "dot" ? h("svg", { class: "shape", viewBox: "0 0 8 8", width: 8, height: 8, "aria-hidden": "true" }, h("circle", { cx: 4, cy: 4, r: 4 }))
      : icon(/** @type {import("./icons.js").IconName} */ (words[1]), "small"), words[2]);
}

/** @param {number | undefined} time */
function secondsUntil(time) {
  return Math.max(0, Math.ceil(((time ?? 0) - Date.now()) / 1000));
}

function clockPart() {
  const { clock } = state;
  if (!clock) return null;
  const now = mockNow();
  return h("a", { class: "clock", href: link("clock"), title: `${date(now)}, ${timeOfDay(now)} in ${ownZone}` },
    icon("clock"), h("span", {}, `${date(now, "UTC")}, ${timeOfDay(now, "UTC")} UTC`),
    h("span", { class: "badge" }, clock.speed === 1 ? { real: "Real time", frozen: "Frozen", offset: "Moved" }[clock.mode] : `× ${clock.speed.toLocaleString("en")}`));
}

/**
 * @param {import("./app.js").Actions} actions
 * @param {string} place
 */
function accountPicker(actions, place) {
  const { account, accounts } = state;
  return menu(`account ${place}`, button(account || "All accounts", () => {}, {
    icon: "accounts", isMenu: true, label: `Account: ${account || "all"}`,
  }), [{ text: "All accounts", isChosen: account === "", run: () => actions.pickAccount("") },
    ...accounts.map(({ name }) => ({ text: name, isChosen: account === name, run: () => actions.pickAccount(name) }))]);
}

/** @param {string} place */
function resetPart(place) {
  const { goes, boxes, kept } = resetQuestion();
  return confirmButton(`reset ${place}`, "Reset…", {
    question: "Back to the start data?", goes, word: "Reset", icon: "reset", kind: "quiet", off: isOff(), more: boxes,
    run: () => void attempt(() => control("POST", "reset", { keep: kept })),
  });
}

/** @param {import("./app.js").Actions} actions */
function banner(actions) {
  const { live } = state;
  if (!isOff() || !live.lostAt) return null;
  const since = timeOfDay(live.lostAt);
  const again = h("button", { type: "button", class: "button", onclick: actions.retryNow }, "Try now");
  if (live.kind === "reconnecting") {
    return h("div", { class: "banner warn", key: "banner" }, icon("warning"),
      h("span", {}, h("strong", {}, "The mock does not answer."), ` What you see is as of ${since}.`), again);
  }
  return h("div", { class: "banner bad", key: "banner" }, icon("stop"),
    h("span", {}, h("strong", {}, `The mock has not answered since ${since}.`),
      " Start it again and this page goes on by itself: ", h("code", {}, "campaign-mock"),
      copyButton("command", "campaign-mock", { isIcon: true })), again);
}

/** @param {boolean} isOpen */
function openDrawer(isOpen) {
  update(() => { state.frame.isDrawerOpen = isOpen; });
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const target = document.querySelector(isOpen ? ".left-bar a" : ".top-bar button");
    if (target instanceof HTMLElement) target.focus();
  }));
}

/** @param {KeyboardEvent} event */
function escapeDrawer(event) {
  if (event.key === "Escape" && state.frame.isDrawerOpen && !state.frame.open) openDrawer(false);
}

/** @param {boolean} isOpen */
function showHelp(isOpen) {
  update(() => { state.frame.isHelpOpen = isOpen; });
}

/** A click beside an open menu closes it. @param {MouseEvent} event */
function closeMenu({ target }) {
  if (state.frame.open && target instanceof Element && target.isConnected && !target.closest(".menu-place")) {
    update(() => { state.frame.open = ""; });
  }
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  /** @type {HTMLElement | null} */ (document.querySelector("#main"))?.focus();
}

/**
 * @param {View[]} views
 * @param {View} view
 * @param {(view: View) => import("./app.js").Context} context
 */
function allKeys(views, view, context) {
  return [...(view.keys?.(context(view)) ?? []), ...frameKeys(views)];
}

/**
 * The keys that work in every view.
 *
 * @param {View[]} views
 * @returns {import("./keys.js").Key[]}
 */
export function frameKeys(views) {
  return [
    ...views.map((view) => ({
      keys: ["g", view.letter], isSequence: true, words: view.title, run: () => go(link(view.name)),
    })),
    { keys: ["?"], words: "these keys", run: () => showHelp(!state.frame.isHelpOpen) },
  ];
}
