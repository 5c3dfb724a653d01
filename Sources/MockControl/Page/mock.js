// Calls of the mock: of its control plane and of the platform's API. URLs are relative to this file, so that the page
// works behind a path prefix.

import { controlToken } from "./token.js";

/** The control plane, with a slash at the end. */
export const controlURL = new URL("../", import.meta.url).href;
/** The platform's API, without a slash at the end: what a client is pointed at. */
export const address = new URL("../../api", import.meta.url).href;

/** A refusal of the mock, or no answer at all (`status` 0). */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {any} [document] the whole answer, where it is JSON; `errors` are in it.
   */
  constructor(status, message, document) {
    super(message);
    this.status = status;
    this.document = document;
  }
}

/**
 * Calls the control plane.
 *
 * @param {string} method
 * @param {string} path such as `requests/3`, without `/_mock/`; with its query.
 * @param {any} [body] sent as JSON.
 * @param {{accept?: string, signal?: AbortSignal}} [options]
 * @returns {Promise<any>} the JSON document of the answer, or its text.
 * @throws {Refused}
 */
export async function control(method, path, body, { accept = "application/json", signal } = {}) {
  const token = controlToken();
  /** @type {Record<string, string>} */
  const headers = { Accept: accept };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await send(new URL(path, controlURL).href, {
    method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const document = parsed(text);
  if (response.ok) return accept === "application/json" ? document : text;
  throw new Refused(response.status, document?.message ?? (text || `The mock answered ${response.status}.`), document);
}

/**
 * Calls the platform's API as a client does. A refusal is an answer too, so it is returned.
 *
 * @param {string} method
 * @param {string} path such as `/user/campaign`; what follows `/api`.
 * @param {{headers?: Record<string, string>, body?: string}} [options]
 * @returns {Promise<Answer>}
 * @throws {Refused} without an answer.
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string>} headers
 * @property {string} text
 * @property {any} json `undefined` for other than JSON.
 * @property {number} milliseconds
 */
export async function platform(method, path, { headers = {}, body } = {}) {
  const began = performance.now();
  const response = await send(address + path, { method, headers, body });
  const text = await response.text();
  return {
    status: response.status, headers: Object.fromEntries(response.headers), text, json: parsed(text),
    milliseconds: performance.now() - began,
  };
}

/**
 * @param {string} url
 * @param {RequestInit} options
 */
async function send(url, options) {
  try {
    return await fetch(url, { ...options, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(0, "The mock does not answer.");
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A query: what is empty is left out.
 *
 * @param {Record<string, string | number | null | undefined>} parameters
 */
export function query(parameters) {
  const pairs = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return pairs.length ? `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}` : "";
}
