/** A picture of the customer's phone with a request: the order, words and shapes of the wallet that we ship. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { state } from '../store.js';
import { sayIn } from './words.js';

export function phone(draft, asked) {
  const tag = draft.language;
  const text = sayIn(tag).phone;
  const ours = state.settings.organisation?.name ?? '';
  const words = draft.texts[tag].title.trim() === '' ? draft.texts.en : draft.texts[tag];
  const check = asked.length === 0 && draft.binding === 'display';
  const line = (each) => h('li', { class: each.optional ? 'is-optional' : '' }, h('span', null, each.name[tag] ?? each.name.en), each.optional ? h('span', { class: 'switch', 'aria-hidden': 'true' }) : icon('done'));
  const needed = asked.filter((each) => !each.optional);
  const optional = asked.filter((each) => each.optional);
  return h('div', { class: 'phone', lang: tag, role: 'group', 'aria-label': sayIn(tag).phone.label },
    h('div', { class: 'phone-screen' },
      h('p', { class: 'phone-who' }, h('span', { class: 'phone-logo', 'aria-hidden': 'true' }, [...ours][0] ?? ''), h('span', { class: 'phone-name' }, ours), h('span', { class: 'phone-verified' }, icon('verified'), text.verified)),
      h('p', { class: 'phone-situation' }, check ? text.calling(ours) : text.called(ours)),
      h('p', { class: 'phone-agent' }, text.agent),
      h('p', { class: 'phone-why' }, words.title || '…'),
      words.description && h('p', { class: 'phone-more' }, words.description),
      asked.length === 0
        ? h('p', { class: 'phone-more' }, text.nothing)
        : h('div', { class: 'phone-asks' },
          needed.length > 0 && [h('p', { class: 'phone-caption' }, text.see), h('ul', null, needed.map(line))],
          optional.length > 0 && [h('p', { class: 'phone-caption' }, text.optional), h('ul', null, optional.map(line))]),
      binding(draft.binding, text),
      h('p', { class: 'phone-button is-main' }, check ? text.sameCode : text.share),
      h('p', { class: 'phone-button' }, text.decline),
      h('p', { class: 'phone-link' }, icon('reported'), text.notOnCall),
      check && h('p', { class: 'phone-more' }, text.warning)));
}

function binding(chosen, text) {
  if (chosen === 'none') return null;
  if (chosen === 'display') return h('div', { class: 'phone-binding' }, h('p', { class: 'phone-caption' }, text.code), h('p', { class: 'phone-code' }, 'K7-4Q'));
  if (chosen === 'read_back') return h('p', { class: 'phone-more' }, text.afterwards);
  return h('div', { class: 'phone-binding' }, h('p', { class: 'phone-caption' }, text.type), h('p', { class: 'phone-digits', 'aria-hidden': 'true' }, h('span', null), h('span', null)));
}
