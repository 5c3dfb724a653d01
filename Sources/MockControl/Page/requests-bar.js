// The second bar of the view Requests: the filter, how many fit, and what the list can do.

import { filterField } from "./filter-field.js";
import { parse } from "./filter.js";
import { control } from "./mock.js";
import { button, iconButton, menu } from "./parts.js";
import { attempt } from "./refusals.js";
import { changeFilter, parametersOf, togglePause } from "./request-rows.js";
import { go, link } from "./router.js";
import { isOff, state } from "./store.js";
import { h } from "./view.js";

/** @typedef {import("./request-rows.js").Own} Own */

/** @param {Own} own */
export function requestsBar(own) {
  const newest = own.rows[0]?.number ?? 0;
  const pauseWords = !own.isPaused ? "Pause" : own.heldCount ? `Show ${own.heldCount.toLocaleString("en")} new` : "Go on";
  return h("header", { class: "second-bar" },
    h("h1", { class: "spoken" }, "Requests"),
    filterField({ text: own.filter, field: own.field, change: (text) => changeFilter(own, text) }),
    own.filter.trim() !== "" && h("span", { class: "matched" }, `${own.matched.toLocaleString("en")} of ${state.totals.requests.toLocaleString("en")}`),
    h("span", { class: "pause" }, button(pauseWords, () => togglePause(own), { icon: own.isPaused ? "play" : "pause", label: pauseWords })),
    h("span", { class: "wide-only" }, button("Clear list", () => clearList(own, newest), { kind: "quiet", off: newest === 0 })),
    menu("requests", iconButton("more", "More", () => {}, { class: "boxed" }), [
      { text: "Open the newest", run: () => go(link("requests", ["latest"], { filter: own.filter })) },
      { text: "Clear list", off: newest === 0, run: () => clearList(own, newest) },
      { text: "Save as HTTP Archive", off: isOff() || newest === 0, run: () => void attempt(() => saveArchive(own)) },
    ]));
}

/**
 * Hides what came so far. Nothing is deleted: the filter says what is shown.
 *
 * @param {Own} own
 * @param {number} newest
 */
function clearList(own, newest) {
  const others = parse(own.filter).filter(({ word }) => word !== "since").map(({ text }) => text);
  changeFilter(own, [...others, `since:${newest}`].join(" "));
}

/** @param {Own} own */
async function saveArchive(own) {
  const { pairs } = parametersOf(own);
  const archive = await control("GET", `requests.har?${new URLSearchParams(pairs)}`);
  const url = URL.createObjectURL(new Blob([JSON.stringify(archive, null, 1)], { type: "application/json" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = "requests.har";
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

