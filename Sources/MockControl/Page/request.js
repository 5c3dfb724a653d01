// One request: built from what was typed, written as a curl line, and sent.

/**
 * @typedef {Object} Outgoing
 * @property {string} method
 * @property {string} url
 * @property {[name: string, value: string][]} headers
 * @property {string | null} body
 */
/**
 * What was typed. An empty text is not sent.
 *
 * @typedef {Object} Values
 * @property {Record<string, string>} path
 * @property {Record<string, string>} query
 * @property {Record<string, string>} header
 * @property {string} body
 * @property {string} mediaType of the body.
 * @property {string} token sent as `Authorization: Bearer`.
 */
/**
 * @typedef {Object} Received
 * @property {number} number of the requests that were sent, this one included.
 * @property {number} status
 * @property {string} reason
 * @property {[name: string, value: string][]} headers
 * @property {string} text the body, at most `shownBytes` characters of it.
 * @property {boolean} isCut whether the body is longer.
 * @property {number} milliseconds until the body was complete; of a stream until it began.
 */

let sentCount = 0;

/** The most characters of a body that are kept. */
export const shownBytes = 262_144;

/**
 * @param {import("./description.js").Operation} operation
 * @param {Values} values
 * @returns {Outgoing}
 */
export function build(operation, values) {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values.path[name] ?? ""));
  const query = filled(values.query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const body = operation.body && values.body.trim() ? values.body : null;
  /** @type {[string, string][]} */
  const headers = filled(values.header);
  if (body !== null) headers.unshift(["Content-Type", values.mediaType]);
  if (values.token) headers.unshift(["Authorization", `Bearer ${values.token}`]);
  const url = operation.source.base + path + (query.length > 0 ? `?${query.join("&")}` : "");
  return { method: operation.method, url, headers, body };
}

/**
 * @param {Record<string, string>} values
 * @returns {[string, string][]}
 */
function filled(values) {
  return Object.entries(values).filter(([, value]) => value !== "");
}

/** Stands for a token that is not shown: the command has a variable of the shell in its place. */
export const secret = "\u0000";

/**
 * The request as a command for a POSIX shell, line by line.
 *
 * @param {Outgoing} request
 * @param {string} [indent] put before each further line of the body; only where the body is JSON.
 * @returns {string[]}
 */
export function curlLines(request, indent = "") {
  // curl reads a file where the data begin with `@`.
  const option = request.body?.startsWith("@") ? "--data-raw" : "-d";
  const [first, ...rest] = request.body === null ? [] : `${option} ${quoted(request.body)}`.split("\n");
  const head = [`curl ${request.method === "GET" ? "" : `-X ${request.method} `}${quoted(request.url)}`,
    ...request.headers.map(([name, value]) => `  -H ${value === `Bearer ${secret}`
      ? `"${name}: Bearer $CONTROL_TOKEN"` : quoted(`${name}: ${value}`)}`)];
  if (first !== undefined && rest.length > 0) head.push(`${head.pop()} ${first}`);
  else if (first !== undefined) head.push(`  ${first}`);
  return [...head.slice(0, -1).map((line) => `${line} \\`), ...head.slice(-1), ...rest.map((line) => indent + line)];
}

/** @param {Outgoing} request */
export function curlLine(request) {
  return curlLines(request).join("\n");
}

/**
 * @param {string} text
 */
function quoted(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Sends the request from the page.
 *
 * @param {Outgoing} request
 * @param {AbortSignal} signal ends the request, and a stream.
 * @param {(received: Received) => void} [onProgress] called for each part of a stream.
 * @returns {Promise<Received>}
 */
export async function send(request, signal, onProgress) {
  const start = performance.now();
  // The mode stays `cors`: in the mode `same-origin` and without a referrer a browser sends `Origin: null`.
  const response = await fetch(request.url, {
    method: request.method, headers: request.headers, body: request.body, signal,
    cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
  });
  /** @type {Received} */
  const received = { number: (sentCount += 1), status: response.status, reason: response.statusText, headers: [...response.headers], text: "",
    isCut: false, milliseconds: performance.now() - start };
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      append(received, decoder.decode(part.value, { stream: true }), isStream);
      if (isStream) onProgress?.(received);
    }
  } catch (error) {
    if (!isStream || !signal.aborted) throw error;
  }
  if (!isStream) received.milliseconds = performance.now() - start;
  return received;
}

/**
 * Keeps the first characters of a body, and the last of a stream.
 *
 * @param {Received} received
 * @param {string} text
 * @param {boolean} isStream
 */
function append(received, text, isStream) {
  const whole = received.text.length < shownBytes || isStream ? received.text + text : received.text;
  received.isCut ||= received.text.length + text.length > shownBytes;
  received.text = isStream ? whole.slice(-shownBytes) : whole.slice(0, shownBytes);
}

/**
 * A body for reading: JSON with line breaks, any other text as it is.
 *
 * @param {string} text
 */
export function readable(text) {
  try {
    return exact(text);
  } catch {
    return text;
  }
}

/**
 * Indents JSON. Numbers and texts stay as they were sent: `JSON.parse` rounds numbers beyond 2^53 and drops `1.0`.
 *
 * @param {string} text
 */
function exact(text) {
  JSON.parse(text);
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g) ?? [];
  let result = "";
  let depth = 0;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token === "}" || token === "]") {
      depth -= 1;
      result += tokens[index - 1] === "{" || tokens[index - 1] === "[" ? token : `\n${"  ".repeat(depth)}${token}`;
    } else if (token === "{" || token === "[") {
      depth += 1;
      result += next === "}" || next === "]" ? token : `${token}\n${"  ".repeat(depth)}`;
    } else if (token === ",") {
      result += `,\n${"  ".repeat(depth)}`;
    } else {
      result += token === ":" ? ": " : token;
    }
  });
  return result;
}
