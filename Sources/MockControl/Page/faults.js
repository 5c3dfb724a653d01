// The view Faults: what is armed to fail.

import { h } from "./view.js";

/** @type {import("./app.js").View} */
export const faults = {
  name: "faults", title: "Faults", letter: "f", icon: "faults",
  start: () => ({}),
  load: async () => {},
  render: () => h("div", { class: "view faults" }, h("header", { class: "second-bar" }, h("h1", {}, "Faults"))),
  count: ({ state }) => state.faults.length || null,
};
