// The leads of one campaign: how many have which status, and the leads themselves.

import { asAccount, worked } from "./campaign-account.js";
import { pages } from "./campaign-calls.js";
import { leadBar, leadCount, leadSigns, leadStatus } from "./campaign-words.js";
import { leadsOnPage, loadLeads } from "./campaigns.js";
import { leadForm, terminalLine } from "./lead-form.js";
import { button, confirmButton, iconButton, menu } from "./parts.js";
import { playForm, startPlay } from "./play-form.js";
import { attempt } from "./refusals.js";
import { clockNow, isOff, state, update } from "./store.js";
import { h } from "./view.js";
import { isOpen, nextEdge } from "./week.js";
import { moment } from "./words.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Lead} Lead */
/** @typedef {import("./campaigns.js").Own} Own */

/** How many leads there are, by status. @param {Own} own @param {Campaign} campaign */
export function leadsSummary(own, campaign) {
  return h("section", { class: "leads-part leads-summary", "aria-label": "Leads by status" },
    h("header", {}, h("h2", {}, "Leads"), h("span", { class: "second" }, summary(own, leadCount(campaign))),
      h("div", { class: "right" }, button("Add lead", () => update(() => {
        own.form.isOpen = !own.form.isOpen || own.part !== "leads";
        own.part = "leads";
        if (own.tab === "overview") own.tab = "leads";
      }), { icon: "plus", expanded: own.form.isOpen, off: isOff() }))),
    leadBar(campaign),
    h("div", { class: "legend", role: "group", "aria-label": "Filter by status" },
      Object.keys(leadSigns).filter((status) => campaign.lead_counts[status] || own.status === status).map((status) =>
        h("button", {
          key: status, type: "button", "aria-pressed": own.status === status,
          onclick: () => show(own, { status: own.status === status ? "" : status, before: [], part: "leads", tab: own.tab === "overview" ? "leads" : own.tab }),
        }, leadStatus(status), h("b", {}, (campaign.lead_counts[status] ?? 0).toLocaleString("en"))))));
}

/** @param {Own} own @param {number} number */
function summary(own, number) {
  // Second numbers are known where all leads are on this page.
  const isWhole = !own.hasMore && !own.before.length && !own.status;
  const seconds = isWhole ? new Set(own.leads.flatMap(({ primary_id: id }) => id ?? [])).size : 0;
  return `${number.toLocaleString("en")}${seconds === 1 ? ", one with a second number" : seconds ? `, ${seconds} with a second number` : ""}`;
}

/** @param {Own} own @param {Partial<Own>} what */
function show(own, what) {
  update(() => Object.assign(own, what));
  void attempt(() => loadLeads(own));
}

// MARK: The table

const heads = ["Id", "Phone number", "Status", "Tries", "Next call", "Variables", ""];

/** @param {Own} own @param {Campaign} campaign */
export function leadsList(own, campaign) {
  const number = leadCount(campaign);
  const form = (own.form.isOpen || number === 0) && leadForm(own, campaign, number > 0);
  if (number === 0) return [form, terminalLine(own, campaign)];
  const leads = grouped(own.leads);
  const byId = new Map(own.leads.map((lead) => [lead.id, lead]));
  return [
    form, own.play && playForm(own, own.play),
    h("div", { class: "leads", role: "table", "aria-label": "Leads" },
      h("div", { role: "row", class: "heading" }, heads.map((title, index) =>
        h("div", { role: "columnheader", class: `l-${index}` }, title || h("span", { class: "spoken" }, "Actions")))),
      leads.map((lead) => leadRow(own, lead, campaign, byId.get(lead.primary_id ?? 0)))),
    (own.before.length > 0 || own.hasMore) && pages(own.before, own.hasMore, leadsOnPage, (isOlder) => show(own, {
      before: isOlder ? [...own.before, String(own.leads[leadsOnPage - 1].id)] : own.before.slice(0, -1) })),
    own.leads.length === 0 && h("p", { class: "second none" }, own.status ? `No lead is ${own.status}.` : "No older leads."),
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

/**
 * When a lead is called next, in words.
 *
 * @param {Lead} lead @param {Campaign} campaign @param {Lead | undefined} first whose second number it is. @param {number} now
 */
function nextCall({ status, due_at: due, primary_id: primary }, campaign, first, now) {
  if (status === "processing") return "calling now";
  if (["completed", "reached-max-retries", "blacklisted"].includes(status)) return "";
  if (primary !== null && status === "created" && first?.status !== "reached-max-retries") return `once ${primary} has no try left`;
  if (campaign.status !== "in-progress") return campaign.status === "completed" ? "" : "once it is started";
  if (!due) return "";
  const time = Math.max(Date.parse(due), now);
  const opens = isOpen(campaign, time) ? time : nextEdge(campaign, time);
  if (opens === undefined) return "";
  return opens <= now ? "as soon as a line is free" : moment(opens, now, campaign.timezone);
}

/** @param {Own} own @param {Lead} lead @param {Campaign} campaign @param {Lead | undefined} primary the lead whose second number it is, if it is listed too. */
function leadRow(own, lead, campaign, primary) {
  const isSecond = lead.primary_id !== null;
  const tries = campaign.max_retries + 1;
  const variables = Object.entries(lead.variables ?? {}).map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`).join(", ");
  const made = Math.min(lead.call_tries, tries);
  const next = nextCall(lead, campaign, primary, clockNow(own.clock));
  const change = (/** @type {string} */ status) => async () => {
    worked(await asAccount(campaign, "PUT", `/user/leads/${lead.id}`, { status }));
  };
  const name = `lead-${lead.id}`;
  const none = h("span", { class: "quiet-text" }, "none");
  const cells = [
    [isSecond && h("span", { "aria-hidden": "true" }, "↳ "), lead.id],
    [h("code", {}, h("bdi", {}, lead.phone_number)), isSecond && h("span", { class: primary ? "spoken" : "fine" }, ` second number of ${lead.primary_id}`)],
    leadStatus(lead.status),
    [h("svg", { width: tries * 10, height: 8, "aria-hidden": "true" },
      Array.from({ length: tries }, (_, index) => h("circle", { class: index < made ? "made" : "", cx: index * 10 + 4, cy: 4, r: 3 }))),
    ` ${lead.call_tries} of ${tries}`],
    next ? h("span", { title: next }, next) : none,
    variables ? h("bdi", { title: variables }, variables) : none,
    state.frame.open === `delete-${name}`
      ? confirmButton(`delete-${name}`, "Delete…", {
        question: `Delete lead ${lead.id}?`, goes: `What goes: ${lead.phone_number}${isSecond ? "" : " and its second numbers"}, with their calls.`, word: "Delete",
        run: async () => { worked(await asAccount(campaign, "DELETE", `/user/leads/${lead.id}`)); },
      })
      : menu(name, iconButton("more", `Actions for lead ${lead.id}`, () => {}, { disabled: isOff() }), [
        { text: "Play a call…", run: () => startPlay(own, lead), icon: "calls" },
        { text: "Put it back into the queue", run: change("created"), icon: "again" },
        { text: "Take it out as completed", run: change("completed"), icon: "check" },
        { text: "Delete…", run: () => update(({ frame }) => { frame.open = `delete-${name}`; }), icon: "trash" },
      ]),
  ];
  return h("div", { key: lead.id, role: "row", class: `lead ${isSecond ? "second-number" : ""}` },
    cells.map((cell, index) => h("div", { role: "cell", class: `l-${index}` }, cell)));
}
