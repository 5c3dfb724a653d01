// One campaign: when it may call, when it did, what comes next, its calls and leads, and all that is stored.

import { accountOf, asAccount, worked } from "./campaign-account.js";
import { callsList, loadWeek, showColumn, shownMonday } from "./campaign-calls.js";
import { fieldsPart } from "./campaign-fields.js";
import { leadsList, leadsSummary } from "./campaign-leads.js";
import { leadCount, statusPill } from "./campaign-words.js";
import { icon } from "./icons.js";
import { nextBox } from "./next-call.js";
import { button, confirmButton, iconButton } from "./parts.js";
import { attempt } from "./refusals.js";
import { go, link } from "./router.js";
import { clockNow, isOff, state, update } from "./store.js";
import { h } from "./view.js";
import { callLegend, rowHeight, weekMarks } from "./week-marks.js";
import { axisHeight, weekPicture } from "./week-picture.js";
import { clockChanges, dateText, dayOf, hoursText, opening, shortDay, weekdayOf, weekText } from "./week.js";
import { city, count, moment, parts, timeOfDay } from "./words.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Own} Own */

/** @param {Own} own @param {string} id */
export function campaignView(own, id) {
  const { campaign } = own;
  if (!campaign) return own.isMissing && missing(id);
  const leads = leadCount(campaign);
  const part = own.part || (own.calls.all ? "calls" : "leads");
  const tab = (/** @type {string} */ name, /** @type {string} */ title, /** @type {number | string} */ number, isChosen = part === name) =>
    h("button", { key: name, type: "button", "aria-pressed": isChosen, onclick: () => update(() => {
      own.tab = name;
      if (name === "calls" || name === "leads") own.part = name;
    }) }, title, h("span", {}, number.toLocaleString("en")));
  return [
    h("header", { class: "second-bar one" },
      backLink(), h("h1", { title: campaign.name }, h("bdi", {}, campaign.name)), statusPill(campaign.status),
      h("div", { class: "right" },
        runPart(campaign),
        confirmButton("delete-campaign", "Delete…", {
          icon: "trash", off: isOff(), question: `Delete campaign ${campaign.id}?`, word: "Delete", run: () => remove(campaign),
          goes: ["What goes: ", h("bdi", {}, campaign.name),
            leads ? ` with ${count(leads, "lead")}${own.calls.all ? ` and ${count(own.calls.all, "call")}` : ""}` : ", which has no leads", ". Its requests stay."],
        }))),
    h("div", { class: "tabs", role: "group", "aria-label": "Parts" },
      [["overview", "Overview", ""], ["calls", "Calls", own.calls.all], ["leads", "Leads", leads], ["fields", "Fields", 17]].map(([name, title, number]) =>
        tab(String(name), String(title), number, own.tab === name))),
    h("div", { class: `campaign-columns tab-${own.tab}` },
      h("div", { class: "campaign-main" },
        weekPart(own, campaign),
        leads > 0 && h("div", { class: "next-part" }, nextPart(own, campaign)),
        h("section", { class: `list-part ${part === "leads" ? "leads-part" : ""}`, "aria-label": part === "calls" ? "Calls" : "Leads" },
          leads > 0 ? h("div", { class: "lines-tabs", role: "group", "aria-label": "Lists" }, tab("calls", "Calls", own.calls.all), tab("leads", "Leads", leads))
            : h("header", {}, h("h2", {}, "Leads"), h("span", { class: "second" }, "none yet")),
          part === "calls" && leads > 0 ? callsList(own, campaign) : leadsList(own, campaign))),
      h("div", { class: "campaign-side" }, leads > 0 && leadsSummary(own, campaign), fieldsPart(own, campaign))),
  ];
}

const backLink = () => h("a", { class: "back", href: link("campaigns") }, icon("left"), "Campaigns");

/** @param {string} id */
function missing(id) {
  return [
    h("header", { class: "second-bar one" }, backLink(), h("h1", {}, `There is no campaign ${id}`)),
    h("div", { class: "empty-view" }, h("p", { class: "lead" }, "It was deleted, or it went with a reset.")),
  ];
}

/** Start or stop, as the campaign is. @param {Campaign} campaign */
function runPart(campaign) {
  const isRunning = campaign.status === "in-progress";
  const why = isRunning ? "" : whyNot(campaign);
  const action = isRunning ? "stop" : "start";
  return [
    why && h("span", { class: "fine" }, why),
    button(isRunning ? "Stop" : "Start", async () => {
      worked(await asAccount(campaign, "POST", "/user/campaigns/update-status", { campaign_id: campaign.id, action }));
    }, { icon: isRunning ? "stop" : "play", off: why || isOff() }),
  ];
}

/** Why the platform would refuse a start. @param {Campaign} campaign */
function whyNot({ account, assistant_id: id, phone_number_ids: numbers, lead_counts: counts }) {
  const owner = state.accounts.find(({ name }) => name === account);
  if (owner?.balance <= 0) return "The account's balance is used up";
  const assistant = owner?.assistants.find((/** @type {any} */ one) => one.id === id);
  if (owner && !numbers.length && !assistant?.phone_number_id) return "No phone number to call from";
  // A used-up lead can have a second number that still waits.
  const waiting = ["created", "scheduled", "processing", "rescheduled", "reached-max-retries"];
  return waiting.some((status) => counts[status]) ? "" : "No leads to call";
}

/** @param {Campaign} campaign */
async function remove(campaign) {
  if (worked(await asAccount(campaign, "DELETE", `/user/campaign/${campaign.id}`))) {
    go(link("campaigns"), { replace: true });
  }
}

// MARK: The week, and what comes next

/** @param {Own} own @param {Campaign} campaign */
function weekPart(own, campaign) {
  const now = clockNow(own.clock);
  const monday = shownMonday(own);
  const words = `${upper(hoursText(campaign, true))} in ${city(campaign.timezone)}.`;
  const { open, text } = opening(campaign, now, campaign.status === "in-progress");
  const year = new Date((monday + 6) * 86_400_000).getUTCFullYear();
  const turn = (/** @type {number} */ by) => {
    update(() => { own.weeks = by ? own.weeks + by : 0; });
    void attempt(() => loadWeek(own));
  };
  const week = own.week?.monday === monday ? own.week : null;
  const isMarked = week !== null && (own.calls.all > 0 || week.days.some(({ marks }) => marks.length > 0));
  return h("section", { class: "week-part", "aria-label": "Calling week" },
    h("header", {},
      h("h2", {}, "Calling week"),
      h("p", {}, words, " ", h("strong", { class: open && campaign.status === "in-progress" ? "ok" : "" }, text)),
      h("div", { class: "turn" },
        own.weeks !== 0 && button("This week", () => turn(0), { kind: "quiet" }),
        iconButton("left", "Week before", () => turn(-1)),
        h("span", {}, weekText(monday), year === parts(now, campaign.timezone).year ? "" : ` ${year}`),
        iconButton("right", "Week after", () => turn(1)))),
    weekPicture(campaign, monday, now, `${words} ${text}`, own.calls.all || isMarked ? rowHeight : 30,
      isMarked && weekMarks(campaign, week, now, axisHeight, (day, column) => showColumn(own, campaign, day, column))),
    week && callLegend(week),
    notes(campaign, monday, now).map((text) => h("p", { class: "week-note", key: text },
      text.startsWith("The account") ? icon("clock", "small") : icon("warning", "small warn"), h("span", {}, text))));
}

/** @param {Own} own @param {Campaign} campaign */
function nextPart(own, campaign) {
  const { clock } = own;
  const others = state.accounts.filter((one) => !one.clock && one.name !== campaign.account).length;
  return nextBox({
    next: own.next, clock, account: clock.shared ? "" : campaign.account, zone: campaign.timezone, isOfCampaign: true,
    nothing: { draft: "Nothing is planned: the campaign is not started.", stopped: "Nothing is planned: the campaign is stopped.",
      completed: "Nothing is left: the campaign is completed." }[campaign.status] ?? "Nothing is planned: no lead waits for a call.",
    fine: clock.shared ? `These move the shared clock${others ? `, which ${count(others, "other account")} ${others === 1 ? "follows" : "follow"} too` : ""}.` : `These move ${campaign.account}’s own clock.`,
  });
}

/** What is easily overlooked. @param {Campaign} campaign @param {number} monday @param {number} now */
function notes(campaign, monday, now) {
  const zone = campaign.timezone;
  const found = [];
  if (!campaign.allowed_days.length) found.push("No day is chosen, so it never calls.");
  if (campaign.allowed_hours_start_time > campaign.allowed_hours_end_time) {
    found.push("The window runs over midnight: a night belongs to the day on which it begins.");
  }
  for (const { before, after } of clockChanges((monday - 1) * 86_400_000, (monday + 8) * 86_400_000, zone)) {
    if (dayOf(before) < monday || dayOf(before) > monday + 6) continue;
    const day = `${shortDay(weekdayOf(dayOf(before)))} ${dateText(dayOf(before))}`;
    const [from, to] = [before, after].map((at) => new Date(at).toISOString().slice(11, 16));
    found.push(`The clock changes on ${day}: ${from} becomes ${to}, so ${after > before ? "the time between never comes" : "the time between comes twice"}.`);
  }
  const own = accountOf(campaign)?.timezone;
  if (own && timeOfDay(now, own) !== timeOfDay(now, zone)) {
    const there = moment(now, now, own, { seconds: false }).replace("today, ", "");
    const isOtherDay = parts(now, own).day !== parts(now, zone).day;
    const day = isOtherDay ? `${parts(now, own).weekday} ` : "";
    found.push(`The account’s zone is ${own}, where it is ${day}${there}.`);
  }
  return found;
}

/** @param {string} text */
const upper = (text) => text[0].toUpperCase() + text.slice(1);
