import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { date, day, money, time } from './format.js';
import { backBar, connectionBar, logo, primary, quiet, sheet } from './parts.js';
import { post, Unreachable } from './backend.js';
import { inLanguage, t } from './words.js';

const SHAPES = { shared: 'tick', signed_in: 'lock', paid: 'tick', confirmed: 'tick', declined: 'close', reported: 'shieldAlert', impostor: 'shieldAlert', expired: 'clock' };
const WORDS = {
  shared: 'did_share', signed_in: 'did_sign_in', paid: 'did_pay', confirmed: 'did_confirm', declined: 'did_decline', reported: 'did_report', impostor: 'did_report_impostor', expired: 'did_expire',
};
const RECEIPTS = { checked: ['verified', 'receipt_checked'], waiting: ['receipt', 'receipt_waiting'], wrong: ['warning', 'receipt_wrong'] };
const ALARMS = ['forked', 'key_changed', 'shrank', 'withheld', 'missing'];

/** What the customer did, in words. */
const done = (entry) => t(WORDS[entry.outcome], { name: entry.organisation.name });

/** Who asked, why, when, and what came of it; newest first, by day. */
export function history(phone) {
  const element = h('main', { class: 'history' });
  const update = (state) => {
    const now = new Date(phone.now());
    const days = new Map();
    for (const entry of state.history) {
      const label = day(entry.at, now);
      days.set(label, [...(days.get(label) ?? []), entry]);
    }
    fill(element,
      h('header', { class: 'title' }, h('h1', { tabindex: -1 }, t('tab_history'))),
      connectionBar(state.connection),
      state.history.length
        ? [...days].map(([label, entries]) => h('section', {}, h('h2', {}, label), h('ul', { class: 'entries' }, entries.map(row))))
        : h('section', { class: 'empty' },
          h('span', { class: 'big-shape' }, icon('history', 48)), h('h2', {}, t('no_history')), h('p', {}, t('no_history_next'))));
  };
  return { element, update, focus: () => element.querySelector('h1').focus(), leave() {} };
}

function row(entry) {
  return h('li', {}, h('a', { class: `entry ${entry.outcome}`, href: `#/history/${entry.id}` },
    logo(entry.organisation),
    h('span', { class: 'entry-body' },
      h('strong', {}, entry.organisation.name),
      h('span', {}, inLanguage(entry.purpose).title ?? ''),
      h('span', { class: 'entry-outcome' }, icon(SHAPES[entry.outcome], 16), done(entry),
        entry.receipt === 'checked' && !ALARMS.includes(entry.log.state) ? [' · ', icon('verified', 16), t('receipt_checked')] : null),
      ALARMS.includes(entry.log.state) ? h('span', { class: 'entry-alarm' }, icon('shieldAlert', 16), t(`log_${entry.log.state}`)) : null),
    h('time', { datetime: entry.at }, time(entry.at))));
}

/** One answer, its receipt, and the way to take it back. */
export function historyDetail(id, phone) {
  const element = h('main', { class: 'detail' });
  const update = (state) => {
    const entry = state.history.find((one) => one.id === id);
    if (!entry) {
      phone.go('#/history');
      return;
    }
    const name = entry.organisation.name;
    fill(element,
      backBar(done(entry), () => phone.go('#/history')),
      h('section', { class: 'panel facts' }, h('dl', {},
        fact('history_who', h('span', { class: 'inline-logo' }, logo(entry.organisation, 'small'), name), entry.agent),
        fact('history_why', inLanguage(entry.purpose).title ?? ''),
        fact('history_when', `${date(entry.at)}, ${time(entry.at)}`),
        entry.payment ? fact('pay', money(entry.payment.amount, entry.payment.currency), t('pay_to', { payee: entry.payment.payee })) : null,
        fact('history_what', entry.disclosed.length ? entry.disclosed.map((label) => inLanguage(label)).join(', ') : t('history_nothing')))),
      receipt(entry, name),
      entry.withdrawn_at ? h('p', { class: 'notice' }, icon('tick', 20), t('withdrawn', { date: date(entry.withdrawn_at) }))
        : entry.withdrawable ? quiet(t('withdraw'), () => withdraw(entry, name, phone), { 'aria-haspopup': 'dialog' }) : null);
  };
  return { element, update, focus: () => element.querySelector('h1')?.focus(), leave() {} };
}

function fact(label, first, second) {
  return h('div', { class: 'attribute' }, h('dt', {}, t(label)), h('dd', {}, first), second ? h('dd', { class: 'more' }, second) : null);
}

function receipt(entry, name) {
  if (!(entry.receipt in RECEIPTS)) {
    return null;
  }
  const [shape, words] = RECEIPTS[entry.receipt];
  return h('section', { class: `panel receipt ${entry.receipt}` },
    h('h2', {}, icon(shape, 20), t(words)),
    h('p', {}, t(`${words}_body`, { name })),
    entry.log.state === 'none' ? null : standing(entry.log, name),
    entry.receipt === 'waiting' ? null : [
      h('a', { class: 'button secondary', href: `/api/history/${entry.id}/receipt`, download: 'countersign-receipt.json' }, icon('save', 20), t('receipt_save')),
      h('p', { class: 'more' }, t('receipt_save_hint', { name }))]);
}

/** Where the receipt stands in the log that the organisation cannot rewrite; in words when it tried to. */
function standing(log, name) {
  const alarm = ALARMS.includes(log.state);
  const words = { name, n: log.index, date: log.since ? date(log.since) : '' };
  const shape = alarm ? 'shieldAlert' : log.state === 'included' ? 'verified' : 'clock';
  return h('div', { class: `log ${alarm ? 'alarm' : log.state}`, role: alarm ? 'alert' : null },
    h('h3', {}, icon(shape, 20), h('span', {}, t(`log_${log.state}`, words))),
    h('p', {}, t(`log_${log.state}_body`, words)),
    alarm && log.index !== undefined ? h('p', {}, t('log_was', words)) : null);
}

function withdraw(entry, name, phone) {
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const opened = sheet(phone.screen, t('withdraw_title'),
    h('p', {}, t('withdraw_body', { name })), trouble,
    primary(t('withdraw'), async () => {
      try {
        const answer = await post(`history/${entry.id}/withdraw`);
        if (answer.outcome === 'withdrawn') {
          opened.close();
        } else {
          trouble.textContent = t('withdraw_failed', { name });
        }
      } catch (cause) {
        if (!(cause instanceof Unreachable)) {
          throw cause;
        }
        trouble.textContent = t('unsent_title');
      }
    }),
    quiet(t('cancel'), () => opened.close()));
}
