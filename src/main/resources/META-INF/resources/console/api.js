/** The calls of the first-party API that the console makes. Failures are `Refused` (an answer) or `Unreachable`. */
import { noteServerTime } from './clock.js';
import { asCaller, face } from './face.js';

/** The service answered no; carries the members of the RFC 9457 problem. */
export class Refused extends Error {
  constructor(status, problem, retryAfterSeconds) {
    super(problem.title ?? `status ${status}`);
    this.status = status;
    this.problem = problem;
    this.kind = String(problem.type ?? '').split('/').at(-1);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer came. */
export class Unreachable extends Error {}

const ATTEMPTS = 3;

/** One call; `body` as JSON. Pages of their own make theirs with it. */
export async function call(method, path, body) {
  return (await answerOf(method, path, body)).json;
}

async function answerOf(method, path, body, more) {
  const headers = { Accept: 'application/json, application/problem+json', ...more };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  // The same key on every attempt: a repeated question is asked once.
  if (method === 'POST' && path.startsWith('/api/')) headers['Idempotency-Key'] = freshKey();
  const response = await send(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: 'no-store' });
  noteServerTime(response.headers.get('Date'));
  const text = await response.text();
  const json = parse(text);
  const unchanged = response.status === 304 && more !== undefined;
  if (!response.ok && !unchanged) throw new Refused(response.status, json ?? {}, seconds(response.headers.get('Retry-After')));
  return { json, response };
}

/** Reads what may be unchanged since `tag` was given for it: `{ body, tag }`, and then without a body. */
async function look(path, tag) {
  const { json, response } = await answerOf('GET', path, undefined, tag === undefined ? {} : { 'If-None-Match': tag });
  return { body: json ?? undefined, tag: response.headers.get('ETag') ?? undefined };
}

async function send(path, init) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(path, asCaller(init));
    } catch {
      const repeatable = init.method === 'GET' || init.headers['Idempotency-Key'] !== undefined;
      if (!repeatable || attempt === ATTEMPTS) throw new Unreachable();
      await new Promise((resume) => setTimeout(resume, 300 * attempt));
    }
  }
}

function parse(text) {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function seconds(text) {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? undefined : value;
}

function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
}

const at = encodeURIComponent;

export const session = () => call('GET', face.session);
export const signIn = (account, password) => call('POST', '/session', { account, password });
export const waysToSignIn = () => call('GET', '/session/ways');
export const signOut = () => call('DELETE', '/session');
export const settings = () => call('GET', '/api/v1/console/settings');
export const purposes = async () => (await call('GET', '/api/v1/purposes')).items;
/** My open interactions, each with the state of its latest question. */
export const desk = async () => (await call('GET', face.desk)).items;
export const open = (interaction) => call('POST', '/api/v1/interactions', interaction);
export const close = (id) => call('PATCH', `/api/v1/interactions/${at(id)}`, { state: 'closed' });
export const ask = (id, question) => call('POST', `/api/v1/interactions/${at(id)}/challenges`, question);
export const challenge = (id) => call('GET', `/api/v1/challenges/${at(id)}`);
export const readBack = (id, code) => call('POST', `/api/v1/challenges/${at(id)}/read_back`, { code });
export const cancel = (id) => call('POST', `/api/v1/challenges/${at(id)}/cancel`);
export const identity = (id) => call('GET', `/api/v1/interactions/${at(id)}/identity`);
/** One sensitive value, for a short time; the service records who asked. */
export const reveal = (id, path) => call('POST', `/api/v1/interactions/${at(id)}/identity/reveals`, { path });
/** What was asked in an interaction, oldest first. */
export const asked = async (id) => (await call('GET', `/api/v1/interactions/${at(id)}/challenges`)).items;
export const fallback = (id, outcome) => call('POST', `/api/v1/interactions/${at(id)}/fallback`, { outcome });
export const textMessage = (id) => call('POST', `/api/v1/challenges/${at(id)}/text_message`);
export const interactionEvents = (id) => `/api/v1/interactions/${at(id)}/events`;
export const interaction = (id) => call('GET', `/api/v1/interactions/${at(id)}`);
/** The figures of a period (`URLSearchParams`). */
export const figures = (asked, tag) => look(`/api/v1/statistics?${asked}`, tag);
export const fraudReports = (asked) => call('GET', `/api/v1/fraud_reports?${asked}`);
