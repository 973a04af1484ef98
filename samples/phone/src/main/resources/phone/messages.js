// What organisations wrote to this phone, and nobody else can read.

import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { date, time } from './format.js';
import { connectionBar, logo, secondary } from './parts.js';
import { post, Unreachable } from './backend.js';
import { t } from './words.js';

const ALARMS = ['forked', 'key_changed', 'shrank', 'withheld', 'missing'];

/** Messages, the newest first; each opens where it stands. */
export function messages(phone) {
  const element = h('main', { class: 'history messages' });
  let items = null;
  let trouble = false;
  let revision = null;
  let connection = 'connecting';
  const draw = () => fill(element,
    h('header', { class: 'title' }, h('h1', { tabindex: -1 }, t('tab_messages'))),
    connectionBar(connection),
    trouble ? h('p', { class: 'notice', role: 'alert' }, icon('offline', 20), t('messages_unreachable')) : null,
    trouble ? secondary(t('try_again'), load) : null,
    items?.length ? h('ul', { class: 'entries' }, items.map(row)) : null,
    items && !items.length && !trouble ? h('section', { class: 'empty' },
      h('span', { class: 'big-shape' }, icon('email', 48)), h('h2', {}, t('no_messages')), h('p', {}, t('no_messages_next'))) : null);
  async function load() {
    try {
      const answer = await post('messages');
      items = answer.items.sort((one, other) => other.at.localeCompare(one.at));
      trouble = answer.outcome !== 'listed';
    } catch (cause) {
      if (!(cause instanceof Unreachable)) {
        throw cause;
      }
      trouble = true;
    }
    draw();
  }
  const update = (state) => {
    const changed = revision !== state.messages || connection !== state.connection;
    revision = state.messages;
    connection = state.connection;
    // An open message is not closed under the reader's eyes: only what is new draws anew.
    if (changed) {
      load();
    }
    if (items === null) {
      draw();
    }
  };
  return { element, update, focus: () => element.querySelector('h1').focus(), leave() {} };
}

function row(item) {
  const name = item.organisation.name;
  const when = h('time', { datetime: item.at }, `${date(item.at)}, ${time(item.at)}`);
  if (item.state !== 'opened') {
    return h('li', {}, h('div', { class: 'entry' }, logo(item.organisation),
      h('span', { class: 'entry-body' }, h('strong', {}, name),
        h('span', { class: item.state === 'refused' ? 'entry-alarm' : '' },
          icon(item.state === 'refused' ? 'shieldAlert' : 'lock', 16), t(`message_${item.state}`, { name })), when)));
  }
  const alarm = ALARMS.includes(item.log.state);
  const read = () => {
    if (!item.read) {
      item.read = true;
      post(`messages/${item.id}/read`).catch(() => {});
    }
  };
  return h('li', {}, h('details', { ontoggle: read },
    h('summary', { class: 'entry' }, logo(item.organisation),
      h('span', { class: 'entry-body' }, h('strong', {}, name), h('span', { lang: item.lang }, item.subject), when)),
    h('div', { class: 'letter' },
      h('p', { class: 'letter-text', lang: item.lang }, item.text),
      h('p', { class: 'more' }, icon('lock', 16), t('message_private', { name })),
      h('p', { class: alarm ? 'entry-alarm' : 'more' }, icon(alarm ? 'shieldAlert' : item.log.state === 'included' ? 'verified' : 'clock', 16),
        t(`log_${item.log.state}`, { name, n: item.log.index })))));
}
