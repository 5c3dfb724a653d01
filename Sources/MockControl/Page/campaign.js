// One campaign: when it may call, its leads, and all that is stored.

import { fieldsPart } from "./campaign-fields.js";
import { leadsPart } from "./campaign-leads.js";
import { leadCount, statusPill } from "./campaign-words.js";
import { icon } from "./icons.js";
import { platform } from "./mock.js";
import { button, confirmButton, iconButton } from "./parts.js";
import { attempt } from "./refusals.js";
import { go, link } from "./router.js";
import { isOff, note, state, update } from "./store.js";
import { h } from "./view.js";
import { weekPicture } from "./week-picture.js";
import { clockChanges, dateText, dayOf, hoursText, mondayOf, opening, shortDay, weekdayOf, weekText } from "./week.js";
import { city, count, moment, parts, timeOfDay } from "./words.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Own} Own */

/** @param {Own} own @param {string} id */
export function campaignView(own, id) {
  const { campaign } = own;
  if (!campaign) return own.isMissing && missing(id);
  return [
    h(
      "header",
      { class: "second-bar one" },
      backLink(),
      h("h1", { title: campaign.name }, h("bdi", {}, campaign.name)),
      statusPill(campaign.status),
      h(
        "div",
        { class: "right" },
        runPart(campaign),
        confirmButton("delete-campaign", "Delete…", {
          icon: "trash",
          off: isOff(),
          question: `Delete campaign ${campaign.id}?`,
          word: "Delete",
          run: () => remove(campaign),
          goes: [
            "What goes: ",
            h("bdi", {}, campaign.name),
            leadCount(campaign) ? ` with ${count(leadCount(campaign), "lead")}` : ", which has no leads",
            ". Its requests stay.",
          ],
        }),
      ),
    ),
    h(
      "div",
      { class: "tabs", role: "group", "aria-label": "Parts" },
      [["overview", "Overview", ""], ["leads", "Leads", leadCount(campaign)], ["fields", "Fields", 17]].map((
        [tab, title, number],
      ) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": own.tab === tab,
            onclick: () =>
              update(() => {
                own.tab = String(tab);
              }),
          },
          title,
          h("span", {}, number.toLocaleString("en")),
        )
      ),
    ),
    h(
      "div",
      { class: `campaign-columns tab-${own.tab}` },
      h("div", { class: "campaign-main" }, weekPart(own, campaign), leadsPart(own, campaign)),
      fieldsPart(own, campaign),
    ),
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

// MARK: What it does

/** @param {Campaign} campaign */
export const accountOf = (campaign) => state.accounts.find(({ name }) => name === campaign.account);

/**
 * Sends a request as the campaign's account, so that it stands in the journal like any client's.
 *
 * @param {Campaign} campaign @param {string} method @param {string} path @param {any} [body]
 */
export async function asAccount(campaign, method, path, body) {
  const answer = await attempt(() =>
    platform(method, path, {
      headers: {
        Authorization: `Bearer ${accountOf(campaign)?.api_keys[0] ?? ""}`,
        Accept: "application/json",
        ...(body ? { "Content-Type": "application/json" } : {}),
      },
      body: body && JSON.stringify(body),
    })
  );
  return answer;
}

/**
 * Says what a refusal said.
 *
 * @param {import("./mock.js").Answer | undefined} answer
 * @returns {boolean} whether it worked.
 */
export function worked(answer) {
  if (answer && answer.status >= 400) note(`${answer.status}: ${answer.json?.message ?? answer.text.slice(0, 200)}`);
  return answer !== undefined && answer.status < 400;
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

// MARK: The week

/** @param {Own} own @param {Campaign} campaign */
function weekPart(own, campaign) {
  const now = own.now();
  const monday = mondayOf(now, campaign.timezone) + own.weeks * 7;
  const words = `${upper(hoursText(campaign, true))} in ${city(campaign.timezone)}.`;
  const { open, text } = opening(campaign, now, campaign.status === "in-progress");
  const year = new Date((monday + 6) * 86_400_000).getUTCFullYear();
  const turn = (/** @type {number} */ by) =>
    update(() => {
      own.weeks = by ? own.weeks + by : 0;
    });
  return h(
    "section",
    { class: "week-part", "aria-label": "Calling week" },
    h(
      "header",
      {},
      h("h2", {}, "Calling week"),
      h("p", {}, words, " ", h("strong", { class: open && campaign.status === "in-progress" ? "ok" : "" }, text)),
      h(
        "div",
        { class: "turn" },
        own.weeks !== 0 && button("This week", () => turn(0), { kind: "quiet" }),
        iconButton("left", "Week before", () => turn(-1)),
        h("span", {}, weekText(monday), year === parts(now, campaign.timezone).year ? "" : ` ${year}`),
        iconButton("right", "Week after", () => turn(1)),
      ),
    ),
    weekPicture(campaign, monday, now, `${words} ${text}`),
    notes(campaign, monday, now).map((text) =>
      h(
        "p",
        { class: "week-note", key: text },
        text.startsWith("The account") ? icon("clock", "small") : icon("warning", "small warn"),
        h("span", {}, text),
      )
    ),
  );
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
    found.push(
      `The clock changes on ${day}: ${from} becomes ${to}, so ${
        after > before ? "the time between never comes" : "the time between comes twice"
      }.`,
    );
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
