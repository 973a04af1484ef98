/**
 * Server-sent events by `fetch`, because the browser's EventSource can neither ask for the past (`Last-Event-ID` on the
 * first request) nor tell "signed out" from "not reachable".
 */
import { noteServerTime } from './clock.js';
import { asCaller } from './face.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;
/** The service sends a heartbeat well inside this time; silence means that the connection is dead. */
const SILENCE = 45000;

/**
 * Listens until `stop()` is called and resumes by itself where it was.
 *
 * @param on `{ open(), lost(), refused(status), event({ id, type, data }) }`
 */
export function listen(path, on, from) {
  let stopped = false;
  let last = from;
  let pause = FIRST_PAUSE;
  let connection;
  let wake = () => {};

  async function once() {
    connection = new AbortController();
    const headers = { Accept: 'text/event-stream' };
    if (last !== undefined) headers['Last-Event-ID'] = last;
    const response = await fetch(path, asCaller({ headers, signal: connection.signal, cache: 'no-store' }));
    noteServerTime(response.headers.get('Date'));
    if (!response.ok) return response.status;
    pause = FIRST_PAUSE;
    on.open();
    const parser = new Parser((event) => {
      if (event.id !== '') last = event.id;
      on.event(event);
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const timer = setTimeout(() => connection.abort(), SILENCE);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return 0;
      parser.read(value);
    }
  }

  async function run() {
    while (!stopped) {
      const status = await once().catch(() => 0);
      if (stopped) return;
      if (status === 401 || status === 403 || status === 404) {
        on.refused(status);
        return;
      }
      on.lost();
      await new Promise((resume) => {
        wake = resume;
        setTimeout(resume, pause * (0.75 + Math.random() / 2));
      });
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
  }

  const hurry = () => { pause = FIRST_PAUSE; wake(); };
  addEventListener('online', hurry);
  run();
  return {
    stop() {
      stopped = true;
      removeEventListener('online', hurry);
      connection?.abort();
      wake();
    },
  };
}

/** Splits a stream of text into events, as HTML section 9.2.6 says. */
export class Parser {
  #rest = '';
  #type = '';
  #data = [];
  #id = '';
  #emit;

  constructor(emit) {
    this.#emit = emit;
  }

  read(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    for (const line of lines) this.#line(line);
  }

  #line(line) {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#type = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }

  #dispatch() {
    const data = this.#data.join('\n');
    const type = this.#type || 'message';
    this.#data = [];
    this.#type = '';
    if (data === '') return;
    try {
      this.#emit({ id: this.#id, type, data: JSON.parse(data) });
    } catch (broken) {
      if (!(broken instanceof SyntaxError)) throw broken;
    }
  }
}
