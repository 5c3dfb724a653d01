// What happens when the mock refuses a call, or does not answer.

import { Refused } from "./mock.js";
import { note, state, update } from "./store.js";

/**
 * Shows an error, unless the page says it already: the sign-in and the live state speak for themselves.
 *
 * @param {unknown} error
 * @param {(message: string) => void} show called inside `update`.
 */
export function report(error, show) {
  if (error instanceof DOMException && error.name === "AbortError") return;
  if (error instanceof Refused && error.status === 401) {
    update(() => { if (state.token === "none") state.token = "asked"; });
    return;
  }
  if (error instanceof Refused && error.status === 0) return;
  update(() => show(error instanceof Error ? error.message : String(error)));
  if (!(error instanceof Refused)) console.error(error);
}

/**
 * Runs what a click asks for. A refusal is shown as a note.
 *
 * @template Result
 * @param {() => Promise<Result>} run
 * @returns {Promise<Result | undefined>} `undefined` after a refusal.
 */
export async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refused && error.status === 0) note(error.message);
    else report(error, note);
    return undefined;
  }
}
