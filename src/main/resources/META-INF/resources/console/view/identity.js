/** The verified identity: the name first, then each attribute with who vouches for it and how fresh it is. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words, age, attributeName, readable, shortDate } from '../words.js';
import { state, set, current, detail, keyOf, reveal } from '../store.js';
import { digits, now, secondsUntil } from '../clock.js';
import { aboutQuestion, decisionLine, fallbackButton, fallbackIsOpen, fallbackPanel, statusLine, title } from './stages.js';
import { button, kbd } from './parts.js';

/** `all` while V is held; `one` while a value is pressed. */
const pressed = { all: false, one: undefined };

export function revealAll(on) {
  if (pressed.all === on) return;
  set(() => { pressed.all = on; });
  if (on) maskedHere().forEach(reveal);
}

function revealOne(attribute) {
  const key = attribute === undefined ? undefined : keyOf(attribute);
  if (pressed.one === key) return;
  set(() => { pressed.one = key; });
  if (attribute !== undefined) reveal(attribute);
}

export function hideEverything() {
  pressed.all = false;
  revealOne(undefined);
}

function maskedHere() {
  const interaction = current();
  return interaction === undefined ? [] : (detail(interaction.id).identity?.attributes ?? []).filter((each) => each.masked);
}

// While the conversation lasts there is nothing to count down to.
const LONGEST_COUNTDOWN = 3600;

export function verified(d) {
  const identity = d.identity?.challenge === undefined || d.identity.challenge === d.challenge.id ? d.identity : undefined;
  const left = secondsUntil(identity?.visibleUntil);
  const gone = identity !== undefined && (left === 0 || identity.attributes.length === 0);
  return {
    name: gone ? 'gone' : 'verified',
    body: [
      statusLine('verified', identity === undefined || gone || left === undefined || left > LONGEST_COUNTDOWN ? null : visibleFor(left)),
      h('div', { class: 'person' },
        h('span', { class: 'person-tick' }, icon('verified')),
        title(gone ? words.verified.gone : identity === undefined ? words.verified.unnamed : nameOf(identity) ?? words.verified.unnamed)),
      gone ? h('p', { class: 'lead' }, words.verified.goneHint) : identity === undefined ? h('p', { class: 'lead' }, words.verified.loading) : attributes(d, identity),
      gone ? decisionLine() : null,
      aboutQuestion(d.challenge),
      fallbackIsOpen(d) ? fallbackPanel() : null,
    ],
    actions: [
      button({
        key: 'else', label: gone ? words.actions.askAgain : words.actions.askElse, shortcut: 'A', kind: gone ? 'primary' : 'plain',
        press: () => set(() => { d.choosing = true; d.extra = undefined; }),
      }),
      gone ? fallbackButton(d) : null,
    ],
  };
}

function visibleFor(left) {
  return h('span', { class: 'visible-for' }, icon('opened'),
    h('span', { class: 'digits', role: 'timer', 'aria-live': 'off' }, words.verified.visible(digits(left))));
}

const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u;

export function nameOf(identity) {
  const value = (name) => identity.attributes.find((each) => each.path.at(-1) === name)?.value;
  const parts = ['given_name', 'family_name'].map(value).filter((part) => typeof part === 'string' && part !== '');
  // A name keeps the order of its own script, whatever language the agent reads.
  if (parts.length > 0) return parts.every((part) => EAST_ASIAN.test(part)) ? parts.reverse().join(' ') : parts.join(' ');
  return value('name');
}

function attributes(d, identity) {
  const anyMasked = identity.attributes.some((each) => each.masked);
  return [
    h('dl', { class: 'attributes', key: 'attributes' }, identity.attributes.map((attribute) => row(d, attribute))),
    h('p', { class: 'hold-all', key: 'hold' }, anyMasked ? [kbd('V'), h('span', null, words.verified.holdAll)] : null),
  ];
}

function row(d, attribute) {
  const label = attributeName(attribute.path);
  return h('div', { class: 'attribute', key: keyOf(attribute) },
    h('dt', null, label),
    h('dd', { class: 'attribute-value' }, attribute.masked ? maskedValue(d, label, attribute) : readable(attribute.value)),
    h('dd', { class: 'attribute-source' },
      h('span', { class: 'source-name' }, h('span', { class: 'unseen' }, `${words.verified.issuer} `), icon('done'), issuerName(attribute.issuer)),
      h('span', { class: 'source-age' }, freshness(attribute))));
}

/** A value that is asked for when it is pressed, seen while it is pressed, and forgotten when the service says. */
function maskedValue(d, label, attribute) {
  const key = keyOf(attribute);
  const held = d.revealed.get(key);
  const wanted = pressed.all || pressed.one === key;
  const open = wanted && held !== undefined;
  const text = open ? readable(held.value) : attribute.hint ?? COVER;
  const show = () => revealOne(attribute);
  const hide = () => revealOne(undefined);
  const isPress = (event) => event.key === ' ' || event.key === 'Enter';
  return h('button', {
    type: 'button', class: `masked ${open ? 'is-open' : ''}`, 'aria-busy': wanted && !open ? 'true' : undefined, title: words.verified.hold,
    'aria-label': open ? `${label}: ${text}` : `${label}: ${words.verified.hidden}. ${words.verified.hold}`,
    on: {
      pointerdown: (event) => { event.currentTarget.setPointerCapture?.(event.pointerId); show(); },
      pointerup: hide, pointercancel: hide, blur: hide,
      contextmenu: (event) => event.preventDefault(),
      keydown: (event) => { if (isPress(event)) { event.preventDefault(); show(); } },
      keyup: (event) => { if (isPress(event)) hide(); },
      // A press made by assistive technology has neither pointer nor key to let go.
      click: (event) => { if (event.detail === 0) { show(); setTimeout(hide, 5000); } },
    },
  }, h('span', { class: 'masked-text' }, text), icon('opened'),
  held === undefined ? null : h('span', { class: 'masked-left digits', 'aria-hidden': 'true' }, digits(secondsUntil(held.until))));
}

const COVER = '••••••••';

function issuerName(issuer) {
  const ours = state.settings.organisation;
  if (ours !== undefined && [ours.did, ours.uri].includes(issuer)) return `${ours.name} (${words.verified.ours})`;
  try {
    return new URL(issuer).hostname || issuer;
  } catch {
    return issuer;
  }
}

function freshness(attribute) {
  return [
    attribute.issuedAt && words.verified.issued(age(attribute.issuedAt, now())),
    attribute.expiresAt && words.verified.until(shortDate(attribute.expiresAt)),
  ].filter(Boolean).map((part) => h('span', null, part));
}
