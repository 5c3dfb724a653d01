// What happens next, in a sentence, and the buttons that make it happen: they move a clock.

import { names, wantNames } from "./campaign-names.js";
import { control, query } from "./mock.js";
import { button } from "./parts.js";
import { attempt } from "./refusals.js";
import { clockNow, clockOf, isOff, note, state, update } from "./store.js";
import { h } from "./view.js";
import { ahead, city, count, list, moment } from "./words.js";

/**
 * @typedef {object} Next the call that begins or ends next.
 * @property {string} at
 * @property {"begins" | "ends"} what
 * @property {string} account
 * @property {number | null} campaign_id
 * @property {number | null} lead_id
 * @property {string} phone_number
 * @property {number | null} call_id
 */

/** @param {{account?: string, campaign_id?: number}} of @returns {Promise<Next | null>} */
export async function readNext(of) {
  return (await control("GET", `calls/next${query(of)}`)).next;
}

/**
 * Whether an event can change what happens next.
 *
 * @param {string} name
 */
export const changesNext = (name) => ["call", "lead", "campaign", "clock", "account", "lost"].includes(name);

/**
 * Moves a clock, and says what that has done.
 *
 * @param {string} account whose own clock it is; empty for the mock's.
 * @param {any} change
 */
export function moveClock(account, change) {
  return attempt(async () => {
    const { simulated, ...clock } = await control("PUT", account ? `accounts/${encodeURIComponent(account)}/clock` : "clock", change);
    // At once, so that what moves the clock does not show the time before.
    update(() => {
      const owner = state.accounts.find(({ name }) => name === account);
      if (owner) owner.clock = clockOf(clock);
      else if (!account) state.clock = clockOf(clock);
    });
    if (!simulated) return;
    const { calls, leads, webhooks } = simulated;
    const done = [calls && `${count(calls, "call")} begun`, leads && `${count(leads, "lead")} changed`, webhooks && count(webhooks, "webhook")].filter(Boolean);
    if (done.length) note(`${list(done)}.`);
    else if (change.advance || change.advance_to) note("No call began.");
  });
}

/** The sentence. @param {Next} next @param {number} now @param {string} zone @param {boolean} isOfCampaign */
function sentence(next, now, zone, isOfCampaign) {
  const { at, what, campaign_id: campaign, lead_id: lead, phone_number: number } = next;
  const time = Date.parse(at);
  const when = moment(time, now, zone).replace("today, ", "");
  const who = lead === null ? number : `lead ${lead}`;
  if (isOfCampaign) return [h("strong", {}, what === "begins" ? `Next: ${who} at ${when}` : `Next: the call to ${who} ends at ${when}`), `, ${ahead(time - now)}`];
  if (campaign !== null) wantNames([campaign]);
  const name = campaign === null ? null : h("bdi", {}, names.get(campaign) || `campaign ${campaign}`);
  return [h("strong", {}, "Next: ", what === "begins" ? [name ?? "a call", name ? ` calls ${who}` : ` to ${who}`] : [`the call to ${who} ends`, name && [", of ", name]]),
    ` ${ahead(time - now)}, ${when}${zone === "UTC" ? " UTC" : ` in ${city(zone)}`}`];
}

/**
 * @param {object} options
 * @param {Next | null | undefined} options.next `undefined` while it is not known.
 * @param {import("./store.js").Clock} options.clock the one that the buttons move.
 * @param {string} options.account whose own clock it is; empty for the mock's.
 * @param {string} options.zone of the sentence.
 * @param {boolean} [options.isOfCampaign] whether it is about one campaign: its next call may not be the clock's next.
 * @param {import("./view.js").Contents} options.nothing what is said where nothing comes.
 * @param {string} options.fine whose clock moves.
 */
export function nextBox({ next, clock, account, zone, isOfCampaign = false, nothing, fine }) {
  const now = clockNow(clock);
  // From real time, who moves on wants to look at that moment: the clock stands still there.
  const isReal = clock.mode === "real";
  const move = (/** @type {any} */ change) => void moveClock(account, isReal ? { mode: "frozen", ...change } : change);
  const toNext = () => move(isOfCampaign && next ? clock.mode === "offset" ? { mode: "offset", now: next.at, speed: clock.speed } : { mode: "frozen", now: next.at } : { advance_to: "next" });
  return h("section", { class: "next box", "aria-label": "What happens next", key: "next" },
    h("p", { class: "what", "aria-live": "polite" }, next === undefined ? "Reading…" : next ? sentence(next, now, zone, isOfCampaign) : nothing),
    h("div", { class: "buttons" },
      button("To the next call", toNext, { kind: isOfCampaign ? "primary" : undefined, off: isOff() || !next }),
      isOfCampaign && [["1h", "+1 h"], ["1d", "+1 day"]].map(([advance, text]) => button(text, () => move({ advance }), { off: isOff(), key: advance })),
      button("Until nothing is left", () => move({ advance_to: "idle" }), { off: isOff() || !next })),
    h("p", { class: "fine" }, fine, isReal && " It shows real time: the buttons freeze it first, and it stands still until you let it run."));
}
