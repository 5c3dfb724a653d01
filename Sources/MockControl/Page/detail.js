// One entry of a list beside it: what happened in a sentence, and all that is known of it. See `list-view.js`.

import { lines, read } from "./json-text.js";
import { copyButton, iconButton } from "./parts.js";
import { go } from "./router.js";
import { h } from "./view.js";
import { date, ownZone, timeOfDay } from "./words.js";

/** @typedef {import("./view.js").Contents} Contents */
/** @typedef {{name: string, title: string, note?: string, view: () => Contents}} Tab */

/**
 * @param {import("./list-view.js").Frame} frame
 * @param {{name: string, key: string | number, facts: Contents[], headline: Contents, actions: Contents, tabs: Tab[]}} content
 */
export function detailFrame({ source, place, tab, showTab }, { name, key, facts, headline, actions, tabs }) {
  const shown = tabs.find((one) => one.name === tab) ?? tabs[0];
  const steps = [
    iconButton("up", `The newer ${source.noun}`, () => go(place.previous), { disabled: !place.previous }),
    iconButton("down", `The older ${source.noun}`, () => go(place.next), { disabled: !place.next }),
  ];
  return h("article", { class: `detail ${source.noun}-detail`, key: "detail", "aria-label": name },
    h("div", { class: "detail-bar" }, h("a", { href: place.list, class: "to-list" }, `‹ ${source.title}`),
      place.index >= 0 && h("span", { class: "fine" }, `${place.index + 1} of ${place.total}`), steps),
    h("header", {},
      h("div", { class: "facts" },
        facts.flatMap((part, index) => (part ? [index > 0 && h("span", { class: "dot", "aria-hidden": "true" }, "·"), part] : [])),
        h("span", { class: "detail-steps" }, steps, iconButton("cross", "Close", () => go(place.list)))),
      h("h1", {}, headline),
      h("div", { class: "actions" }, actions)),
    h("div", { class: "detail-tabs", role: "tablist", "aria-label": `Parts of the ${source.noun}`, onkeydown: moveTab },
      tabs.map((one) => h("button", {
        key: one.name, type: "button", role: "tab", id: `tab-${one.name}`, "aria-selected": one === shown, "aria-controls": "tab",
        tabindex: one === shown ? 0 : -1, onclick: () => showTab(one.name),
      }, one.title, one.note && h("span", { class: "fine" }, one.note)))),
    h("div", { key: `${key} ${shown.name}`, id: "tab", role: "tabpanel", "aria-labelledby": `tab-${shown.name}`, class: "tab", tabindex: 0 },
      shown.view()));
}

/**
 * A fact that a click adds to the filter.
 *
 * @param {(word: string, value: string) => void} filterBy
 * @param {string} word
 * @param {string} value
 * @param {string} [kind] its class.
 * @param {Contents} [shown]
 */
export function fact(filterBy, word, value, kind = "", shown = value) {
  return h("button", { type: "button", class: `fact ${kind}`, title: `Filter by ${word}`, onclick: () => filterBy(word, value) }, shown);
}

/** @param {number} time milliseconds since 1970. */
export function factTime(time) {
  return h("time", { title: `${date(time)}, ${timeOfDay(time)} in ${ownZone}` }, timeOfDay(time));
}

/** A table of names and values. @param {string} heading empty for none. @param {Contents[][]} rows */
export function pairs(heading, rows) {
  return [heading && h("h2", { key: heading }, heading), h("dl", { class: "pairs", key: `${heading} rows` },
    rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))))];
}

/**
 * The body of a message; JSON by lines.
 *
 * @param {string} name of what is copied.
 * @param {string} text
 * @param {string} [kind] its media type.
 */
export function bodyView(name, text, kind = "") {
  if (!text) return h("p", { class: "fine" }, `The ${name} has no body.`);
  const value = read(text);
  return [
    h("div", { class: "code-head" }, h("span", { class: "fine" }, kind), copyButton(name, text, { kind: "quiet" })),
    h("pre", { class: "json", tabindex: 0, role: "region", "aria-label": `Body of the ${name}` }, value ? lines(value).map((line, index) => h("span", { key: index },
      "  ".repeat(line.depth), line.name && h("span", { class: "name" }, line.name), line.name && ": ", line.text, line.comma, "\n")) : text),
  ];
}

/** The arrow keys go from tab to tab. @param {KeyboardEvent} event */
function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const { currentTarget, target } = event;
  if (!step || !(currentTarget instanceof Element)) return;
  const tabs = [...currentTarget.querySelectorAll("button")];
  const next = tabs[(tabs.findIndex((one) => one === target) + step + tabs.length) % tabs.length];
  event.preventDefault();
  next?.click();
  next?.focus();
}
