// The view Requests: what was asked, live.

import { h } from "./view.js";

/** @type {import("./app.js").View} */
export const requests = {
  name: "requests", title: "Requests", letter: "r", icon: "requests",
  start: () => ({}),
  load: async () => {},
  render: () => h("div", { class: "view requests" }, h("header", { class: "second-bar" }, h("h1", {}, "Requests"))),
  count: ({ state }) => state.totals.requests,
};
