// Says in words what a JSON Schema allows, and lists its members as rows of a table.

/** @typedef {import("./description.js").Description} Description */
/** @typedef {import("./description.js").Schema} Schema */
/**
 * @typedef {Object} Row
 * @property {string} name
 * @property {number} depth how many objects and lists the member is inside of.
 * @property {boolean} required
 * @property {string} type
 * @property {string} limits
 * @property {string} description
 */

/**
 * Such as `integer or null`, `list of string`.
 *
 * @param {Description} description
 * @param {Schema} raw
 * @returns {string}
 */
export function typeText(description, raw) {
  const schema = description.resolved(raw) ?? {};
  const options = schema.type ? null : schema.oneOf ?? schema.anyOf;
  if (options) return unique(options.map((/** @type {Schema} */ one) => typeText(description, one))).join(" or ");
  const types = [schema.type ?? []].flat();
  const names = types.map((type) => (type === "array" && schema.items ? listText(description, schema.items) : type));
  if (names.length === 0) return schema.enum || schema.const !== undefined ? "value" : "any";
  return names.join(" or ");
}

/**
 * @param {Description} description
 * @param {Schema} items
 */
function listText(description, items) {
  const element = typeText(description, items);
  return element === "any" ? "list" : `list of ${element}`;
}

/**
 * The limits, the choices and the default in words, such as `1 to 5, default 3`.
 *
 * @param {Description} description
 * @param {Schema} raw
 * @returns {string}
 */
export function limitsText(description, raw) {
  const schema = description.resolved(raw) ?? {};
  const items = schema.items && limitsText(description, schema.items);
  const options = schema.type ? (schema.anyOf ?? []).map((/** @type {Schema} */ one) => limitsText(description, one)) : [];
  return [
    schema.const !== undefined && `always ${shown(schema.const)}`,
    schema.enum && `one of ${choices(schema.enum)}`,
    schema.exclusiveMinimum !== undefined && `above ${schema.exclusiveMinimum}`,
    range(schema.minimum, schema.maximum, ""),
    range(schema.minLength, schema.maxLength, "characters"),
    range(schema.minItems, schema.maxItems, "elements"),
    schema.uniqueItems && "no element twice",
    schema.format && `format ${schema.format}`,
    schema.pattern && `pattern ${schema.pattern}`,
    items && `each ${items}`,
    ...options,
    schema.default !== undefined && `default ${shown(schema.default)}`,
  ].filter(Boolean).join(", ");
}

/**
 * @param {any[]} values
 */
function choices(values) {
  const texts = values.filter((one) => one !== null).map(shown);
  return texts.length > 15 ? `${texts.slice(0, 5).join(", ")} and ${texts.length - 5} more` : texts.join(", ");
}

/**
 * @param {number | undefined} least
 * @param {number | undefined} most
 * @param {string} unit
 */
function range(least, most, unit) {
  if (unit && least === 1 && most === undefined) return "not empty";
  const text = least !== undefined && most !== undefined ? `${least} to ${most}`
    : most !== undefined ? `up to ${most}` : least !== undefined ? `at least ${least}` : "";
  return text && unit ? `${text} ${unit}` : text;
}

/**
 * @param {any} value
 * @returns {string}
 */
export function shown(value) {
  if (value === "") return "an empty text";
  if (Array.isArray(value)) return value.map(shown).join(", ") || "an empty list";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * The members of a value, those of inner objects and of lists' elements behind them.
 *
 * @param {Description} description
 * @param {Schema} raw
 * @param {number} [depth]
 * @returns {Row[]}
 */
export function rows(description, raw, depth = 0) {
  const schema = description.resolved(raw) ?? {};
  if (depth > 6) return [];
  const required = new Set(schema.required ?? []);
  /** @type {Row[]} */
  const found = [];
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    found.push(row(description, name, member, depth, required.has(name)), ...rows(description, member, depth + 1));
  }
  if (typeof schema.additionalProperties === "object") {
    const member = schema.additionalProperties;
    found.push(row(description, "any other name", member, depth, false), ...rows(description, member, depth + 1));
  }
  if (schema.items) found.push(...rows(description, schema.items, depth));
  for (const option of schema.allOf ?? []) found.push(...rows(description, option, depth));
  for (const option of schema.oneOf ?? schema.anyOf ?? []) {
    for (const one of rows(description, option, depth)) {
      if (!found.some((known) => known.name === one.name && known.depth === one.depth)) found.push(one);
    }
  }
  return found;
}

/**
 * @param {Description} description
 * @param {string} name
 * @param {Schema} raw
 * @param {number} depth
 * @param {boolean} required
 * @returns {Row}
 */
function row(description, name, raw, depth, required) {
  const schema = description.resolved(raw) ?? {};
  return { name, depth, required, type: typeText(description, schema), limits: limitsText(description, schema),
    description: schema.description ?? "" };
}

/**
 * @template Element
 * @param {Element[]} list
 * @returns {Element[]}
 */
function unique(list) {
  return [...new Set(list)];
}
