import { h } from './dom.js';
import { logo, primary, quiet, ring } from './parts.js';
import { t } from './words.js';

/** A request that waits: full screen, like a call that comes in. Opening it discloses nothing. */
export function waiting(request, others, phone) {
  const timer = ring(request.expires_at, request.received_at, phone.now);
  const element = h('main', { class: 'waiting' },
    h('div', { class: 'waiting-body' },
      h('span', { class: 'pulse' }, logo(request.organisation, 'large')),
      h('h1', { tabindex: -1 }, request.organisation.did ? t('waiting_title', { name: request.organisation.name }) : t('unknown_organisation')),
      h('p', {}, t('waiting_body')),
      timer,
      others > 0 ? h('p', { class: 'hint' }, t('waiting_count', { count: others })) : null),
    h('footer', {},
      primary(t('waiting_open'), () => phone.open(request)),
      quiet(t('waiting_later'), () => phone.later(request))));
  return { element, focus: () => element.querySelector('.primary').focus(), leave: () => timer.stop() };
}

/** While the wallet fetches the request and checks who asks. */
export function opening() {
  const element = h('main', { class: 'waiting' },
    h('div', { class: 'waiting-body', role: 'status' }, h('span', { class: 'spinner large' }), h('h1', { tabindex: -1 }, t('opening'))));
  return { element, focus: () => element.querySelector('h1').focus(), leave() {} };
}
