/** What lies over the screen for a moment: keys, menu, list (narrow), opening an interaction by hand. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words, LANGUAGES, chooseLanguage, recall, remember } from '../words.js';
import { state, set, dropWish, open, signOut } from '../store.js';
import { face } from '../face.js';
import { faces } from '../faces.js';
import { keysAreOn, turnKeys } from '../keys.js';
import { button, kbd } from './parts.js';
import { items } from './sides.js';

function close() {
  if (state.dialog === 'open') dropWish();
  set((s) => { s.dialog = undefined; });
}

function modal(name, title, ...body) {
  return h('dialog', {
    key: `dialog-${name}`, class: `dialog dialog-${name}`, 'aria-labelledby': 'dialog-title', 'data-modal': 'true',
    on: { close, cancel: close, click: (event) => { if (event.target === event.currentTarget) close(); } },
  },
  h('div', { class: 'dialog-body' },
    h('div', { class: 'dialog-head' },
      h('h2', { id: 'dialog-title', tabindex: '-1' }, title),
      h('button', { type: 'button', class: 'bar-button', 'aria-label': words.keys.close, on: { click: close } }, icon('close'))),
    ...body));
}

export function dialog() {
  switch (state.dialog) {
    case 'keys': return keys();
    case 'menu': return menu();
    case 'list': return modal('list', words.list.title, items(), button({ label: words.actions.open, shape: 'plus', press: () => set((s) => { s.dialog = 'open'; }) }));
    case 'open': return opening();
    default: return null;
  }
}

function keys() {
  const line = (shown, text) => h('li', null, h('span', { class: 'key-set' }, shown.map(kbdSeen)), h('span', null, text));
  return modal('keys', words.keys.title,
    h('ul', { class: 'key-list' },
      line(['1', '–', '9'], words.keys.ask),
      line(['↑', '↓'], words.keys.move),
      line(['0'], words.prove.title),
      line(['A'], words.actions.askAgain),
      line(['S'], words.actions.askElse),
      line(['W'], words.keys.withdraw),
      line(['L'], words.actions.link),
      line(['O'], `${words.ask.wallet}: ${words.ask.own} / ${words.ask.other}`),
      line(['T'], words.ways.text),
      line(['F'], words.actions.fallback),
      line(['P'], words.fallback.passed),
      line(['X'], words.fallback.failed),
      line(['V'], words.keys.reveal),
      face.whole && line(['E'], words.keys.end),
      face.whole && line(['N'], words.actions.open),
      face.whole && line(['G'], words.pop.show),
      line(['?'], words.keys.help)),
    h('label', { class: 'check' },
      h('input', { type: 'checkbox', checked: keysAreOn(), on: { change: (event) => { turnKeys(event.target.checked); set(() => {}); } } }),
      h('span', null, words.keys.single, h('span', { class: 'hint' }, words.keys.singleHint))));
}

const kbdSeen = (key) => (key === '–' ? h('span', null, '–') : h('kbd', null, key));

// ---- menu

const APPEARANCE = 'countersign.appearance';

export function languageChoice() {
  return h('label', { class: 'field' }, h('span', null, words.menu.language),
    h('select', { value: words.language, on: { change: (event) => { chooseLanguage(event.target.value); set(() => {}); } } },
      Object.values(LANGUAGES).map((each) => h('option', { value: each.language, selected: each.language === words.language, lang: each.language }, each.languageName))));
}

function appearanceChoice() {
  const chosen = recall(APPEARANCE) ?? 'system';
  const choose = (event) => {
    const wish = event.target.value;
    remember(APPEARANCE, wish);
    if (wish === 'system') delete document.documentElement.dataset.appearance;
    else document.documentElement.dataset.appearance = wish;
    set(() => {});
  };
  return h('label', { class: 'field' }, h('span', null, words.menu.appearance),
    h('select', { on: { change: choose } }, ['system', 'light', 'dark'].map((each) => h('option', { value: each, selected: each === chosen }, words.menu[each]))));
}

function menu() {
  return modal('menu', state.session.display_name,
    face.desk !== undefined && faces('agent', state.session.roles ?? []),
    languageChoice(),
    appearanceChoice(),
    face.desk !== undefined && button({ label: words.menu.keys, shape: 'keys', shortcut: '?', press: () => set((s) => { s.dialog = 'keys'; }) }),
    button({ label: words.menu.signOut, shape: 'out', press: signOut }));
}

// ---- opening by hand

const form = { channel: 'voice', direction: 'inbound', by: 'customer_number', customer: '', wish: undefined, problem: undefined, busy: false };

/** Fills the form once with what a contact-centre desktop says in the page's address. */
function fillFrom(wish) {
  if (form.wish === wish) return;
  Object.assign(form, {
    wish, problem: undefined, channel: wish?.channel ?? 'voice', direction: wish?.direction ?? 'inbound',
    by: wish?.phone === undefined ? 'customer_number' : 'phone', customer: wish?.phone ?? wish?.customerNumber ?? '',
  });
}

function opening() {
  fillFrom(state.wish);
  const { wish } = state;
  const change = (member, value) => set(() => { form[member] = value; form.problem = undefined; });
  const pick = (member, value, label, shape) => h('label', { class: `segment ${form[member] === value ? 'is-chosen' : ''}` },
    h('input', { type: 'radio', name: member, value, checked: form[member] === value, on: { change: () => change(member, value) } }),
    shape && icon(shape), h('span', null, label));
  return modal('open', wish === undefined ? words.open.title : words.open.wished,
    h('p', { class: 'hint' }, wish === undefined ? words.open.lead : words.open.wishedLead),
    wish === undefined ? null : h('p', { class: 'wish' }, icon(form.channel),
      h('span', null, words.directions[form.channel]?.[form.direction] ?? words.channels[form.channel]), h('span', { class: 'caption' }, wish.externalId)),
    h('form', { class: 'form', novalidate: true, on: { submit } },
      wish === undefined && h('fieldset', null, h('legend', null, words.open.channel),
        h('div', { class: 'segments wrap' }, Object.entries(words.channels).map(([name, label]) => pick('channel', name, label, name)))),
      wish === undefined && h('fieldset', null, h('legend', null, words.open.direction),
        h('div', { class: 'segments' }, pick('direction', 'inbound', words.open.inbound), pick('direction', 'outbound', words.open.outbound))),
      h('fieldset', null, h('legend', null, words.open.by),
        h('div', { class: 'segments' }, pick('by', 'customer_number', words.open.customer_number), pick('by', 'phone', words.open.phone))),
      h('label', { class: 'field' }, h('span', null, words.open[form.by]),
        h('input', {
          key: `${form.by}-${wish?.externalId ?? ''}`, name: 'customer', 'data-first': 'true', value: form.customer, type: form.by === 'phone' ? 'tel' : 'text', autocomplete: 'off', spellcheck: 'false', focus: form.by, on: { input: (event) => { form.customer = event.target.value; } },
          'aria-describedby': 'open-hint', 'aria-invalid': form.problem === undefined ? undefined : 'true',
        })),
      h('p', { id: 'open-hint', class: `hint ${form.problem === undefined ? '' : 'is-wrong'}`, role: form.problem === undefined ? undefined : 'alert' },
        form.problem ?? (form.by === 'phone' ? words.open.phoneHint : '')),
      h('div', { class: 'form-end' },
        button({ label: words.open.cancel, press: close }),
        button({ label: words.open.submit, kind: 'primary', type: 'submit', disabled: form.busy }))));
}

async function submit(event) {
  event.preventDefault();
  const typed = event.target.elements.customer.value.trim();
  const customer = form.by === 'phone' ? typed.replace(/[\s().-]/g, '') : typed;
  const say = (problem) => set(() => { form.problem = problem; });
  if (customer === '') return say(words.open.missing);
  if (form.by === 'phone' && !/^\+[1-9]\d{5,14}$/.test(customer)) return say(words.open.badPhone);
  set(() => { form.busy = true; });
  const failure = await open({ channel: form.channel, direction: form.direction, external_id: form.wish?.externalId, [form.by]: customer });
  set(() => { form.busy = false; });
  if (failure === undefined) {
    form.customer = '';
    return undefined;
  }
  if (failure.kind === 'notFound') return say(words.open.notFound);
  return say(failure.kind === 'refused' ? words.failed.refused(failure.detail) : words.failed[failure.kind]);
}
