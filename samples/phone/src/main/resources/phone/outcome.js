// What became of a request: one sentence what happened, one what to do.

import { h, svg } from './dom.js';
import { icon } from './icons.js';
import { attributeList, primary, quiet } from './parts.js';
import { inLanguage, t } from './words.js';

// shape and tone by outcome: green is for shared and verified, red for fraud, amber for "cannot check now", all else is calm.
const LOOKS = {
  declined: ['close', 'calm'], reported: ['shieldAlert', 'fraud'], expired: ['clock', 'calm'], cancelled: ['close', 'calm'],
  answered: ['tick', 'calm'], tries_over: ['close', 'calm'], refused: ['close', 'calm'], undecided: ['warning', 'doubt'], unsent: ['offline', 'doubt'],
  stranger: ['shieldUnknown', 'calm'], forged: ['shieldAlert', 'fraud'], nothing: ['cards', 'calm'], uncheckable: ['warning', 'doubt'], unreadable: ['link', 'calm'],
};

/** What is said otherwise when there is no agent. */
const SIGN_IN_BODIES = ['declined', 'expired', 'tries_over', 'refused', 'undecided'];

/** The screen after an answer, or instead of a question that must not be shown. */
export function outcome(result, phone) {
  const name = result.prompt?.requester.name ?? result.organisation ?? '';
  const element = result.outcome !== 'shared' ? plain(result, name, phone)
    : result.read_back ? readBack(result, phone) : shared(result, name, phone);
  return { element, focus: () => element.querySelector('h1').focus(), leave() {} };
}

function shared(result, name, phone) {
  const prompt = result.prompt;
  const seen = prompt.attributes.filter((attribute) => !attribute.optional || result.optional?.includes(attribute.id));
  return h('main', { class: 'outcome' },
    h('div', { class: 'outcome-body' },
      svg('svg', { viewBox: '0 0 96 96', width: 96, height: 96, class: 'big-tick', 'aria-hidden': 'true' },
        svg('circle', { cx: 48, cy: 48, r: 44 }), svg('path', { d: 'M28 49.5l14 14L69 35' })),
      h('h1', { tabindex: -1 }, t(prompt.sign_in ? 'signed_in_title' : prompt.organisation_check ? 'confirmed_title' : prompt.payment ? 'paid_title' : 'shared_title', { name })),
      h('p', { class: 'purpose' }, inLanguage(prompt.purpose.texts).title),
      seen.length ? h('section', { class: 'panel' }, attributeList(seen.map((attribute) => ({ ...attribute, issuer: null })))) : null,
      prompt.sign_in || prompt.organisation_check
        ? h('p', { class: 'hint' }, icon('lock', 18), t(prompt.sign_in ? 'signed_in_body' : 'confirmed_body'))
        : h('p', { class: 'hint' }, icon('history', 18), t('shared_later'))),
    h('footer', {}, primary(t('done'), phone.home)));
}

function readBack(result, phone) {
  const { code, page } = result.read_back;
  return h('main', { class: 'outcome read-back' },
    h('div', { class: 'outcome-body' },
      h('h1', { tabindex: -1 }, t('read_back_title')),
      code
        ? h('output', { class: 'code', 'aria-label': [...code].join(' ') }, grouped(code).map((group) => h('span', {}, group)))
        : h('a', { class: 'button primary', href: page, target: '_blank', rel: 'noopener noreferrer' }, t('read_back_page')),
      h('p', { class: 'hint' }, icon('lock', 18), t('read_back_hint'))),
    h('footer', {}, h('p', { class: 'hint' }, icon('history', 18), t('shared_later')), primary(t('done'), phone.home)));
}

function plain(result, name, phone) {
  const [shape, tone] = LOOKS[result.outcome];
  const purpose = inLanguage(result.purpose ?? result.prompt?.purpose.texts)?.title;
  const body = result.outcome === 'nothing' && !purpose ? 'nothing_body_plain'
    : result.prompt?.sign_in && SIGN_IN_BODIES.includes(result.outcome) ? 'sign_in_no_body' : `${result.outcome}_body`;
  const again = result.retry && h('footer', {}, primary(t('try_again'), result.retry), quiet(t('done'), phone.home));
  return h('main', { class: `outcome ${tone}`, role: tone === 'fraud' ? 'alert' : null },
    h('div', { class: 'outcome-body' },
      h('span', { class: 'big-shape' }, icon(shape, 48)),
      h('h1', { tabindex: -1 }, t(`${result.outcome}_title`, { name })),
      h('p', { class: 'next' }, t(body, { name, purpose }))),
    again || h('footer', {}, primary(t('done'), phone.home)));
}

/** Groups a code in threes or twos, so that it can be said: 482 913. */
function grouped(code) {
  const size = code.length % 3 === 0 ? 3 : 2;
  return code.match(new RegExp(`.{1,${size}}`, 'g'));
}
