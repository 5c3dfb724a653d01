// Requests of the page in the name of a campaign's account.

import { platform } from "./mock.js";
import { attempt } from "./refusals.js";
import { note, state } from "./store.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */

/** @param {Campaign} campaign */
export const accountOf = (campaign) => state.accounts.find(({ name }) => name === campaign.account);

/**
 * Sends a request as the campaign's account, so that it stands in the journal like any client's.
 *
 * @param {Campaign} campaign @param {string} method @param {string} path @param {any} [body]
 */
export function asAccount(campaign, method, path, body) {
  return attempt(() => platform(method, path, {
    headers: {
      Authorization: `Bearer ${accountOf(campaign)?.api_keys[0] ?? ""}`, Accept: "application/json",
      ...(body ? { "Content-Type": "application/json" } : {}),
    },
    body: body && JSON.stringify(body),
  }));
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
