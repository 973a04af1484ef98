// What several screens are made of.

import { h, svg } from './dom.js';
import { icon } from './icons.js';
import { countdown, monogram, value } from './format.js';
import { inLanguage, t } from './words.js';

/** An organisation's logo, or the first letters of its name. */
export function logo(organisation, size = 'medium') {
  return organisation.logo
    ? h('img', { class: `logo ${size}`, src: organisation.logo, alt: '' })
    : h('span', { class: `logo ${size}`, 'aria-hidden': 'true' }, monogram(organisation.name));
}

/** The mark of a checked organisation: a shape, a word and a colour. */
export function verifiedMark() {
  return h('span', { class: 'verified' }, icon('verified', 18), t('verified'));
}

/** A full-width button for what the screen is for. */
export function primary(label, onclick, attributes = {}) {
  return h('button', { class: 'button primary', type: 'button', onclick, ...attributes }, label);
}

export function secondary(label, onclick, attributes = {}) {
  return h('button', { class: 'button secondary', type: 'button', onclick, ...attributes }, label);
}

export function quiet(label, onclick, attributes = {}) {
  return h('button', { class: 'button quiet', type: 'button', onclick, ...attributes }, label);
}

/** The head of a screen one can go back from. */
export function backBar(title, onback) {
  return h('header', { class: 'bar' },
    h('button', { class: 'round', type: 'button', 'aria-label': t('back'), onclick: onback }, icon('back')),
    h('h1', { class: 'bar-title', tabindex: -1 }, title));
}

/** A panel of lines of label and value; who vouches is said once, in its head, when it is the same for all. */
export function attributePanel(heading, attributes) {
  const issuers = [...new Set(attributes.map((attribute) => attribute.issuer))];
  return h('section', { class: 'panel' },
    h('h3', {}, heading, issuers.length === 1 && issuers[0] ? voucher('vouched_by', issuers[0]) : null),
    attributeList(attributes.map((attribute) => (issuers.length > 1 ? attribute : { ...attribute, issuer: null }))));
}

/** Lines of label and value, and who vouches for each where that is given. */
export function attributeList(attributes) {
  return h('dl', { class: 'attributes' }, attributes.map((attribute) => h('div', { class: 'attribute' },
    h('dt', {}, inLanguage(attribute.label)),
    h('dd', {}, value(attribute.value)),
    attribute.issuer ? h('dd', {}, voucher('vouched_short', attribute.issuer)) : null)));
}

function voucher(words, name) {
  return h('span', { class: 'voucher' }, icon('verified', 16), t(words, { name }));
}

/** A ring that empties until a deadline, with the time left in it. */
export function ring(expiresAt, startedAt, now) {
  const RADIUS = 20;
  const LENGTH = 2 * Math.PI * RADIUS;
  const arc = svg('circle', { cx: 24, cy: 24, r: RADIUS, class: 'ring-arc', 'stroke-dasharray': LENGTH, transform: 'rotate(-90 24 24)' });
  const text = h('span', { class: 'ring-text', 'aria-hidden': 'true' });
  const element = h('div', { class: 'ring', role: 'timer' },
    svg('svg', { viewBox: '0 0 48 48', width: 48, height: 48, 'aria-hidden': 'true' },
      svg('circle', { cx: 24, cy: 24, r: RADIUS, class: 'ring-track' }), arc),
    text);
  const end = Date.parse(expiresAt);
  const whole = Math.max(1, end - Date.parse(startedAt));
  const tick = () => {
    const left = Math.max(0, end - now());
    arc.setAttribute('stroke-dashoffset', LENGTH * (1 - Math.min(1, left / whole)));
    text.textContent = countdown(left / 1000);
    element.classList.toggle('late', left < 15_000);
    element.setAttribute('aria-label', left > 90_000
      ? t('minutes_left', { n: Math.round(left / 60_000) })
      : t('seconds_left', { n: Math.ceil(left / 1000) }));
  };
  tick();
  const timer = setInterval(tick, 250);
  element.stop = () => clearInterval(timer);
  return element;
}

/** A sheet that rises over the screen. Escape and the shade close it; the focus stays in it, and goes back after. */
export function sheet(screen, title, ...content) {
  const before = document.activeElement;
  const under = [...screen.children];
  const close = () => {
    shade.remove();
    under.forEach((element) => { element.inert = false; });
    before?.focus();
  };
  const panel = h('div', { class: 'sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
    h('div', { class: 'sheet-grip', 'aria-hidden': 'true' }),
    h('h2', { tabindex: -1 }, title), ...content);
  const shade = h('div', { class: 'shade', onclick: (event) => event.target === shade && close(), onkeydown: (event) => event.key === 'Escape' && close() }, panel);
  under.forEach((element) => { element.inert = true; });
  screen.append(shade);
  panel.querySelector('h2').focus();
  return { close, panel };
}

/** A thin line that tells of a lost connection without taking the screen away. */
export function connectionBar(connection) {
  const words = { offline: 'offline', lost: 'page_offline' }[connection];
  return words ? h('p', { class: 'connection', role: 'status' }, icon('offline', 18), t(words)) : null;
}
