// The names of the campaigns that rows speak of. Only those in sight are asked for.

import { control } from "./mock.js";
import { update } from "./store.js";

/** By id; an empty name for a campaign that is gone. @type {Map<number, string>} */
export const names = new Map();
const mostKept = 5000;
/** @type {Set<number>} */
const wanted = new Set();
let timer = 0;

/** Forgets all: the campaigns are others now. */
export function forgetNames() {
  names.clear();
}

/**
 * @param {number} id
 * @param {string} name
 */
export function learnName(id, name) {
  if (names.size >= mostKept) names.clear();
  names.set(id, name);
}

/** @param {Iterable<number>} ids */
export function wantNames(ids) {
  for (const id of ids) if (!names.has(id)) wanted.add(id);
  if (wanted.size === 0 || timer) return;
  timer = setTimeout(async () => {
    const asked = [...wanted].slice(-40);
    wanted.clear();
    await Promise.all(asked.map(async (id) => {
      try {
        learnName(id, (await control("GET", `campaigns/${id}`)).name);
      } catch {
        learnName(id, "");
      }
    }));
    timer = 0;
    update();
  }, 200);
}
