// The view Accounts: all of them with their use, and one of them (`account.js`).

import { accountView, beginNew, newAccount } from "./account.js";
import { loadOutcomes } from "./account-outcomes.js";
import { bar, button, toggle } from "./parts.js";
import { attempt } from "./refusals.js";
import { go, link } from "./router.js";
import { isOff, state } from "./store.js";
import { h } from "./view.js";

const start = () => ({
  /** The limit that is edited: its name, and what was typed. */
  edit: /** @type {{of: string, text: string, mistake: string} | null} */ (null),
  /** The form of a new account. */
  made: /** @type {{name: string, key: string, mistake: string} | null} */ (null),
});
/** @typedef {ReturnType<typeof start>} Own */

/** @param {import("./router.js").Route} route */
function chosen(route) {
  const name = route.path[0] ?? (state.account || state.accounts[0]?.name);
  return state.accounts.find((one) => one.name === name) ?? null;
}

/** @type {import("./app.js").View} */
export const accounts = {
  name: "accounts",
  title: "Accounts",
  letter: "a",
  icon: "accounts",
  start,
  load: async ({ own, update, route }) => {
    update(() => { own.edit = null; });
    await loadOutcomes(chosen(route)?.name);
  },
  onEvent: ({ name }, { route }) => {
    if (route.view === "accounts" && name === "account") void attempt(() => loadOutcomes(chosen(route)?.name));
  },
  render: ({ own, route }) => {
    const account = chosen(route);
    const isOne = route.path.length > 0;
    return h("div", { class: `view accounts ${isOne ? "of-one" : ""}` },
      h("header", { class: "second-bar" },
        h("h1", {}, "Accounts"),
        h("span", { class: "fine count-of" }, state.account ? `of ${state.accounts.length.toLocaleString("en")}` : state.accounts.length.toLocaleString("en")),
        h("div", { class: "right" }, button("New account", () => beginNew(own), { icon: "plus", kind: "primary", off: isOff() }))),
      h("div", { class: "account-columns" },
        h("nav", { class: "account-list", "aria-label": "Accounts" },
          h("ul", {},
            state.accounts.filter(({ name }) => !state.account || name === state.account).map((one) =>
              listed(one, one === account)
            )),
          h("p", { class: "second" }, "Give each test an account: its own keys, campaigns, faults and clock.")),
        h("div", { class: "account" },
          own.made && newAccount(own),
          account ? accountView(own, account) : isOne && state.health &&
            h("div", { class: "empty-view" },
              h("h2", {}, `There is no account ${route.path[0]}`),
              h("p", {}, h("a", { href: link("accounts") }, "All accounts"))))));
  },
  count: () => (state.account ? 1 : state.accounts.length),
  keys: ({ own, route }) => [
    { keys: ["j", "ArrowDown"], words: "the next account", run: () => move(route, 1) },
    { keys: ["k", "ArrowUp"], words: "the account before", run: () => move(route, -1) },
    { keys: ["n"], words: "new account", run: () => beginNew(own) },
    { keys: ["Escape"], words: "all accounts", run: () => state.frame.open ? toggle(state.frame.open) : go(link("accounts")) },
  ],
};

/** Opens the next account. @param {import("./router.js").Route} route @param {number} by */
function move(route, by) {
  const next = state.accounts[state.accounts.indexOf(chosen(route)) + by];
  if (next && !state.account) go(link("accounts", [next.name]), { replace: route.path.length > 0 });
}

/** @param {any} account @param {boolean} isChosen */
function listed({ name, plan, campaigns }, isChosen) {
  const isFull = campaigns >= plan.max_campaigns;
  return h("li", { key: name },
    h("a", { href: link("accounts", [name]), "aria-current": isChosen ? "true" : null },
      h("span", { class: "line-of-two" }, h("strong", {}, name), h("span", { class: "second" }, plan.name)),
      h("span", { class: "line-of-two" },
        useBar(campaigns, plan.max_campaigns),
        h("span", { class: isFull ? "warn" : "second" },
          `${campaigns.toLocaleString("en")} of ${plan.max_campaigns.toLocaleString("en")}${isFull ? ", full" : ""}`))));
}

/** @param {number} used @param {number} most */
export function useBar(used, most) {
  const isFull = used >= most;
  return h("span", { class: "use" },
    bar([{ value: Math.max(Math.min(used, most), isFull ? 1 : 0), kind: isFull ? "full" : "used" }], most || 1));
}
