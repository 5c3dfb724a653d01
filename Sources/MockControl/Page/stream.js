// Follows the mock's events. A reader on `fetch`: a browser's EventSource cannot send the control token.

import { controlURL } from "./mock.js";
import { controlToken } from "./token.js";

/**
 * @typedef {object} MockEvent
 * @property {string} name `request`, `campaign`, `lead`, `call`, `webhook`, `account`, `fault`, `clock`, `reset`, `state`, `snapshot` or `lost`.
 * @property {any} data
 */

/** The waits before the tries, in seconds; the last one goes on. */
const waits = [1, 2, 3, 5, 8];
/** After so many tries without an answer, the mock counts as stopped. */
const triesBeforeStopped = 4;
/** The mock sends a comment every 15 seconds. A stream that is silent for so long is dead. */
const longestSilence = 40_000;

/** Milliseconds of reading after which the page may be drawn. */
const longestWork = 8;

export class EventStream {
  #lastID = "";
  #tries = 0;
  /** @type {AbortController | null} */
  #connection = null;
  #timer = 0;
  #news = Date.now();

  /**
   * @param {object} listener
   * @param {(name: string, data: string) => void} listener.onEvent `data` is JSON, not yet parsed.
   * @param {(state: import("./store.js").LiveState) => void} listener.onState
   * @param {(isResumed: boolean) => void} listener.onOpen `isResumed`: the events since the last one follow.
   * @param {() => void} listener.onTokenNeeded
   */
  constructor(listener) {
    this.listener = listener;
    document.addEventListener("visibilitychange", () => {
      // A hidden tab needs no events, and a browser allows six connections to a host.
      if (document.hidden) this.close();
      else this.open();
    });
  }

  /** Connects now, unless there is a connection. */
  open() {
    clearTimeout(this.#timer);
    if (!this.#connection && !document.hidden) void this.#follow();
  }

  close() {
    clearTimeout(this.#timer);
    this.#connection?.abort();
    this.#connection = null;
  }

  /** Forgets which events were seen: another mock answers now. */
  restart() {
    this.#lastID = "";
    this.close();
    this.open();
  }

  async #follow() {
    const connection = this.#connection = new AbortController();
    const silence = setInterval(() => {
      if (Date.now() - this.#news > longestSilence) connection.abort();
    }, 5000);
    try {
      const token = controlToken();
      const response = await fetch(new URL("events", controlURL), {
        headers: {
          Accept: "text/event-stream", ...(token && { Authorization: `Bearer ${token}` }),
          ...(this.#lastID && { "Last-Event-ID": this.#lastID }),
        },
        signal: connection.signal, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store",
      });
      this.#news = Date.now();
      if (response.status === 401) {
        this.close();
        this.listener.onTokenNeeded();
        return;
      }
      if (!response.ok || !response.body) throw new Error(`${response.status}`);
      this.#tries = 0;
      this.listener.onState({ kind: "live" });
      this.listener.onOpen(this.#lastID !== "");
      await this.#read(response.body);
    } catch { /* No answer, or the connection broke. */ } finally {
      clearInterval(silence);
    }
    if (this.#connection === connection) {
      this.#connection = null;
      this.#retry();
    }
  }

  #retry() {
    const seconds = waits[Math.min(this.#tries, waits.length - 1)];
    this.#tries += 1;
    this.listener.onState({
      kind: this.#tries > triesBeforeStopped ? "stopped" : "reconnecting", retryAt: Date.now() + seconds * 1000,
      lostAt: this.#news,
    });
    this.#timer = setTimeout(() => this.open(), seconds * 1000);
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async #read(body) {
    const reader = body.pipeThrough(/** @type {ReadableWritablePair<string, Uint8Array>} */ (new TextDecoderStream())).getReader();
    let rest = "";
    let began = performance.now();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#news = Date.now();
      // Reading thousands of events must not keep the page from being drawn.
      if (performance.now() - began > longestWork) {
        await new Promise((go) => { setTimeout(go); });
        began = performance.now();
      }
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) this.#take(block);
    }
  }

  /** @param {string} block the lines of one event (HTML, section 9.2.6). */
  #take(block) {
    let name = "message";
    let data = "";
    for (const line of block.split("\n")) {
      if (line.startsWith("data: ")) data += line.slice(6);
      else if (line.startsWith("event: ")) name = line.slice(7);
      else if (line.startsWith("id: ")) this.#lastID = line.slice(4);
    }
    if (data) this.listener.onEvent(name, data);
  }
}
