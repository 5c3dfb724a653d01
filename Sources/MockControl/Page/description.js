// Reads an OpenAPI 3.1 document: its operations, with every reference followed.

/** @typedef {Record<string, any>} Schema a JSON Schema; `$ref` is followed by `Description.resolved`. */
/** @typedef {{name: string, summary: string, value: any}} Example */
/**
 * @typedef {Object} Parameter
 * @property {string} name
 * @property {"path" | "query" | "header"} place
 * @property {boolean} required
 * @property {string} description
 * @property {Schema} schema
 * @property {any} example `undefined` for none.
 */
/** @typedef {{mediaType: string, schema: Schema | null, examples: Example[]}} Content */
/** @typedef {{required: boolean, description: string, contents: Content[]}} Body */
/** @typedef {{name: string, description: string, schema: Schema}} HeaderField */
/** @typedef {{status: string, description: string, headers: HeaderField[], contents: Content[]}} Answer */
/**
 * @typedef {Object} Operation
 * @property {string} id the `operationId`.
 * @property {string} method in capital letters.
 * @property {string} path as the document has it, such as `/user/campaign/{id}`.
 * @property {string} tag
 * @property {string} summary
 * @property {string} description
 * @property {"required" | "optional" | "none"} key whether a bearer token must, may or need not be sent.
 * @property {Parameter[]} parameters
 * @property {Body | null} body
 * @property {Answer[]} answers
 * @property {Description} source
 */

const methods = ["get", "post", "put", "patch", "delete"];

/** One OpenAPI document. */
export class Description {
  /**
   * @param {Record<string, any>} document
   * @param {string} base the URL of which the document's paths are the rest, without a slash at its end.
   */
  constructor(document, base) {
    this.document = document;
    this.base = base;
    /** @type {string} */
    this.title = document.info?.title ?? "";
    /** @type {string} */
    this.text = document.info?.description ?? "";
    /** @type {Operation[]} */
    this.operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      methods.filter((method) => item[method]).map((method) => this.#operation(method, path, item, item[method])));
  }

  /** The tags in the document's order, each with its operations. */
  get tags() {
    const names = [...(this.document.tags ?? []).map((/** @type {any} */ tag) => tag.name),
      ...this.operations.map((operation) => operation.tag)];
    return [...new Set(names)].map((name) => ({
      name, operations: this.operations.filter((operation) => operation.tag === name),
    })).filter((tag) => tag.operations.length > 0);
  }

  /**
   * The object behind a reference; any other object as it is. Members beside the reference win.
   *
   * @param {any} value
   * @returns {any}
   */
  resolved(value) {
    let result = value;
    for (let hops = 0; result?.$ref && hops < 8; hops += 1) {
      const { $ref: reference, ...rest } = result;
      const names = String(reference).split("/").slice(1).map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
      result = { ...names.reduce((object, name) => object?.[name], this.document), ...rest };
    }
    return result;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {any} item
   * @param {any} raw
   * @returns {Operation}
   */
  #operation(method, path, item, raw) {
    const security = raw.security ?? this.document.security ?? [];
    const body = raw.requestBody && this.resolved(raw.requestBody);
    return {
      id: raw.operationId ?? `${method} ${path}`, method: method.toUpperCase(), path, tag: raw.tags?.[0] ?? "Other",
      summary: raw.summary ?? "", description: raw.description ?? "",
      key: security.length === 0 ? "none"
        : security.every((/** @type {object} */ one) => Object.keys(one).length > 0) ? "required" : "optional",
      parameters: [...(item.parameters ?? []), ...(raw.parameters ?? [])].map((one) => this.#parameter(one)),
      body: body ? { required: body.required ?? false, description: body.description ?? "",
        contents: this.#contents(body.content) } : null,
      answers: Object.entries(raw.responses ?? {}).map(([status, answer]) => this.#answer(status, answer)),
      source: this,
    };
  }

  /**
   * @param {any} raw
   * @returns {Parameter}
   */
  #parameter(raw) {
    const parameter = this.resolved(raw);
    const schema = this.resolved(parameter.schema ?? {});
    const example = parameter.example ?? this.#examples(parameter)[0]?.value ?? schema.examples?.[0];
    return { name: parameter.name, place: parameter.in, required: parameter.required ?? false,
      description: parameter.description ?? schema.description ?? "", schema, example };
  }

  /**
   * @param {string} status
   * @param {any} raw
   * @returns {Answer}
   */
  #answer(status, raw) {
    const answer = this.resolved(raw);
    const headers = Object.entries(answer.headers ?? {}).map(([name, value]) => {
      const header = this.resolved(value);
      return { name, description: header.description ?? "", schema: this.resolved(header.schema ?? {}) };
    });
    return { status, description: answer.description ?? "", headers, contents: this.#contents(answer.content) };
  }

  /**
   * @param {Record<string, any> | undefined} raw
   * @returns {Content[]}
   */
  #contents(raw) {
    return Object.entries(raw ?? {}).map(([mediaType, content]) => ({
      mediaType, schema: content.schema ?? null, examples: this.#examples(content),
    }));
  }

  /**
   * @param {any} holder
   * @returns {Example[]}
   */
  #examples(holder) {
    const named = Object.entries(holder.examples ?? {}).map(([name, value]) => {
      const example = this.resolved(value);
      return { name, summary: example.summary ?? name.replaceAll("-", " "), value: example.value };
    });
    // The plain case has the shortest name; what is special about the others makes theirs longer.
    named.sort((one, other) => one.name.length - other.name.length);
    return holder.example === undefined ? named : [{ name: "example", summary: "Example", value: holder.example }, ...named];
  }
}
