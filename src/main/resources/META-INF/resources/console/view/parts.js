/** Small pieces that several screens share. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words, inLanguage, attributeName } from '../words.js';
import { state } from '../store.js';

/** A button with its key. `kind`: `primary`, `plain` or `quiet`. */
export function button({ key, label, shortcut, kind = 'plain', shape, press, disabled, pressed, type = 'button' }) {
  return h('button', {
    key, type, class: `button ${kind}`, disabled, 'aria-pressed': pressed === undefined ? undefined : String(pressed),
    'aria-keyshortcuts': shortcut, on: press === undefined ? undefined : { click: press },
  }, shape && icon(shape), h('span', { class: 'button-label' }, label), shortcut && kbd(shortcut));
}

/** The key that does the same; hidden from assistive technology, which has `aria-keyshortcuts`. */
export const kbd = (key) => h('kbd', { 'aria-hidden': 'true' }, key);

const SHAPE_OF = {
  none: 'question', requested: 'sent', delivered: 'phone', opened: 'opened', awaiting_read_back: 'waiting', verified: 'verified',
  declined: 'declined', reported: 'reported', rejected: 'rejected', undecided: 'undecided', expired: 'expired', proven: 'verified',
  cancelled: 'cancelled', unreachable: 'unreachable', too_often: 'waiting', fallback_passed: 'question', fallback_failed: 'rejected',
};

/** A state as shape and word. */
export function badge(name) {
  return h('span', { class: `badge is-${name}` }, icon(SHAPE_OF[name] ?? 'question'), h('span', null, words.states[name] ?? name));
}

export const shapeOf = (name) => SHAPE_OF[name];

export function purposeTitle(purpose) {
  return inLanguage(purpose?.texts)?.title ?? purpose?.name?.replaceAll('_', ' ').replaceAll('-', ' ') ?? '';
}

export const purposeNamed = (name) => state.purposes.find((each) => each.name === name) ?? { name, texts: {} };

/** Names of what a purpose asks for; members of one object under the object's name. */
export function askedNames(purpose) {
  const names = purpose.asks.map((path) => attributeName(path));
  return [...new Set(names)];
}

/** What is said to the customer before or instead of asking: that it is us. */
export const titleOf = (purpose) => (purpose.organisationCheck ? words.prove.title : purposeTitle(purpose));

export function who(interaction) {
  return interaction.hint ?? words.list.unknown;
}
