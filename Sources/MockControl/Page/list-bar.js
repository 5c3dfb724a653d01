// The second bar of a list: the filter, how many fit, and what the list can do.

import { filterField } from "./filter-field.js";
import { button, iconButton, menu } from "./parts.js";
import { changeFilter, mostRows, togglePause } from "./rows.js";
import { h } from "./view.js";

/**
 * @param {import("./rows.js").Own} own
 * @param {{before?: import("./view.js").Contents, after?: import("./view.js").Contents,
 *   items: Parameters<typeof menu>[2]}} more `items`: those of its menu.
 */
export function listBar(own, { before, after, items }) {
  const { source, filter, matched, heldCount } = own;
  const number = (/** @type {number} */ value) => value.toLocaleString("en");
  const pauseWords = !own.isPaused ? "Pause" : heldCount ? `Show ${number(heldCount)} new` : "Go on";
  return h("header", { class: "second-bar" },
    h("h1", { class: "spoken" }, source.title), before,
    filterField({ text: filter, field: own.field, change: (text) => changeFilter(own, text), language: source.language,
      label: `Filter the ${source.nouns}`, placeholder: source.placeholder }),
    filter.trim() !== "" && h("span", { class: "matched", title: own.isPart ? `The mock cannot filter so. The page looks through the newest ${number(mostRows)}.` : null },
      `${number(matched)} of ${own.isPart ? `the newest ${number(mostRows)}` : number(source.total())}`),
    h("span", { class: "pause" }, button(pauseWords, () => togglePause(own), { icon: own.isPaused ? "play" : "pause", label: pauseWords })),
    after, menu(source.name, iconButton("more", "More", () => {}, { class: "boxed" }), items));
}
