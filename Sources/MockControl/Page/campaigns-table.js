// The table of the campaigns. Only the rows in sight are in the document, so ten thousand are as quick as ten.

import { leadBar, leadCount, statusWord } from "./campaign-words.js";
import { noCampaigns } from "./empty.js";
import { icon } from "./icons.js";
import { space } from "./list.js";
import { link } from "./router.js";
import { mockNow, update } from "./store.js";
import { h } from "./view.js";
import { smallWeek } from "./week-picture.js";
import { hoursText } from "./week.js";
import { moment } from "./words.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Own} Own */

/** The minutes of a week in which a campaign may call: what its hours are sorted by. @param {Campaign} campaign */
function openMinutes({ allowed_days: days, allowed_hours_start_time: start, allowed_hours_end_time: end }) {
  const minutes = (/** @type {string} */ text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  return new Set(days).size * ((minutes(end) - minutes(start) + 1_440) % 1_440 + 1);
}

/** @type {{by: string, title: string, value: (campaign: Campaign) => string | number, first?: "down"}[]} */
const columns = [
  { by: "id", title: "Id", value: ({ id }) => id },
  { by: "name", title: "Name", value: ({ name }) => name.toLowerCase() },
  { by: "status", title: "Status", value: ({ status }) => status },
  { by: "account", title: "Account", value: ({ account }) => account },
  { by: "assistant_id", title: "Assistant", value: (campaign) => campaign.assistant_id },
  { by: "hours", title: "May call", value: openMinutes, first: "down" },
  { by: "timezone", title: "Time zone", value: ({ timezone }) => timezone },
  { by: "leads", title: "Leads", value: leadCount, first: "down" },
  { by: "created_at", title: "Created", value: (campaign) => campaign.created_at, first: "down" },
];

/** @type {{rows: Campaign[], key: string, sorted: Campaign[]}} */
let last = { rows: [], key: "", sorted: [] };

/** @param {Own} own @returns {Campaign[]} */
function sorted({ rows, sort: { by, descends } }) {
  const key = `${by} ${descends}`;
  if (last.rows === rows && last.key === key) return last.sorted;
  const value = columns.find((column) => column.by === by)?.value ?? columns[0].value;
  const values = new Map(rows.map((row) => [row, value(row)]));
  const order = [...rows].sort((a, b) => {
    const [left, right] = [values.get(a) ?? "", values.get(b) ?? ""];
    return (left < right ? -1 : left > right ? 1 : a.id - b.id) * (descends ? -1 : 1);
  });
  last = { rows, key, sorted: order };
  return order;
}

/** @param {Own} own */
export function campaignsTable(own) {
  return [
    h("header", { class: "second-bar" },
      h("h1", {}, "Campaigns"),
      own.isLoaded &&
        h("span", { class: "fine count-of" },
          own.isCut ? `the newest ${own.rows.length.toLocaleString("en")}` : own.rows.length.toLocaleString("en")),
      h("div", { class: "right" },
        h("select", {
          class: "sorting",
          "aria-label": "Sort by",
          value: own.sort.by,
          onchange: (/** @type {any} */ event) => sortBy(own, event.target.value),
        }, columns.map(({ by, title }) => h("option", { value: by }, title))),
        h("a", { class: "button primary", href: link("try-it", ["createCampaign"]) }, icon("plus"), "New campaign"))),
    own.isLoaded && (own.rows.length ? table(own) : noCampaigns()),
  ];
}

/** @param {Own} own @param {string} by */
function sortBy(own, by) {
  update(() => {
    own.sort = { by, descends: own.sort.by === by ? !own.sort.descends : columns.find((one) => one.by === by)?.first === "down" };
    own.top = 0;
  });
  const scroller = document.querySelector(".campaign-rows");
  if (scroller) scroller.scrollTop = 0;
}

/** @param {Own} own */
function table(own) {
  const rows = sorted(own);
  const size = heights();
  const shown = Math.ceil(innerHeight / size) + 20;
  const first = Math.max(0, Math.min(Math.floor(own.top / size) - 10, rows.length - shown));
  const end = Math.min(rows.length, first + shown);
  return h("div", {
    class: "campaign-rows",
    role: "table",
    "aria-label": "Campaigns",
    "aria-rowcount": rows.length + 1,
    tabindex: 0,
    onmount: (/** @type {Element} */ element) => {
      element.scrollTop = own.top;
    },
    onscroll: (/** @type {any} */ event) =>
      update(() => {
        own.top = event.target.scrollTop;
      }),
  },
    h("div", { role: "rowgroup", class: "heads" },
      h("div", { role: "row", class: "heading", "aria-rowindex": 1 },
        columns.map(({ by, title }) => {
          const isSorted = own.sort.by === by;
          return h("div", { role: "columnheader", class: `c-${by}`, "aria-sort": isSorted ? (own.sort.descends ? "descending" : "ascending") : "none" },
            h("button", { type: "button", onclick: () => sortBy(own, by) },
              title,
              isSorted && h("span", { class: "arrow", "aria-hidden": "true" }, own.sort.descends ? "↓" : "↑")));
        }))),
    h("div", { role: "rowgroup" },
      space(first * size, "above"),
      rows.slice(first, end).map((campaign, index) => row(campaign, first + index + 2)),
      space((rows.length - end) * size, "below")));
}

/** The height of a row: the style sheet turns to two lines at the same width. */
function heights() {
  const width = document.querySelector("#main")?.clientWidth ?? 1000;
  return width < 720 ? 64 : 32;
}

/** @param {Campaign} campaign @param {number} index */
function row(campaign, index) {
  const leads = leadCount(campaign);
  const hours = hoursText(campaign);
  const created = Date.parse(campaign.created_at);
  const cell = (/** @type {string} */ name, /** @type {any[]} */ ...contents) =>
    h("div", { role: "cell", class: `c-${name}` }, contents);
  return h("div", { key: campaign.id, role: "row", class: "campaign", "aria-rowindex": index },
    cell("id", campaign.id),
    cell("name", h("a", { href: link("campaigns", [campaign.id]), title: campaign.name }, h("bdi", {}, campaign.name))),
    cell("status", statusWord(campaign.status)),
    cell("account", h("span", { title: campaign.account }, campaign.account)),
    cell("assistant_id", campaign.assistant_id),
    cell(
      "hours",
      smallWeek(campaign),
      campaign.allowed_days.length
        ? h("span", { title: hours }, hours)
        : h("span", { class: "warn" }, icon("warning", "small"), hours),
    ),
    cell("timezone", h("span", { title: campaign.timezone }, campaign.timezone)),
    cell("leads", leads ? [leadBar(campaign), h("span", {}, leads.toLocaleString("en"))] : h("span", { class: "quiet-text" }, "none")),
    cell(
      "created_at",
      h("span", { title: `${campaign.created_at.slice(0, 19)}Z` }, moment(created, mockNow(), campaign.timezone, { seconds: false })),
    ));
}
