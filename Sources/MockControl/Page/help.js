// The list of the keys.

import { iconButton } from "./parts.js";
import { h } from "./view.js";

/**
 * @param {import("./keys.js").Key[]} keys
 * @param {() => void} close
 */
export function help(keys, close) {
  return h("dialog", {
    class: "help", "aria-label": "Keys", onmount: (/** @type {HTMLDialogElement} */ dialog) => dialog.showModal(),
    onclose: close, onclick: (/** @type {MouseEvent} */ event) => { if (event.target === event.currentTarget) close(); },
  },
    h("header", {}, h("h2", {}, "Keys"), iconButton("cross", "Close", close)),
    h("dl", {}, keys.map(({ keys: names, isSequence, words }) => h("div", {},
      h("dt", {}, names.map((name, index) => [index > 0 && (isSequence ? " then " : " or "), h("kbd", {}, shown[name] ?? name)])),
      h("dd", {}, words)))),
    h("p", { class: "fine" }, "No key works while you type, and none deletes anything."));
}

/** @type {Record<string, string>} */
const shown = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };
