// JSON as it was sent: the order of members, repeated ones, and each number as it was spelled. `JSON.parse` keeps none of
// these.

/**
 * @typedef {object} Value
 * @property {"object" | "list" | "plain"} kind
 * @property {string} raw the text of a plain value.
 * @property {{name: string, value: Value}[]} members of an object by name, of a list by index.
 */

/**
 * @param {string} text
 * @returns {Value | null} `null` for a text that is not JSON.
 */
export function read(text) {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  // Valid, so the reader needs no checks.
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g) ?? [];
  let place = 0;
  /** @returns {Value} */
  function value() {
    const token = tokens[place];
    place += 1;
    if (token !== "{" && token !== "[") return { kind: "plain", raw: token, members: [] };
    const isObject = token === "{";
    /** @type {Value["members"]} */
    const members = [];
    while (tokens[place] !== "}" && tokens[place] !== "]") {
      let name = String(members.length);
      if (isObject) {
        name = JSON.parse(tokens[place]);
        place += 2;
      }
      members.push({ name, value: value() });
      if (tokens[place] === ",") place += 1;
    }
    place += 1;
    return { kind: isObject ? "object" : "list", raw: "", members };
  }
  return value();
}

/**
 * A value on one line.
 *
 * @param {Value} value
 * @returns {string}
 */
export function inline({ kind, raw, members }) {
  if (kind === "plain") return raw;
  const parts = members.map(({ name, value }) => (kind === "object" ? `${JSON.stringify(name)}: ` : "") + inline(value));
  return kind === "object" ? `{${parts.join(", ")}}` : `[${parts.join(", ")}]`;
}

/**
 * A line of a JSON text.
 *
 * @typedef {object} Line
 * @property {number} depth
 * @property {string} path of the member; empty for the outermost value and for closing brackets.
 * @property {number} occurrence how many members of that path stand before it.
 * @property {string} name with its quotes; empty for none.
 * @property {string} text the value, or a bracket.
 * @property {string} comma
 * @property {boolean} isPlain whether `text` is a plain value.
 * @property {string} end the path of what a closing bracket closes.
 */

/** The longest text of a list or an object that stays on one line. */
const longest = 48;

/**
 * @param {Value} value
 * @param {(path: string) => boolean} [hasOwnVerdict] whether the elements at a path need a line of their own.
 * @returns {Line[]}
 */
export function lines(value, hasOwnVerdict = () => false) {
  /** @type {Line[]} */
  const found = [];
  /** @type {Map<string, number>} */
  const occurrences = new Map();
  /**
   * @param {Value} value
   * @param {string} path
   * @param {string} name
   * @param {number} depth
   * @param {string} comma
   */
  function add(value, path, name, depth, comma) {
    const occurrence = occurrences.get(path) ?? 0;
    occurrences.set(path, occurrence + 1);
    const line = { depth, path, occurrence, name, comma, end: "" };
    const text = inline(value);
    const isFolded = depth > 0 && text.length <= longest && !hasOwnVerdict(path);
    if (value.kind === "plain" || value.members.length === 0 || isFolded) {
      found.push({ ...line, text, isPlain: value.kind === "plain" });
      return;
    }
    const [open, close] = value.kind === "object" ? ["{", "}"] : ["[", "]"];
    found.push({ ...line, text: open, comma: "", isPlain: false });
    value.members.forEach((member, index) => add(member.value, path ? `${path}.${member.name}` : member.name,
      value.kind === "object" ? JSON.stringify(member.name) : "", depth + 1, index < value.members.length - 1 ? "," : ""));
    found.push({ depth, path: "", occurrence: 0, name: "", text: close, comma, isPlain: false, end: path });
  }
  add(value, "", "", 0, "");
  return found;
}
