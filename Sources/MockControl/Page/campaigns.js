// The view Campaigns: the stored campaigns, one campaign, its week and its leads.

import { h } from "./view.js";

/** @type {import("./app.js").View} */
export const campaigns = {
  name: "campaigns", title: "Campaigns", letter: "c", icon: "campaigns",
  start: () => ({}),
  load: async () => {},
  render: () => h("div", { class: "view campaigns" }, h("header", { class: "second-bar" }, h("h1", {}, "Campaigns"))),
  count: ({ state }) => state.totals.campaigns,
};
