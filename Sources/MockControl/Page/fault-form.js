// The form of a new fault: from what was typed to a definition.

/** @typedef {import("./fault-words.js").Definition} Definition */
/**
 * @typedef {Object} FaultForm what was typed, as it was typed.
 * @property {string} ready the chosen ready-made fault.
 * @property {string} method
 * @property {string} path
 * @property {string} account empty for any.
 * @property {string} times
 * @property {string} after
 * @property {string} chance in percent.
 * @property {string} where such as `name is Spring`.
 * @property {string} status of another answer.
 * @property {string} body of another answer.
 * @property {string} delay in milliseconds.
 */

/** @returns {FaultForm} */
export function emptyForm() {
  return { ready: "server_error", method: "POST", path: "/user/campaign", account: "", times: "1", after: "", chance: "",
    where: "", status: "502", body: "", delay: "2000" };
}

/**
 * @param {FaultForm} form
 * @returns {{definition: Definition, mistakes: Record<string, string>}} a mistake for each field that has one.
 */
export function read(form) {
  /** @type {Record<string, string>} */
  const mistakes = {};
  /** @param {"times" | "after" | "chance" | "status" | "delay"} name @param {number} least @param {number} most */
  const number = (name, least, most) => {
    const text = form[name].replace(/\s*(%|ms|requests?)$/, "").trim();
    if (text === "") return undefined;
    const value = Number(text);
    const isWhole = name === "chance" || Number.isInteger(value);
    if (isWhole && value >= least && value <= most) return value;
    const kind = name === "chance" ? "a number" : "a whole number";
    mistakes[name] = most === Infinity ? `${kind} from ${least}` : `${kind}, ${least} to ${most}`;
  };
  const [times, after, chance] = [number("times", 1, Infinity), number("after", 0, Infinity), number("chance", 0.0001, 100)];
  /** @type {Definition["match"]} */
  const match = {};
  if (form.account) match.account = form.account;
  if (form.method.trim()) match.method = form.method.trim().toUpperCase();
  if (form.path.trim()) match.path = form.path.trim();
  Object.assign(match, conditions(form.where));
  /** @type {Definition} */
  const definition = { ...(Object.keys(match).length > 0 ? { match } : {}), ...(times ? { times } : {}),
    ...(after ? { after } : {}), ...(chance && chance < 100 ? { probability: chance / 100 } : {}), effect: form.ready };
  if (form.ready === "lost") definition.effect = { transport: "reset", after_handling: true };
  if (form.ready === "late") definition.effect = { delay_ms: number("delay", 1, 600_000) ?? 2000 };
  if (form.ready === "custom") {
    definition.effect = { status: number("status", 200, 599) ?? 502 };
    if (form.body) definition.effect.body = json(form.body);
  }
  return { definition, mistakes };
}

/**
 * Reads `name is Spring and goal is absent`; any other text must be in the body.
 * @param {string} text
 * @returns {NonNullable<Definition["match"]>}
 */
export function conditions(text) {
  /** @type {NonNullable<Definition["match"]>} */
  const match = {};
  if (!text.trim()) return match;
  for (const part of text.trim().split(/\s+and\s+(?=\S+\s+is\s)/)) {
    const found = /^(\S+)\s+is\s+(.+)$/.exec(part);
    if (!found) return { body_contains: text.trim() };
    const [, name, value] = found;
    if (value === "absent") match.absent = [...(match.absent ?? []), name];
    else match.json = { ...match.json, [name]: json(value) };
  }
  return match;
}

/** A JSON value; any other text is a string. @param {string} text */
function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
