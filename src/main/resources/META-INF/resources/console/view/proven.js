/** The customer has checked that it is us. Nothing is known of them yet: the next thing is to ask. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words } from '../words.js';
import { aboutQuestion, fallbackButton, fallbackIsOpen, fallbackPanel, purposes, statusLine, title } from './stages.js';

export function proven(d) {
  return {
    name: 'proven',
    body: [
      statusLine('proven'),
      h('div', { class: 'person' }, h('span', { class: 'person-tick' }, icon('verified')), title(words.prove.done)),
      h('p', { class: 'lead' }, words.prove.next),
      purposes(d),
      aboutQuestion(d.challenge),
      fallbackIsOpen(d) ? fallbackPanel() : null,
    ],
    actions: [fallbackButton(d)],
  };
}
