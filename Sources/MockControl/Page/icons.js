// Small drawings of 16 by 16. They are hidden from screen readers: the words beside them say the same.

import { h } from "./view.js";

/** The line of each icon: `d` of its path. */
const paths = {
  requests: "M2.5 4h11M2.5 8h11M2.5 12h7",
  campaigns: "M3.5 3.5h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM2.5 6.5h11M5.5 2v3M10.5 2v3",
  accounts: "M8 8.2a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.8 13.6c.5-2.4 2.6-3.6 5.2-3.6s4.7 1.2 5.2 3.6",
  faults: "M8.8 2 3.5 9h4l-.8 5 5.8-7.5h-4.2z",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6",
  try: "M2.5 4.5 6 8l-3.5 3.5M7.5 12h6",
  calls: "M4.2 2.5h2l1 3-1.4 1a7 7 0 0 0 3.7 3.7l1-1.4 3 1v2a1.5 1.5 0 0 1-1.6 1.5A10.3 10.3 0 0 1 2.7 4.1a1.5 1.5 0 0 1 1.5-1.6z",
  document: "M4 2.5h5.5L12.5 5.5v8H4zM9.5 2.5v3h3M6 8.5h4.5M6 11h4.5",
  keyboard: "M2.5 4h11a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM4 6.5h1M7 6.5h1M10 6.5h1M4 9.5h1M6.5 9.5h4",
  copy: "M6 5.5h6.5a.8.8 0 0 1 .8.8v6.2a.8.8 0 0 1-.8.8H6.3a.8.8 0 0 1-.8-.8V6M10.5 3.2V2.9H3.6a.8.8 0 0 0-.8.8v6.8h.4",
  again: "M13 8a5 5 0 1 1-1.5-3.55L13 6M13 2.5V6H9.5",
  reset: "M3 8a5 5 0 1 0 1.5-3.55L3 6M3 2.5V6h3.5",
  edit: "M10.5 3.2l2.3 2.3L5.5 12.8l-2.8.5.5-2.8z",
  send: "M13.7 2.3 2.3 6.6l4.8 2.6 2.6 4.8zM7.1 9.2l2.8-2.9",
  trash: "M3 4.5h10M6.5 4.5V3h3v1.5M4.2 4.5l.6 8.5h6.4l.6-8.5M6.7 7v3.8M9.3 7v3.8",
  warning: "M8 2.8 14 13H2zM8 6.5v3M8 11.2v.1",
  check: "M3.5 8.5l3 3 6-7",
  cross: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  dash: "M4.5 8h7",
  plus: "M8 3.5v9M3.5 8h9",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",
  up: "M4 10l4-4 4 4",
  down: "M4 6l4 4 4-4",
  left: "M10 4 6 8l4 4",
  right: "M6 4l4 4-4 4",
  more: "M3.5 8h.1M8 8h.1M12.5 8h.1",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  pause: "M6 4v8M10 4v8",
  play: "M5 3.5v9L12.5 8z",
  stop: "M4 4h8v8H4z",
  key: "M5.5 12.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM7.5 8 13 2.5M11 4.5l2 2",
  link: "M7 3.5H3.5v9h9V9M9 2.5h4.5V7M13.3 2.7 7.5 8.5",
  blocked: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM4.2 4.2l7.6 7.6",
  circle: "M8 12.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z",
  processing: "M8 12.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM8 9a1 1 0 1 0 0-2 1 1 0 0 0 0 2z",
};

/** @typedef {keyof typeof paths} IconName */

/**
 * @param {IconName} name
 * @param {string} [classes] such as `ok`, `warn` or `bad` for its colour.
 */
export function icon(name, classes = "") {
  return h("svg", { class: `icon i-${name} ${classes}`, viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    h("path", { d: paths[name] }));
}

/** The mock's sign. */
export function logo() {
  return h("svg", { class: "logo", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" },
    h("rect", { width: 20, height: 20, rx: 5 }), h("path", { d: "M4.5 6.5h8M7.5 10h8M4.5 13.5h7" }));
}
