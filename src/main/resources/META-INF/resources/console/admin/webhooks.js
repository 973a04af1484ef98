/** Webhooks: systems that are told what happened, what signs the messages, and what became of each. */
import { Refused, Unreachable } from '../api.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { clockTime, shortDate } from '../words.js';
import { set } from '../store.js';
import { button } from '../view/parts.js';
import { say } from './words.js';
import { shown, current, itemsOf, NEW, attempt, complain, leaveFor, load } from './desk.js';
import { field, form, saveButton, several, sureButton } from './parts.js';
import * as api from './api.js';

const at = (time) => `${shortDate(time)} ${clockTime(time)}`;

/** While something is on its way, and when nothing is: how long until the log is read again. */
const SOON_MS = 2000;
const LATER_MS = 10000;
const HOUR_MS = 3600000;

/** The log of the endpoint that is shown; `open` is the message that is looked at, `whole` all that is known of it. */
const log = { of: undefined, status: '', items: undefined, next: undefined, further: false, open: undefined, whole: undefined, timer: undefined };

export function row(endpoint) {
  const names = say().webhooks.types;
  const all = Object.keys(names).every((type) => endpoint.event_types.includes(type));
  return {
    title: endpoint.description || hostOf(endpoint.url), about: all ? say().webhooks.everything : endpoint.event_types.map((type) => names[type] ?? type).join(', '),
    end: badge(endpoint.state === 'enabled' ? 'enabled' : 'disabled'), small: endpoint.url,
  };
}

function hostOf(url) {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

const SHAPES = { enabled: 'done', disabled: 'declined', delivered: 'done', pending: 'waiting', failed: 'rejected' };

const badge = (state) => h('span', { class: `state is-${state}` }, icon(SHAPES[state] ?? 'question'), h('span', null, say().webhooks.states[state] ?? state));

export function begin() {
  const known = shown.item === NEW ? undefined : current();
  if (shown.item !== NEW && known === undefined) return;
  shown.draft = {
    url: known?.url ?? '', description: known?.description ?? '', event_types: known?.event_types ?? ['challenge.verified', 'challenge.reported'],
    signature: known?.keys[0]?.signature ?? 'v1', old_valid_for: 'PT24H', hours: '24',
  };
  if (known === undefined) return;
  if (log.of !== known.id) Object.assign(log, { of: known.id, status: '', items: undefined, next: undefined, further: false, open: undefined, whole: undefined });
  queueMicrotask(readLog);
}

export function page() {
  const known = shown.item === NEW ? undefined : current();
  const text = say().webhooks;
  const types = Object.fromEntries(Object.entries(text.types).map(([type, name]) => [type, [name, ' ', h('span', { class: 'caption mono' }, type)]]));
  return h('div', { class: 'stack', key: `webhook-${shown.item}` },
    known?.disabled && h('p', { class: 'news-line is-problem', role: 'status', key: 'disabled' }, icon('undecided'),
      h('span', null, text.disabledSince(at(known.disabled.at)), ' ', text.reasons[known.disabled.reason] ?? known.disabled.detail)),
    form('webhook', save,
      h('section', { class: 'card' },
        known && h('p', { class: 'facts' }, h('span', { class: 'caption' }, text.id), h('span', { class: 'mono' }, known.id), badge(known.state)),
        field({ member: 'url', label: text.url, hint: text.urlHint, type: 'url', mono: true, autocapitalize: 'none', spellcheck: 'false' }),
        field({ member: 'description', label: text.description, optional: true, maxlength: '200' }),
        several({ member: 'event_types', label: text.eventTypes, options: types }),
        known === undefined && field({ member: 'signature', label: text.signature, options: Object.entries(text.signatures) })),
      h('div', { class: 'form-bar' }, known === undefined ? h('span') : more(known), saveButton())),
    known && deliveries(known),
    known && keys(known));
}

function more(known) {
  const text = say().webhooks;
  const enabled = known.state === 'enabled';
  return h('div', { class: 'form-more' },
    sureButton({ name: 'state', label: enabled ? text.disable : text.enable, question: enabled ? text.disableSure : undefined, press: () => changed(() => api.changeWebhook(known.id, { state: enabled ? 'disabled' : 'enabled' })) }),
    sureButton({ name: 'remove', label: text.remove, question: text.removeSure, press: remove }));
}

function save() {
  const { draft } = shown;
  const wrong = [];
  if (draft.url.trim() === '') wrong.push({ pointer: '/url', detail: say().missing });
  if (draft.event_types.length === 0) wrong.push({ pointer: '/event_types', detail: say().organisation.chooseUse });
  if (wrong.length > 0) return complain(wrong);
  const sent = { url: draft.url.trim(), description: draft.description.trim(), event_types: draft.event_types };
  if (shown.item === NEW) return changed(() => api.addWebhook({ ...sent, signature: draft.signature }));
  return attempt(() => api.changeWebhook(shown.item, sent)).then((good) => { if (good) leaveFor('webhooks', undefined, say().saved); });
}

async function remove() {
  if (await attempt(() => api.removeWebhook(shown.item))) leaveFor('webhooks', undefined, say().webhooks.removed);
}

/** Changes the endpoint and stays with it; a secret that comes back is shown, this once. */
async function changed(work) {
  const text = say().webhooks;
  let answer;
  if (!(await attempt(async () => { answer = await work(); }))) return;
  await load();
  set(() => {
    history.replaceState(null, '', `#webhooks/${encodeURIComponent(answer.id)}`);
    shown.item = answer.id;
    shown.draft = undefined;
    shown.notice = say().saved;
    shown.secret = answer.secret === undefined ? undefined : { label: text.secret, value: answer.secret, hint: text.secretHint };
  });
}

// ---- what signs

function keys(known) {
  const text = say().webhooks;
  const { draft } = shown;
  const rotate = () => changed(() => api.rotateWebhookKey(known.id, { signature: draft.signature, old_valid_for: draft.old_valid_for }));
  return h('section', { class: 'card', key: 'keys', 'aria-labelledby': 'keys-title' },
    h('h2', { id: 'keys-title' }, text.keys),
    h('ul', { class: 'trail' }, known.keys.map((each) => h('li', { key: each.id },
      h('time', { datetime: each.made_at }, at(each.made_at)),
      h('span', { class: 'trail-what' }, h('strong', null, text.signatures[each.signature] ?? each.signature),
        each.public_key && [' ', h('span', { class: 'mono' }, each.public_key)]),
      h('span', { class: 'caption' }, each.ends_at === undefined ? text.signsNow : text.signsUntil(at(each.ends_at)))))),
    h('div', { class: 'grid' },
      field({ member: 'signature', label: text.newSignature, options: Object.entries(text.signatures) }),
      field({ member: 'old_valid_for', label: text.oldValidFor, hint: draft.old_valid_for === 'PT0S' ? text.oldStops : text.oldSigns, options: Object.entries(text.overlaps) })),
    h('div', { class: 'form-more' }, sureButton({ name: 'key', label: text.newKey, question: text.newKeySure, press: rotate })));
}

// ---- what became of the messages

/** Reads the first page of the log; what goes wrong is shown. */
const readLog = () => attempt(fetchLog);

async function fetchLog() {
  const { of, status } = log;
  // The endpoint as well: a message that fails may have put it out of service.
  const [{ items, next_cursor: next }, endpoint] = await Promise.all([api.deliveries(of, status), api.webhook(of)]);
  if (of !== log.of || status !== log.status) return;
  const whole = log.open === undefined ? undefined : await api.delivery(of, log.open);
  set(() => {
    Object.assign(log, { items, next, further: false });
    shown.lists.webhooks = { items: itemsOf('webhooks').map((each) => (each.id === of ? endpoint : each)) };
    if (whole?.delivery.id === log.open) log.whole = whole;
  });
  again();
}

/** The log follows what happens, as long as it is looked at from its beginning. What cannot be read now is read later. */
function again() {
  clearTimeout(log.timer);
  const here = () => shown.section === 'webhooks' && shown.item === log.of && !log.further;
  log.timer = setTimeout(() => {
    if (!here()) return;
    fetchLog().catch((failure) => {
      if (!(failure instanceof Refused) && !(failure instanceof Unreachable)) throw failure;
      again();
    });
  }, log.items.some((each) => each.state === 'pending') ? SOON_MS : LATER_MS);
}

function moreDeliveries() {
  return attempt(async () => {
    const { items, next_cursor: next } = await api.deliveries(log.of, log.status, log.next);
    set(() => Object.assign(log, { items: [...log.items, ...items], next, further: true }));
  });
}

function choose(status) {
  set(() => Object.assign(log, { status, items: undefined, open: undefined, whole: undefined }));
  readLog();
}

function look(id) {
  if (log.open === id) {
    set(() => Object.assign(log, { open: undefined, whole: undefined }));
    return;
  }
  set(() => Object.assign(log, { open: id, whole: undefined }));
  attempt(async () => {
    const whole = await api.delivery(log.of, id);
    set(() => { if (log.open === id) log.whole = whole; });
  });
}

/** Does something that sends messages, and tells what. */
async function sending(work) {
  const text = say().webhooks;
  let told;
  if (!(await attempt(async () => { told = await work(); }, text.notSent))) return;
  set(() => { shown.notice = told; });
  await readLog();
}

const test = () => sending(async () => { await api.testWebhook(log.of); return say().webhooks.testSent; });
const replay = (id) => sending(async () => { await api.replayDelivery(log.of, id); return say().webhooks.sentAgain(1); });

function replayFailed() {
  const hours = Number(shown.draft.hours);
  const since = hours === 0 ? new Date(0) : new Date(Date.now() - hours * HOUR_MS);
  return sending(async () => say().webhooks.sentAgain((await api.replayFailed(log.of, since.toISOString())).replayed));
}

function deliveries(known) {
  const text = say().webhooks;
  const enabled = known.state === 'enabled';
  return h('section', { class: 'card', key: 'log', 'aria-labelledby': 'log-title' },
    h('div', { class: 'log-head' }, h('h2', { id: 'log-title' }, text.log),
      enabled && button({ key: 'test', label: text.test, press: test })),
    enabled ? null : h('p', { class: 'caption' }, text.enableFirst),
    h('fieldset', { key: 'status' }, h('legend', { class: 'unseen' }, text.status),
      h('div', { class: 'segments wrap' }, Object.entries(text.statuses).map(([status, name]) =>
        h('label', { key: `s-${status}`, class: `segment ${log.status === status ? 'is-chosen' : ''}` },
          h('input', { type: 'radio', name: 'status', value: status, checked: log.status === status, on: { change: () => choose(status) } }), name)))),
    log.items === undefined ? h('p', { class: 'caption', role: 'status', key: 'reading' }, say().reading)
      : log.items.length === 0 ? h('p', { class: 'caption', key: 'none' }, log.status === '' ? text.noDeliveries : text.noneSuch)
        : h('ol', { class: 'deliveries', key: 'deliveries' }, log.items.map((each) => delivery(each, enabled))),
    log.items !== undefined && log.next && button({ key: 'more', label: say().more, press: moreDeliveries }),
    enabled && h('div', { class: 'replay-failed', key: 'replay' },
      field({ member: 'hours', label: text.failedSince, options: Object.entries(text.spans) }),
      sureButton({ name: 'replay', label: text.replayFailed, question: text.replayFailedSure, press: replayFailed })));
}

function delivery(each, enabled) {
  const text = say().webhooks;
  const open = log.open === each.id;
  return h('li', { key: each.id, class: `delivery is-${each.state}` },
    h('button', { type: 'button', class: 'delivery-row', 'aria-expanded': String(open), on: { click: () => look(each.id) } },
      badge(each.state),
      h('span', { class: 'delivery-type' }, text.types[each.event_type] ?? text.otherTypes[each.event_type] ?? each.event_type),
      h('span', { class: 'delivery-about' }, about(each)),
      h('time', { datetime: each.created_at }, at(each.created_at))),
    open && (log.whole === undefined ? h('p', { class: 'caption' }, say().reading) : inFull(log.whole, enabled)));
}

/** How a message fared, in a few words. */
function about(each) {
  const text = say().webhooks;
  const failure = each.failure === undefined ? '' : text.failure(each.failure);
  if (each.state === 'delivered') return text.takenAt(each.attempts);
  if (each.state === 'failed') return [failure, text.attempts(each.attempts)].filter((part) => part !== '').join(' · ');
  return each.attempts === 0 ? text.underway : [failure, text.attempts(each.attempts), each.next_attempt_at && text.nextAt(at(each.next_attempt_at))].filter(Boolean).join(' · ');
}

function inFull({ delivery: each, log: tries, body }, enabled) {
  const text = say().webhooks;
  return h('div', { class: 'delivery-full' },
    h('p', { class: 'facts' }, h('span', { class: 'caption' }, 'webhook-id'), h('span', { class: 'mono' }, each.webhook_id)),
    tries.length === 0 ? h('p', { class: 'caption' }, text.noTries) : h('table', { class: 'tries' },
      h('caption', { class: 'unseen' }, text.tries),
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, text.when), h('th', { scope: 'col' }, text.answer), h('th', { scope: 'col' }, text.took))),
      h('tbody', null, tries.map((one, i) => h('tr', { key: `${one.at}-${i}` },
        h('td', null, at(one.at)), h('td', null, one.failure === undefined ? text.took2xx(one.status) : text.failure(one.failure)), h('td', null, text.millis(one.took_millis)))))),
    h('details', { class: 'body' }, h('summary', null, text.body), h('pre', { class: 'mono', tabindex: '0', 'aria-label': text.body }, JSON.stringify(body, undefined, 2))),
    enabled && each.state !== 'pending' && h('div', { class: 'form-more' }, button({ label: text.replay, press: () => replay(each.id) })));
}
