/** Pieces that the administrator's forms are made of. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { set } from '../store.js';
import { button } from '../view/parts.js';
import { say } from './words.js';
import { shown, change } from './desk.js';

/** What is wrong with a member, if something is. */
export const wrongWith = (pointer) => shown.problem?.errors?.find((each) => each.pointer === pointer)?.detail;

/** A field of the draft. `rows` makes it many lines; `options`, a list of `[value, label]`, makes it a choice. */
export function field({ member, label, hint, pointer = `/${member}`, type = 'text', rows, options, mono, optional, readonly, value = shown.draft[member] ?? '', update = (typed) => change(member, typed), ...more }) {
  const wrong = wrongWith(pointer);
  const id = `f-${member}`;
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  const common = {
    name: member, class: mono ? 'mono' : undefined, 'aria-invalid': wrong === undefined ? undefined : 'true',
    'aria-describedby': described === '' ? undefined : described, disabled: readonly, ...more,
  };
  const typed = { input: (event) => update(event.target.value) };
  return h('div', { class: 'admin-field', key: id },
    h('label', { class: 'field' },
      h('span', null, label, optional ? h('span', { class: 'caption' }, ` (${say().optional})`) : null),
      options !== undefined
        ? h('select', { ...common, on: { change: typed.input } }, options.map(([each, text]) => h('option', { value: each, key: each, selected: each === value }, text)))
        : rows !== undefined
          ? h('textarea', { ...common, rows, value, spellcheck: 'false', on: typed })
          : h('input', { ...common, type, value, autocomplete: 'off', on: typed })),
    hint && h('p', { class: 'caption', id: `${id}-hint` }, hint),
    wrong && h('p', { class: 'wrong', id: `${id}-wrong` }, icon('rejected'), h('span', null, wrong)));
}

/** Some of several: `chosen` is a list of names. */
export function several({ member, label, options, pointer = `/${member}` }) {
  const chosen = shown.draft[member];
  const wrong = wrongWith(pointer);
  const flip = (name) => change(member, chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  return h('fieldset', { class: 'admin-field', key: `f-${member}`, 'aria-describedby': wrong && `f-${member}-wrong` },
    h('legend', null, label),
    h('div', { class: 'ticks' }, Object.entries(options).map(([name, text]) =>
      h('label', { class: 'tick', key: name },
        h('input', { type: 'checkbox', name: member, value: name, checked: chosen.includes(name), on: { change: () => flip(name) } }), h('span', null, text)))),
    wrong && h('p', { class: 'wrong', id: `f-${member}-wrong` }, icon('rejected'), h('span', null, wrong)));
}

export function tick({ member, label }) {
  return h('label', { class: 'tick', key: `f-${member}` },
    h('input', { type: 'checkbox', name: member, checked: shown.draft[member], on: { change: (event) => change(member, event.target.checked) } }), h('span', null, label));
}

/** A button that asks once more before it does something that cannot be taken back; without a question it does it. */
export function sureButton({ name, label, question, press }) {
  if (question === undefined) return button({ key: name, label, press });
  if (shown.sure !== name) return button({ key: name, label, press: () => set(() => { shown.sure = name; }) });
  const leave = () => {
    set(() => { shown.sure = undefined; });
    // The keyboard stays where it was.
    setTimeout(() => document.querySelector('.form-bar .button')?.focus());
  };
  return h('div', { class: 'sure', key: `${name}-sure`, role: 'group', tabindex: '-1', focus: name, 'aria-label': label },
    h('p', { role: 'alert' }, question),
    button({ label, kind: 'sure', press: () => { set(() => { shown.sure = undefined; }); press(); } }),
    button({ label: say().cancel, kind: 'quiet', press: leave }));
}

/** What happened: it went wrong, it went well, or something is shown this once. */
export function news() {
  const { problem, notice, secret } = shown;
  return h('div', { class: 'news', key: 'news' },
    problem === undefined ? null : h('div', { class: 'news-line is-problem', role: 'alert', key: 'problem' }, icon('undecided'),
      h('div', null, problem.detail === '' ? say().missing : h('p', null, problem.detail),
        h('ul', null, (problem.errors ?? []).filter((each) => problem.detail !== '').map((each) => h('li', null, say().failed.at(each.pointer, each.detail)))))),
    notice === undefined ? null : h('p', { class: 'news-line is-good', role: 'status', key: 'notice' }, icon('done'), h('span', null, notice)),
    secret === undefined ? null : secretPanel(secret));
}

function secretPanel(secret) {
  return h('section', { class: 'secret', key: 'secret', role: 'status', 'aria-label': secret.label },
    h('h2', null, secret.label),
    h('div', { class: 'secret-row' },
      h('output', { class: 'secret-value mono' }, secret.value),
      button({ label: secret.copied ? say().copied : say().copy, press: async () => {
        await navigator.clipboard?.writeText(secret.value).catch(() => undefined);
        set(() => { secret.copied = true; });
      } })),
    h('p', { class: 'caption' }, secret.hint));
}

export function form(key, submit, ...body) {
  return h('form', { class: 'admin-form', key, novalidate: true, on: { submit: (event) => { event.preventDefault(); if (!shown.busy) submit(); } } }, ...body);
}

export const saveButton = (label = say().save) => button({ label: shown.busy ? say().saving : label, kind: 'primary', type: 'submit', disabled: shown.busy });

export const stateBadge = (state) => h('span', { class: `state is-${state}` }, icon(state === 'active' ? 'done' : 'declined'), h('span', null, say()[state] ?? state));
