// The view Clock: the mock's time, and the accounts' own clocks.

import { h } from "./view.js";

/** @type {import("./app.js").View} */
export const clock = {
  name: "clock", title: "Clock", letter: "k", icon: "clock",
  start: () => ({}),
  load: async () => {},
  render: () => h("div", { class: "view clock" }, h("header", { class: "second-bar" }, h("h1", {}, "Clock"))),
  count: ({ state }) => ({ frozen: "frozen", offset: "moved", real: null }[state.clock?.mode ?? "real"]),
};
