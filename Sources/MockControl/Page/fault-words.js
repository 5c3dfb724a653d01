// Faults in words, and what the form of a new fault means.

/** @typedef {string | {code: string}} Word a part of a sentence; code is a text of the API or of the client. */
/**
 * A fault as the control plane takes it.
 *
 * @typedef {Object} Definition
 * @property {{account?: string, method?: string, path?: string, body_contains?: string, json?: Record<string, any>,
 *   absent?: string[]}} [match]
 * @property {number} [times]
 * @property {number} [after]
 * @property {number} [probability]
 * @property {number} [seed]
 * @property {any} effect a name, or an object.
 */
/** @typedef {Definition & {id: string, matched: number, fired: number, exhausted: boolean}} Fault */

/** The platform's refusals by the names of effects: status, in words, short for a button. @type {Record<string, string[]>} */
const answers = {
  server_error: ["500", "Server error"], maintenance: ["503", "Maintenance"],
  rate_limited: ["429", "Too many requests", "Too many"], plan_limit: ["403", "Plan is full"],
  assistant_not_found: ["404", "No assistant"], validation: ["422", "Not valid"], unauthenticated: ["401", "Wrong key"],
  campaign_not_found: ["404", "No campaign"], lead_not_found: ["404", "No lead"],
  invalid_phone_number: ["422", "Invalid phone number"], lead_already_exists: ["422", "Lead already exists"],
  invalid_action: ["400", "Invalid action"], campaign_not_running: ["400", "Campaign is not running"],
  campaign_already_in_progress: ["400", "Campaign is in progress already"],
  insufficient_balance: ["400", "Insufficient balance"], no_phone_number: ["400", "No phone number"],
  no_leads: ["400", "No leads"],
};

/** Transports: the title, what happens to a request, and to several. @type {Record<string, string[]>} */
const transports = {
  reset: ["Cut before an answer", "is cut before an answer", "are cut before an answer"],
  close: ["Closed, no answer", "is closed without an answer", "are closed without an answer"],
  truncate: ["Half an answer", "gets half an answer", "get half an answer"],
  garbage: ["Bytes that are not HTTP", "gets bytes that are not HTTP", "get bytes that are not HTTP"],
  drip: ["Byte by byte", "gets its answer byte by byte", "get their answers byte by byte"],
  hang: ["Never answers", "never gets an answer", "never get an answer"],
};

/** What the form offers. `custom` and `late` ask for more. @type {{title: string, items: [id: string, status: string, name: string][]}[]} */
export const readyMade = [
  { title: "Answers", items: [...Object.keys(answers).slice(0, 7).map((name) => /** @type {[string, string, string]} */ (
    [name, answers[name][0], answers[name].at(-1)])), ["custom", "", "Another answer…"]] },
  { title: "The connection", items: [["reset", "", "Cut"], ["close", "", "Closed, no answer"],
    ["truncate", "", "Half an answer"], ["garbage", "", "Not HTTP"], ["drip", "", "Byte by byte"],
    ["hang", "", "Never answers"]] },
  { title: "Late or lost", items: [["late", "", "Late by 2 s"], ["lost", "", "Stored, answer lost"]] },
];

/**
 * @param {any} effect
 * @returns {{name?: string, status?: number, transport?: string, delay_ms?: any, after_handling?: boolean}}
 */
function parts(effect) {
  if (typeof effect !== "string") return effect;
  return effect in transports ? { transport: effect } : { name: effect };
}

/** The fault's title, such as `500 Server error`. @param {any} effect */
export function title(effect) {
  const { name, status, transport, delay_ms: delay, after_handling: isHandled } = parts(effect);
  const [code, words] = name ? answers[name] ?? ["", name] : status ? [String(status), "Own answer"] : ["", ""];
  if (isHandled && transport === "reset" && !code) return `Stored, then cut${lateText(delay, ", ")}`;
  const texts = [code && `${code} ${words}`, transport && transports[transport]?.[0]].filter(Boolean);
  if (texts.length === 0) return lateText(delay, "").replace("l", "L");
  return `${texts.join(", ")}${isHandled ? ", after it was handled" : ""}${lateText(delay, ", ")}`;
}

/** @param {any} delay @param {string} before */
function lateText(delay, before) {
  if (!delay) return "";
  if (typeof delay === "number") return `${before}late by ${seconds(delay)}`;
  if (delay.median_ms !== undefined) {
    return `${before}half of them late by over ${seconds(delay.median_ms)}, one in a hundred by over ${seconds(delay.p99_ms)}`;
  }
  return `${before}late by ${seconds(delay.min_ms)} to ${seconds(delay.max_ms)}`;
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}

/**
 * The requests that a fault is for, such as `POST /user/campaign of demo`.
 * @param {Definition["match"]} match
 * @param {string} any the words for any request.
 * @returns {Word[]}
 */
export function requests(match = {}, any = "any request") {
  const { account, method, path, json = {}, absent = [], body_contains: text } = match;
  /** @type {Word[][]} */
  const conditions = [
    ...Object.entries(json).map(([name, value]) => /** @type {Word[]} */ ([{ code: name }, " is ",
      { code: typeof value === "string" ? value : JSON.stringify(value) }])),
    ...absent.map((name) => /** @type {Word[]} */ ([{ code: name }, " is absent"])),
    ...(text === undefined ? [] : [/** @type {Word[]} */ (["the body has ", { code: text }])]),
  ];
  return [
    ...(method || path ? [{ code: [method, path].filter(Boolean).join(" ") }] : [any]),
    account ? ` of ${account}` : "",
    ...conditions.flatMap((words, index) => [index === 0 ? " where " : " and ", ...words]),
  ].filter((word) => word !== "");
}

/** The second line of a fault: for which requests, and how often. @param {Definition} fault @returns {Word[]} */
export function scope(fault) {
  const { times, after, probability, seed } = fault;
  const isRandom = (probability ?? 1) < 1;
  const often = [
    after ? `after ${after} that ${after === 1 ? "passes" : "pass"}` : "",
    isRandom ? `${chance(probability ?? 1)} (seed ${seed})` : "",
    times ? `${isRandom ? "at most " : ""}${count(times)}` : isRandom ? "" : "every time",
  ].filter(Boolean);
  return [...requests(fault.match), `, ${often.join(", ")}`];
}

/** @param {number} times */
function count(times) {
  return times === 1 ? "once" : `${times} times`;
}

/** Such as `one in five` or `30 %`. @param {number} probability */
function chance(probability) {
  const words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
  const every = words.findIndex((_, index) => Math.abs(probability * (index + 2) - 1) < 1e-9);
  return every < 0 ? `${+(probability * 100).toPrecision(6)} %` : `one in ${words[every]}`;
}

/** @param {Fault} fault */
export function firedText(fault) {
  if (fault.times) return `fired ${fault.fired} of ${fault.times}`;
  if (!fault.matched) return "not fired yet";
  return `fired ${count(fault.fired)}, ${fault.matched} matched`;
}

/**
 * What a fault will do, as a sentence and as what it means for the client.
 * @param {Definition} fault
 * @returns {{sentence: Word[], meaning: string}}
 */
export function forecast(fault) {
  const { times, after, probability = 1, match } = fault;
  const isOne = times === 1 || !times || probability < 1;
  /** @type {Word[]} */
  const words = [
    after ? `After ${after} that ${after === 1 ? "passes" : "pass"}, ` : "",
    after ? (probability < 1 || !times ? "each " : "the next ") : probability < 1 || !times ? "Each " : "The next ",
    times && times > 1 && probability === 1 ? `${times} ` : "",
    ...requests(match, isOne ? "request" : "requests"), " ",
    probability < 1 ? `with a chance of ${+(probability * 100).toPrecision(6)} % ` : "",
    ...happening(fault.effect, isOne),
    probability < 1 && times ? `, ${count(times)} at most` : "", ".",
  ];
  return { sentence: words.filter((word) => word !== ""), meaning: meaning(fault) };
}

/** @param {any} effect @param {boolean} isOne @returns {Word[]} */
function happening(effect, isOne) {
  const { name, status, transport, delay_ms: delay, after_handling: isHandled } = parts(effect);
  const late = typeof delay === "number" ? ` ${seconds(delay)} late` : "";
  if (isHandled && transport === "reset") return [isOne ? "is stored, then cut" : "are stored, then cut"];
  if (transport) return [transports[transport][isOne ? 1 : 2]];
  const code = name ? answers[name][0] : status && String(status);
  if (!code) return [`${isOne ? "is" : "are"} answered${late}`];
  return [isOne ? "gets " : "get ", { code }, name ? ` ${answers[name][1]}` : "", late];
}

/** @param {Definition} fault */
function meaning(fault) {
  const { name, status, transport, after_handling: isHandled } = parts(fault.effect);
  const thing = fault.match?.path?.includes("lead") ? "lead" : "campaign";
  if (isHandled) return fault.match?.method === "POST" && fault.match.path ? `The ${thing} is there, the client never hears of it.`
    : "The request is handled, the client never hears of it.";
  if (transport === "hang") return "Nothing is stored, and the connection stays open.";
  if (!name && !status && (!transport || transport === "truncate" || transport === "drip")) return "It is handled as usual.";
  return "Nothing is stored.";
}
