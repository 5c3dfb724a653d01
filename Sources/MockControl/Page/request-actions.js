// What can be done with a recorded request: copied as a command, sent again, and followed by a fault.

import { link } from "./router.js";
import { control, controlURL, platform, query } from "./mock.js";
import { statusMark } from "./parts.js";
import { attempt } from "./refusals.js";
import { plainPath } from "./request-filter.js";
import { curlLine } from "./request.js";
import { note, state } from "./store.js";
import { controlToken } from "./token.js";
import { h } from "./view.js";

/** @typedef {import("./request-row.js").Entry} Entry */

/** The key of a request: the journal shows its end alone. @param {Entry} entry @returns {string | undefined} */
export function key(entry) {
  const tail = /^Bearer …(.+)$/i.exec(entry.headers.authorization ?? "")?.[1];
  const keys = state.accounts.find(({ name }) => name === entry.account)?.api_keys ?? [];
  return tail ? keys.find((/** @type {string} */ one) => one.endsWith(tail)) : undefined;
}

/**
 * The mock's curl line for a request, with the account's key in place of the variable.
 *
 * @param {Entry} entry
 * @param {string} line
 */
export function completeCurl(entry, line) {
  const whole = key(entry);
  if (!whole) return line;
  // In single quotes, because a key may have signs that a shell changes in double ones.
  return line.replace(/"(authorization: bearer )\$CAMPAIGN_MOCK_KEY"/i, (_, before) => `'${(before + whole).replaceAll("'", "'\\''")}'`);
}

/**
 * A command that asks the mock whether such a request came.
 *
 * @param {Entry} entry
 */
export function verifyLine(entry) {
  const { account, method, target, json } = entry;
  const members = json && typeof json === "object" && !Array.isArray(json) ? json : {};
  const match = {
    ...(account && { account }), method, path: plainPath(target ?? ""),
    ...(Object.keys(members).length > 0 && {
      json: Object.fromEntries(Object.entries(members).map(([name, value]) => [name.includes(".") ? `/${name}` : name, value])),
    }),
  };
  /** @type {[string, string][]} */
  const headers = [["Content-Type", "application/json"]];
  const token = controlToken();
  if (token) headers.unshift(["Authorization", `Bearer ${token}`]);
  return curlLine({
    method: "POST", url: new URL("requests/verify", controlURL).href, headers,
    body: JSON.stringify({ match, count: 1 }),
  });
}

/** Header fields that belong to the connection or that the browser sets itself. */
const ownFields = /^(host|connection|content-length|transfer-encoding|user-agent|accept-encoding|origin|referer|cookie|expect|te|trailer|upgrade|sec-.*)$/;

/**
 * Why a request cannot be sent again; empty where it can.
 *
 * @param {Entry} entry
 */
export function whyNotAgain(entry) {
  if (!entry.method || !entry.target) return "The server could not read this request";
  if (entry.body_truncated) return "Only the beginning of its body was kept";
  return entry.body_base64 ? "Its body is no text" : "";
}

/** @param {Entry} entry */
export function sendAgain(entry) {
  return attempt(async () => {
    const headers = Object.fromEntries(Object.entries(entry.headers).filter(([name]) => !ownFields.test(name)));
    const whole = key(entry);
    if (whole) headers.authorization = `Bearer ${whole}`;
    else if (headers.authorization?.includes("…")) delete headers.authorization;
    const method = entry.method ?? "GET";
    const target = (entry.target ?? "").replace(/^\/api(?=[/?]|$)/, "");
    const answer = await platform(method, target, {
      headers, body: method === "GET" || method === "HEAD" ? undefined : entry.body,
    });
    const newest = await control("GET", `requests${query({ limit: 1, method, path: plainPath(entry.target ?? "") })}`);
    const number = newest.requests[0]?.number ?? "latest";
    note([statusMark(answer.status, { isAlone: true }), `Sent again: ${answer.status}`,
      h("a", { href: link("requests", [number], { filter: state.route.query.get("filter") ?? "" }) }, "Open")]);
  });
}

/** Ready-made failures of the next request of the kind. */
export const failures = [
  { text: "500 Server error", effect: "server_error" }, { text: "503 Maintenance", effect: "maintenance" },
  { text: "429 Too many requests", effect: "rate_limited" }, { text: "401 Wrong key", effect: "unauthenticated" },
  { text: "Cut, no answer", effect: { transport: "reset" } }, { text: "Late by 2 s", effect: { delay_ms: 2000 } },
  { text: "Stored, answer lost", effect: { transport: "reset", after_handling: true } },
];

/**
 * @param {Entry} entry
 * @param {any} effect
 */
export function failNext(entry, effect) {
  const path = plainPath(entry.target ?? "");
  return attempt(async () => {
    const fault = await control("POST", "faults", {
      match: { method: entry.method, path, ...(entry.account && { account: entry.account }) }, times: 1, effect,
    });
    note([h("span", {}, "The next ", h("code", {}, `${entry.method} ${path}`), entry.account ? ` of ${entry.account}` : "",
      ` meets ${fault.id}.`), h("a", { href: link("faults") }, "Open")]);
  });
}
