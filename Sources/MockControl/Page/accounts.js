// The view Accounts: plans, limits, keys, assistants and numbers.

import { h } from "./view.js";

/** @type {import("./app.js").View} */
export const accounts = {
  name: "accounts", title: "Accounts", letter: "a", icon: "accounts",
  start: () => ({}),
  load: async () => {},
  render: () => h("div", { class: "view accounts" }, h("header", { class: "second-bar" }, h("h1", {}, "Accounts"))),
  count: ({ state }) => state.accounts.length,
};
