// Who asks, in what situation, why, and what they will see. Nothing here is preselected but the answer the person gives.

import { h } from './dom.js';
import { icon } from './icons.js';
import { date, money, time } from './format.js';
import { attributeList, attributePanel, logo, primary, quiet, ring, secondary, sheet, verifiedMark } from './parts.js';
import { post, Unreachable } from './backend.js';
import { inLanguage, t } from './words.js';

const CHANNEL_ICONS = { voice: 'phone', chat: 'chat', video: 'video', email: 'email', branch: 'branch', website: 'lock' };

/**
 * The consent screen.
 *
 * @param prompt what the wallet verified and what must be shown
 * @param phone the screen it stands on, its clock, and where outcomes go
 */
export function consent(prompt, phone) {
  const answer = answering(prompt, phone);
  const timer = ring(prompt.expires_at, prompt.asked_at, phone.now);
  const spoken = prompt.channel === 'voice' || prompt.channel === 'video';
  const doubtful = prompt.direction === 'outbound' || prompt.organisation_check;
  const element = h('main', { class: 'consent', 'aria-labelledby': 'situation' },
    h('header', { class: 'who' },
      logo(prompt.requester),
      h('button', { class: 'who-name', type: 'button', 'aria-haspopup': 'dialog', onclick: () => howWeKnow(prompt.requester, phone) },
        h('strong', {}, prompt.requester.name), verifiedMark()),
      timer),
    h('section', { class: 'situation' },
      h('h1', { id: 'situation', tabindex: -1 }, t(`${prompt.direction}_${prompt.channel}`, { name: prompt.requester.name })),
      h('p', { class: 'agent' }, icon(CHANNEL_ICONS[prompt.channel], 18), h('span', {}, [
        prompt.agent?.team ? t('with_agent_team', { agent: prompt.agent.name, team: prompt.agent.team })
          : prompt.agent ? t('with_agent', { agent: prompt.agent.name }) : null,
        time(prompt.asked_at)].filter(Boolean).join(' · '))),
      prompt.sign_in ? h('p', { class: 'warning' }, icon('warning', 22), t('sign_in_warning', { name: prompt.requester.name })) : null,
      doubtful
        ? h('p', { class: 'warning' }, icon('hangup', 22), t(spoken ? 'outbound_warning' : 'outbound_warning_text'))
        : null),
    h('div', { class: 'middle', tabindex: -1 },
      prompt.binding_message ? h('p', { class: 'message' }, h('small', {}, t('they_write', { name: prompt.requester.name })), h('q', {}, prompt.binding_message)) : null,
      prompt.organisation_check ? check(prompt, answer) : prompt.payment ? payment(prompt) : identity(prompt, answer)),
    prompt.organisation_check ? null : binding(prompt, answer, spoken),
    h('footer', { class: 'answer' },
      answer.share,
      prompt.organisation_check
        ? secondary(t('other_code'), () => answer.end('report'))
        : quiet(t('decline'), () => answer.end('decline')),
      prompt.sign_in ? null : h('button', { class: 'report', type: 'button', onclick: () => answer.end('report') },
        icon('shieldAlert', 20), t(spoken ? 'not_on_call' : 'not_in_chat'))));
  return { element, focus: () => (answer.number ?? element.querySelector('h1')).focus(), leave: () => timer.stop() };
}

/** The organisation proves itself: nothing is asked, and a code that is said is compared. */
function check(prompt, answer) {
  const why = inLanguage(prompt.purpose.texts);
  return [
    h('section', { class: 'why' }, h('h2', {}, why.title), why.description ? h('p', {}, why.description) : null),
    h('section', { class: 'prove' },
      h('h3', {}, t('must_say')),
      h('output', { class: 'say-code', 'aria-label': [...prompt.display_code].join(' ') }, prompt.display_code),
      h('p', {}, icon('lock', 18), h('span', {}, t('nothing_given'))),
      answer.trouble)];
}

function identity(prompt, answer) {
  const must = prompt.attributes.filter((attribute) => !attribute.optional);
  const may = prompt.attributes.filter((attribute) => attribute.optional);
  const why = inLanguage(prompt.purpose.texts);
  return [
    h('section', { class: 'why' }, h('h2', {}, why.title), why.description ? h('p', {}, why.description) : null),
    must.length
      ? attributePanel(t('they_will_see'), must)
      : h('section', { class: 'panel' }, h('h3', {}, t('they_will_see')), h('p', { class: 'attribute' }, t('nothing_but'))),
    may.length
      ? h('section', { class: 'panel' },
        h('h3', {}, t('optional_title'), h('small', {}, t('optional_hint'))),
        may.map((attribute) => h('label', { class: 'optional' },
          h('span', {}, attributeList([{ ...attribute, issuer: null }])),
          h('input', { type: 'checkbox', role: 'switch', onchange: (event) => answer.choose(attribute.id, event.target.checked) }))))
      : null];
}

function payment(prompt) {
  return [
    h('section', { class: 'payment' },
      h('p', {}, t('pay')),
      h('p', { class: 'amount' }, money(prompt.payment.amount, prompt.payment.currency)),
      h('p', { class: 'payee' }, t('pay_to', { payee: prompt.payment.payee })),
      prompt.payment.account ? h('p', { class: 'payee-more' }, prompt.payment.account) : null),
    prompt.attributes.length ? attributePanel(t('they_will_see'), prompt.attributes) : null];
}

function binding(prompt, answer, spoken) {
  if (prompt.binding === 'number_entry') {
    return h('section', { class: 'binding' },
      h('label', { for: 'number' }, t(prompt.sign_in ? 'type_number_page' : spoken ? 'type_number' : 'type_number_text')),
      answer.field,
      answer.trouble);
  }
  if (prompt.binding === 'display') {
    return h('section', { class: 'binding compare' },
      h('p', {}, t('same_code'), h('small', {}, t('same_code_hint'))),
      h('output', { class: 'display-code' }, prompt.display_code));
  }
  return answer.trouble;
}

/** What the person has chosen and typed so far, and what becomes of it. */
function answering(prompt, phone) {
  const chosen = new Set();
  const needsNumber = prompt.binding === 'number_entry';
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const label = t(prompt.sign_in ? 'sign_in' : prompt.organisation_check ? 'same_code_yes' : prompt.payment ? 'pay_now' : 'share');
  const share = primary(label, () => send(), { 'aria-disabled': String(needsNumber) });
  const number = needsNumber
    ? h('input', { id: 'number', class: 'number', inputmode: 'numeric', autocomplete: 'off', maxlength: 2, pattern: '[0-9]{2}', 'aria-label': t('number_label') })
    : null;
  const boxes = [0, 1].map(() => h('span', { class: 'digit', 'aria-hidden': 'true' }));
  const field = needsNumber ? h('span', { class: 'digits' }, number, ...boxes) : null;
  let sending = false;

  const ready = () => !needsNumber || number.value.length === 2;
  const show = () => {
    if (needsNumber) {
      number.value = number.value.replace(/[^0-9]/g, '').slice(0, 2);
      boxes.forEach((box, i) => {
        box.textContent = number.value[i] ?? '';
        box.classList.toggle('next', i === Math.min(1, number.value.length));
      });
    }
    share.setAttribute('aria-disabled', String(!ready() || sending));
    share.replaceChildren(sending ? h('span', { class: 'spinner', role: 'status', 'aria-label': t('sending') }) : label);
  };
  const say = (words) => { trouble.textContent = words; };

  async function send() {
    if (sending) {
      return;
    }
    if (!ready()) {
      number.focus();
      return;
    }
    sending = true;
    say('');
    show();
    try {
      const outcome = await post(`prompts/${prompt.id}/approve`, { ...(needsNumber && { number: number.value }), optional: [...chosen] });
      if (outcome.outcome === 'wrong_number') {
        wrongNumber(outcome.attempts_left);
      } else if (outcome.outcome === 'unsent') {
        say(t('unsent_body'));
      } else {
        phone.finished({ ...outcome, prompt, optional: [...chosen] });
      }
    } catch (cause) {
      if (!(cause instanceof Unreachable)) {
        throw cause;
      }
      say(t('unsent_body'));
    } finally {
      sending = false;
      show();
    }
  }

  function wrongNumber(left) {
    number.value = '';
    field.classList.remove('shake');
    requestAnimationFrame(() => field.classList.add('shake'));
    say([t(prompt.sign_in ? 'wrong_number_page' : 'wrong_number'), left === 1 ? t('tries_left_1') : left > 1 ? t('tries_left_n', { n: left }) : ''].join(' '));
    number.focus();
  }

  number?.addEventListener('input', show);
  number?.addEventListener('keydown', (event) => event.key === 'Enter' && send());
  show();
  return {
    share, number, field, trouble,
    choose: (id, on) => (on ? chosen.add(id) : chosen.delete(id)),
    end: async (how) => {
      try {
        phone.finished({ ...await post(`prompts/${prompt.id}/${how}`), prompt });
      } catch (cause) {
        if (!(cause instanceof Unreachable)) {
          throw cause;
        }
        // Closing without an answer discloses nothing; a report that cannot be sent still has to say "hang up".
        phone.finished({ outcome: how === 'report' ? 'reported' : 'declined', prompt });
      }
    },
  };
}

function howWeKnow(requester, phone) {
  const opened = sheet(phone.screen, t('how_title', { name: requester.name }),
    h('ul', { class: 'reasons' },
      h('li', {}, icon('verified', 22), h('span', {}, t('how_signature'))),
      h('li', {}, icon('cards', 22), h('span', {}, requester.since ? t('how_since', { name: requester.name, date: date(requester.since) }) : t('how_pinned', { name: requester.name }))),
      h('li', {}, icon('lock', 22), h('span', {}, t('how_address'), h('br'), h('code', {}, requester.address ?? requester.did)))),
    primary(t('close'), () => opened.close()));
}
