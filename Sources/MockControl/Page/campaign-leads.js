// The leads of one campaign: how many have which status, and the leads themselves.

import { asAccount, worked } from "./campaign.js";
import { leadBar, leadCount, leadSigns, leadStatus } from "./campaign-words.js";
import { leadsOnPage, loadLeads } from "./campaigns.js";
import { leadForm, terminalLine } from "./lead-form.js";
import { button, confirmButton, iconButton, menu } from "./parts.js";
import { attempt } from "./refusals.js";
import { isOff, state, update } from "./store.js";
import { h } from "./view.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Lead} Lead */
/** @typedef {import("./campaigns.js").Own} Own */

/** @param {Own} own @param {Campaign} campaign */
export function leadsPart(own, campaign) {
  const number = leadCount(campaign);
  const isOpen = own.form.isOpen || number === 0;
  return h(
    "section",
    { class: "leads-part", "aria-label": "Leads" },
    h(
      "header",
      {},
      h("h2", {}, "Leads"),
      h("span", { class: "second" }, number ? summary(own, number) : "none yet"),
      number > 0 && h(
        "div",
        { class: "right" },
        button("Add lead", () =>
          update(() => {
            own.form.isOpen = !isOpen;
          }), {
          icon: "plus",
          expanded: isOpen,
          off: isOff(),
        }),
      ),
    ),
    number > 0 && [leadBar(campaign), legend(own, campaign)],
    isOpen && leadForm(own, campaign, number > 0),
    number === 0 ? terminalLine(own, campaign) : leadTable(own, campaign),
  );
}

/** @param {Own} own @param {number} number */
function summary(own, number) {
  // Second numbers are known where all leads are on this page.
  const isWhole = !own.hasMore && !own.before.length && !own.status;
  const seconds = isWhole ? new Set(own.leads.flatMap(({ primary_id: id }) => id ?? [])).size : 0;
  return `${number.toLocaleString("en")}${
    seconds === 1 ? ", one with a second number" : seconds ? `, ${seconds} with a second number` : ""
  }`;
}

/** The statuses with their numbers: a click shows the leads of one. @param {Own} own @param {Campaign} campaign */
function legend(own, campaign) {
  return h(
    "div",
    { class: "legend", role: "group", "aria-label": "Filter by status" },
    Object.keys(leadSigns).filter((status) => campaign.lead_counts[status] || own.status === status).map((status) =>
      h(
        "button",
        {
          key: status,
          type: "button",
          "aria-pressed": own.status === status,
          onclick: () => show(own, { status: own.status === status ? "" : status, before: [] }),
        },
        leadStatus(status),
        h("b", {}, (campaign.lead_counts[status] ?? 0).toLocaleString("en")),
      )
    ),
  );
}

/** @param {Own} own @param {Partial<Own>} what */
function show(own, what) {
  update(() => Object.assign(own, what));
  void attempt(() => loadLeads(own));
}

// MARK: The table

/** @param {Own} own @param {Campaign} campaign */
function leadTable(own, campaign) {
  const leads = grouped(own.leads);
  const ids = new Set(own.leads.map(({ id }) => id));
  return [
    h(
      "div",
      { class: "leads", role: "table", "aria-label": "Leads" },
      h(
        "div",
        { role: "row", class: "heading" },
        ["Id", "Phone number", "Status", "Tries", "Variables", ""].map((title, index) =>
          h("div", { role: "columnheader", class: `l-${index}` }, title || h("span", { class: "spoken" }, "Actions"))
        ),
      ),
      leads.map((lead) => leadRow(lead, campaign, lead.primary_id !== null && !ids.has(lead.primary_id))),
    ),
    (own.before.length > 0 || own.hasMore) &&
    h(
      "div",
      { class: "pages" },
      button("Newer", () => show(own, { before: own.before.slice(0, -1) }), {
        icon: "left",
        off: !own.before.length || isOff(),
      }),
      button("Older", () => show(own, { before: [...own.before, String(own.leads[leadsOnPage - 1].id)] }), {
        icon: "right",
        off: !own.hasMore || isOff(),
      }),
      h("span", { class: "fine" }, `newest first, ${leadsOnPage} a page`),
    ),
    own.leads.length === 0 &&
    h("p", { class: "second none" }, own.status ? `No lead is ${own.status}.` : "No older leads."),
  ];
}

/** Puts second numbers under their lead: newest first, they come before it. @param {Lead[]} leads */
function grouped(leads) {
  /** @type {Map<number, Lead[]>} */
  const contacts = new Map();
  for (const lead of leads) {
    if (lead.primary_id !== null) contacts.set(lead.primary_id, [lead, ...(contacts.get(lead.primary_id) ?? [])]);
  }
  const found = leads.filter(({ primary_id: id }) => id === null).flatMap((lead) => {
    const own = contacts.get(lead.id) ?? [];
    contacts.delete(lead.id);
    return [lead, ...own];
  });
  return [...found, ...[...contacts.values()].flat()].filter(Boolean);
}

/** @param {Lead} lead @param {Campaign} campaign @param {boolean} isAlone a second number whose lead is not shown. */
function leadRow(lead, campaign, isAlone) {
  const isSecond = lead.primary_id !== null;
  const tries = campaign.max_retries + 1;
  const variables = Object.entries(lead.variables ?? {}).map(([name, value]) =>
    `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`
  ).join(", ");
  const made = Math.min(lead.call_tries, tries);
  const change = (/** @type {string} */ status) => async () => {
    worked(await asAccount(campaign, "PUT", `/user/leads/${lead.id}`, { status }));
  };
  const name = `lead-${lead.id}`;
  const isAsked = state.frame.open === `delete-${name}`;
  return h(
    "div",
    { key: lead.id, role: "row", class: `lead ${isSecond ? "second-number" : ""}` },
    h("div", { role: "cell", class: "l-0" }, isSecond && h("span", { "aria-hidden": "true" }, "↳ "), lead.id),
    h(
      "div",
      { role: "cell", class: "l-1" },
      h("code", {}, h("bdi", {}, lead.phone_number)),
      isSecond && h("span", { class: isAlone ? "fine" : "spoken" }, ` second number of ${lead.primary_id}`),
    ),
    h("div", { role: "cell", class: "l-2" }, leadStatus(lead.status)),
    h(
      "div",
      { role: "cell", class: "l-3" },
      h(
        "svg",
        { width: tries * 10, height: 8, "aria-hidden": "true" },
        Array.from(
          { length: tries },
          (_, index) => h("circle", { class: index < made ? "made" : "", cx: index * 10 + 4, cy: 4, r: 3 }),
        ),
      ),
      ` ${lead.call_tries} of ${tries}`,
    ),
    h(
      "div",
      { role: "cell", class: "l-4", title: variables },
      variables ? h("bdi", {}, variables) : h("span", { class: "quiet-text" }, "none"),
    ),
    h(
      "div",
      { role: "cell", class: "l-5" },
      isAsked
        ? confirmButton(`delete-${name}`, "Delete…", {
          question: `Delete lead ${lead.id}?`,
          goes: `What goes: ${lead.phone_number}${isSecond ? "" : " and its second numbers"}.`,
          word: "Delete",
          run: async () => {
            worked(await asAccount(campaign, "DELETE", `/user/leads/${lead.id}`));
          },
        })
        : menu(name, iconButton("more", `Actions for lead ${lead.id}`, () => {}, { disabled: isOff() }), [
          { text: "Put it back into the queue", run: change("created"), icon: "again" },
          { text: "Take it out as completed", run: change("completed"), icon: "check" },
          {
            text: "Delete…",
            run: () =>
              update(({ frame }) => {
                frame.open = `delete-${name}`;
              }),
            icon: "trash",
          },
        ]),
    ),
  );
}
