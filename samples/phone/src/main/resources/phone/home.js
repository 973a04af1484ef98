import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { date, value } from './format.js';
import { attributePanel, backBar, connectionBar, logo } from './parts.js';
import { inLanguage, t } from './words.js';

/** The cards I hold. */
export function home(phone) {
  const element = h('main', { class: 'home' });
  const update = (state) => fill(element,
    h('header', { class: 'title' },
      h('h1', { tabindex: -1 }, t('wallet')),
      h('a', { class: 'round', href: '#/add', 'aria-label': t('add_card') }, icon('plus'))),
    connectionBar(state.connection),
    state.waiting.map((request) => h('button', { class: 'waiting-row', type: 'button', onclick: () => phone.open(request) },
      icon('bell'), h('span', {}, h('strong', {}, t('waiting_row')), request.organisation.name), icon('next', 20))),
    state.cards.length
      ? [h('ul', { class: 'stack' }, state.cards.map((card) => h('li', {}, cardFace(card, `#/cards/${card.id}`)))),
        state.connection === 'connected'
          ? h('p', { class: 'hint ready' }, icon('bell', 18), t('connected_to', { name: state.organisations.map((one) => one.name).join(', ') }))
          : null]
      : h('section', { class: 'empty' },
        h('span', { class: 'big-shape' }, icon('cards', 48)),
        h('h2', {}, t('no_cards')), h('p', {}, t('no_cards_next')),
        h('a', { class: 'button primary', href: '#/add' }, t('add_card'))));
  return { element, update, focus: () => element.querySelector('h1').focus(), leave() {} };
}

/** One card and all that stands on it. */
export function cardDetail(id, phone) {
  const element = h('main', { class: 'detail' });
  const update = (state) => {
    const card = state.cards.find((one) => one.id === id);
    if (!card) {
      phone.home();
      return;
    }
    fill(element,
      backBar(inLanguage(card.name), () => phone.go('#/cards')),
      cardFace(card),
      trouble(card) ? h('p', { class: 'notice' }, icon('warning', 20), trouble(card)) : null,
      attributePanel(t('on_this_card'), card.attributes),
      h('p', { class: 'hint' }, icon('lock', 18), t('only_here')));
  };
  return { element, update, focus: () => element.querySelector('h1')?.focus(), leave() {} };
}

/** A card as it looks: the issuer's colours, its name, whose it is. */
export function cardFace(card, href) {
  const face = h(href ? 'a' : 'div', { class: `card${card.expired || card.copies === 0 ? ' spent' : ''}`, href },
    h('span', { class: 'card-head' }, logo(card.issuer, 'small'), h('strong', {}, card.issuer.name), h('span', { class: 'card-name' }, inLanguage(card.name))),
    h('span', { class: 'card-foot' },
      h('span', {}, h('span', { class: 'card-holder' }, card.holder ?? ''), card.number ? h('span', { class: 'card-number' }, value(card.number)) : null),
      trouble(card) ? h('span', { class: 'card-state' }, trouble(card)) : card.expires_at ? h('span', { class: 'card-state' }, t('expires', { date: date(card.expires_at) })) : null));
  if (/^#[0-9a-fA-F]{6}$/.test(card.background ?? '')) {
    face.style.setProperty('--card', card.background);
  }
  if (/^#[0-9a-fA-F]{6}$/.test(card.text ?? '')) {
    face.style.setProperty('--card-ink', card.text);
  }
  return face;
}

function trouble(card) {
  return card.expired ? t('card_expired') : card.copies === 0 ? t('copies_none') : null;
}

