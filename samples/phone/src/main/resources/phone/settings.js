import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { date } from './format.js';
import { logo, verifiedMark } from './parts.js';
import { currentLanguage, LANGUAGES, t } from './words.js';

/** Language, appearance, and whom this wallet knows. */
export function settings(phone) {
  const element = h('main', { class: 'settings' });
  const update = (state) => fill(element,
    h('header', { class: 'title' }, h('h1', { tabindex: -1 }, t('tab_settings'))),
    choices('language', 'language', LANGUAGES, currentLanguage(), phone.setLanguage),
    choices('appearance', 'appearance', { auto: t('as_phone'), light: t('light'), dark: t('dark') }, phone.appearance(), phone.setAppearance),
    h('section', { class: 'panel' },
      h('h2', {}, icon('building', 20), t('organisations')),
      state.organisations.length
        ? state.organisations.map((one) => h('div', { class: 'organisation' }, logo(one),
          h('span', {}, h('strong', {}, one.name), h('span', { class: 'more' }, one.since ? t('since', { date: date(one.since) }) : one.did)), verifiedMark()))
        : h('p', { class: 'more' }, t('no_organisations'))));
  return { element, update, focus: () => element.querySelector('h1').focus(), leave() {} };
}

function choices(name, shape, options, chosen, onchoose) {
  return h('fieldset', { class: 'panel choices' },
    h('legend', {}, icon(shape, 20), t(name)),
    Object.entries(options).map(([key, label]) => h('label', { class: 'choice', lang: name === 'language' ? key : null },
      h('span', {}, label),
      h('input', { type: 'radio', name, value: key, checked: key === chosen, onchange: () => onchoose(key) }))));
}
