// A request being written in Try it: its fields, and what of them is sent.

import { build, curlLines, secret } from "./request.js";
import { limitsText } from "./schema.js";

/** @typedef {import("./description.js").Operation} Operation */
/** @typedef {import("./description.js").Schema} Schema */
/**
 * @typedef {Object} Draft
 * @property {Operation} operation
 * @property {Record<string, string>} typed by the fields' ids; an empty text is not sent.
 * @property {string | null} text the body as JSON was typed; `null` where the form makes it.
 * @property {string} token the API key, or the control token.
 * @property {string} last the id of the field that was typed in last.
 */
/**
 * @typedef {Object} Field
 * @property {string} id such as `body.name`, also of the element.
 * @property {string} name
 * @property {"path" | "query" | "header" | "body"} place
 * @property {boolean} required
 * @property {"text" | "number" | "boolean" | "choice" | "choices" | "json"} kind
 * @property {any[]} choices of the kinds `choice` and `choices`.
 * @property {string} hint
 * @property {string} fallback the default; shown while nothing is typed.
 * @property {string} example what a required field begins with.
 * @property {string} description
 */

/** @param {Operation} operation @param {string} token @returns {Draft} */
export function newDraft(operation, token) {
  const required = fields(operation).filter((one) => one.required && one.example);
  return { operation, typed: Object.fromEntries(required.map((one) => [one.id, one.example])),
    text: operation.body && !members(operation) ? "" : null, token, last: "" };
}

/** @param {Operation} operation */
export function jsonContent(operation) {
  return operation.body?.contents.find((one) => one.mediaType === "application/json") ?? operation.body?.contents[0];
}

/** @param {Operation} operation @returns {Schema | null} */
function members(operation) {
  const schema = operation.source.resolved(jsonContent(operation)?.schema ?? {});
  return schema.properties ? schema : null;
}

/** @type {WeakMap<Operation, Field[]>} */
const known = new WeakMap();

/** @param {Operation} operation */
export function fields(operation) {
  const found = known.get(operation) ?? read(operation);
  known.set(operation, found);
  return found;
}

/**
 * The fields in the order of the form: a header field is rarely sent, so it comes last.
 * @param {Operation} operation
 * @returns {Field[]}
 */
function read(operation) {
  const schema = members(operation);
  const required = new Set(schema?.required ?? []);
  const parameters = operation.parameters.map((one) => field(operation, one.place, one.name, one.required,
    { ...one.schema, description: one.description }, one.example));
  return [
    ...parameters.filter((one) => one.place !== "header"),
    ...Object.entries(schema?.properties ?? {}).map(([name, raw]) => {
      const member = operation.source.resolved(raw);
      return field(operation, "body", name, required.has(name), member, member.examples?.[0]);
    }),
    ...parameters.filter((one) => one.place === "header"),
  ];
}

/**
 * @param {Operation} operation
 * @param {Field["place"]} place
 * @param {string} name
 * @param {boolean} required
 * @param {Schema} schema
 * @param {any} example
 * @returns {Field}
 */
function field(operation, place, name, required, schema, example) {
  const { default: value, pattern, format, ...rest } = schema;
  const items = schema.items && operation.source.resolved(schema.items);
  const types = [schema.type ?? []].flat().filter((one) => one !== "null");
  const choices = (schema.enum ?? (types[0] === "array" && items?.enum) ?? []) || [];
  /** @type {Field["kind"]} */
  const kind = types.length !== 1 ? "json" : types[0] === "array" ? (items?.enum ? "choices" : "json") : choices.length > 0 ? "choice"
    : types[0] === "boolean" ? "boolean" : types[0] === "integer" || types[0] === "number" ? "number"
    : types[0] === "string" ? "text" : "json";
  const text = (/** @type {any} */ one) => one === undefined ? "" : typeof one === "string" ? one : JSON.stringify(one);
  return {
    id: `${place}.${name}`, name, place, required, kind, choices: choices.filter((/** @type {any} */ one) => one !== null),
    hint: limitsText(operation.source, choices.length > 0 ? {} : { ...rest, ...(format === "date" ? { format } : {}) }),
    fallback: text(value), example: text(example ?? choices[0]), description: schema.description ?? "",
  };
}

/**
 * The JSON of what was typed. A text where a number is asked for goes as a text, so that mistakes can be tried.
 * @param {Field} field
 * @param {string} typed
 */
function jsonText(field, typed) {
  if (field.kind === "text" || (field.kind === "choice" && typeof field.choices[0] === "string")) return JSON.stringify(typed);
  return parsed(typed) === undefined ? JSON.stringify(typed) : typed.trim();
}

/** The fields of the body in which something was typed. @param {Draft} draft */
function sentMembers(draft) {
  return fields(draft.operation).filter((one) => one.place === "body" && draft.typed[one.id]);
}

/** The body as it is sent: as it was typed, or made from the fields. @param {Draft} draft */
export function bodyText(draft) {
  if (draft.text !== null || !draft.operation.body) return draft.text ?? "";
  const lines = sentMembers(draft).map((one) => `  ${JSON.stringify(one.name)}: ${jsonText(one, draft.typed[one.id])}`);
  return lines.length === 0 ? (draft.operation.body.required ? "{}" : "") : `{\n${lines.join(",\n")}\n}`;
}

/** @param {Draft} draft @param {string} [token] */
export function request(draft, token = draft.token) {
  /** @param {string} place */
  const values = (place) => Object.fromEntries(fields(draft.operation).filter((one) => one.place === place)
    .map((one) => [one.name, draft.typed[one.id] ?? ""]));
  return build(draft.operation, { path: values("path"), query: values("query"), header: values("header"),
    body: bodyText(draft), mediaType: jsonContent(draft.operation)?.mediaType ?? "", token });
}

/**
 * The command's lines, and whether one has what was typed last.
 * @param {Draft} draft
 * @param {boolean} isSecret whether the token is not shown.
 * @returns {{text: string, isLast: boolean}[]}
 */
export function commandLines(draft, isSecret = false) {
  const outgoing = request(draft, isSecret && draft.token ? secret : draft.token);
  const isMade = draft.text === null;
  const lines = curlLines(outgoing, isMade ? "  " : "");
  const [place, name] = draft.last.split(/\.(.*)/);
  const header = place === "token" ? "Authorization" : name;
  const member = sentMembers(draft).findIndex((one) => one.id === draft.last);
  const last = place === "path" || place === "query" ? 0
    : place === "body" ? (isMade && member >= 0 ? lines.length - 1 - sentMembers(draft).length + member : -1)
    : outgoing.headers.findIndex((one) => one[0] === header) + 1 || -1;
  return lines.map((text, index) => ({ text, isLast: index === last }));
}

/**
 * Puts a body into the form.
 * @param {Draft} draft
 * @param {string} text
 * @returns {boolean} whether the form has all of it. If not, the draft stays as it was.
 */
export function fillForm(draft, text) {
  const values = parsed(text);
  if (typeof values !== "object" || !values || Array.isArray(values)) return text.trim() === "";
  const typed = Object.fromEntries(Object.entries(draft.typed).filter(([id]) => !id.startsWith("body.")));
  for (const [name, value] of Object.entries(values)) typed[`body.${name}`] = typeof value === "string" ? value : written(value);
  const filled = { ...draft, typed, text: null };
  if (written(parsed(bodyText(filled))) !== written(values)) return false;
  Object.assign(draft, filled);
  return true;
}

/** JSON on one line, with blanks as people write it. @param {any} value */
export function written(value) {
  return JSON.stringify(value, null, 1).replace(/\n\s*/g, (_, place, all) => all[place - 1] === "," ? " " : "");
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
 * The messages of a 422 by the ids of the fields that they are about.
 * @param {Operation} operation
 * @param {any} answer
 * @returns {Record<string, string[]>}
 */
export function messages(operation, answer) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const [path, texts] of Object.entries(answer?.errors ?? {})) {
    const field = fields(operation).find((one) => one.name === path.split(".")[0]);
    if (field) found[field.id] = [...(found[field.id] ?? []), ...[texts].flat().map(String)];
  }
  return found;
}
