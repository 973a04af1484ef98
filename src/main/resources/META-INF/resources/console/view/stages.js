/** What the centre shows in each state of the question: `{ name, body, actions }`. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words, inLanguage, clockTime } from '../words.js';
import { state, set, ask, withdraw } from '../store.js';
import { WAITING } from '../reading.js';
import { digits, now, secondsUntil } from '../clock.js';
import { askedNames, badge, button, kbd, purposeNamed, purposeTitle, shapeOf } from './parts.js';
import { verified } from './identity.js';
import { waiting } from './waiting.js';

export function stageOf(interaction, d) {
  const challenge = d.challenge;
  // Known from the list, but not read yet: its place stays empty for that moment.
  if (challenge === undefined && interaction.challenge !== undefined) return { name: 'none', body: [statusLine(interaction.challenge.state)], actions: [] };
  if (challenge === undefined || (d.choosing && challenge.state !== 'reported')) return choosing(interaction, d);
  if (challenge.state === 'reported') return reported();
  if (challenge.state === 'verified') return verified(d);
  if (WAITING.has(challenge.state)) return waiting(d);
  return ended(d);
}

/** The line at the top of every stage: the state on the left, a time that runs on the right. */
export function statusLine(name, time) {
  return h('div', { class: 'status' }, badge(name), h('div', { class: 'status-time' }, time));
}

export function title(text) {
  return h('h2', { id: 'stage-title', class: 'stage-title', tabindex: '-1' }, text);
}

// ---- not asked

function choosing(interaction, d) {
  const titles = words.ask.title[interaction.channel] ?? words.ask.title.voice;
  return {
    name: 'none',
    body: [
      statusLine('none'),
      title(titles[interaction.direction] ?? titles.inbound),
      h('p', { class: 'lead' }, state.purposes.length === 0 ? words.ask.noPurposes : words.ask.lead),
      h('ol', { class: 'purposes', key: 'purposes' }, state.purposes.map((purpose, index) => h('li', { key: purpose.name }, purposeButton(purpose, index, d)))),
      walletChoice(d),
      d.extra === 'fallback' ? fallbackPanel() : null,
    ],
    actions: [
      d.challenge !== undefined && button({ key: 'back', label: words.ask.back, shortcut: 'Esc', press: () => set(() => { d.choosing = false; }) }),
      fallbackButton(d),
    ],
  };
}

function purposeButton(purpose, index, d) {
  const shortcut = index < 9 ? String(index + 1) : undefined;
  const sending = d.asking === purpose.name;
  const binding = d.otherWallet ? 'read_back' : purpose.callBinding;
  return h('button', {
    type: 'button', class: `purpose ${sending ? 'is-sending' : ''}`, 'aria-disabled': d.asking === undefined ? undefined : 'true',
    'aria-keyshortcuts': shortcut, on: { click: () => ask(purpose.name) },
  },
  shortcut ? kbd(shortcut) : h('span', { class: 'kbd-gap' }),
  h('span', { class: 'purpose-text' },
    h('span', { class: 'purpose-title' }, purposeTitle(purpose)),
    h('span', { class: 'purpose-asks' }, h('span', { class: 'unseen' }, `${words.ask.asks}: `), askedNames(purpose).join(' · '))),
  h('span', { class: 'purpose-binding' }, sending ? words.ask.sending : words.bindings[binding] ?? ''));
}

function walletChoice(d) {
  const choice = (other, label) => h('label', { class: `segment ${d.otherWallet === other ? 'is-chosen' : ''}` },
    h('input', { type: 'radio', name: 'wallet', checked: d.otherWallet === other, on: { change: () => set(() => { d.otherWallet = other; }) } }),
    label);
  return h('fieldset', { class: 'wallet-choice', key: 'wallet' },
    h('legend', null, words.ask.wallet),
    h('div', { class: 'segments' }, choice(false, words.ask.own), choice(true, words.ask.other)),
    kbd('O'));
}

// ---- it ended without an identity

function ended(d) {
  const { challenge } = d;
  const name = challenge.state;
  const told = words.ended[name] ?? words.ended.rejected;
  const wait = challenge.retryAt === undefined ? 0 : Math.max(0, Math.ceil((challenge.retryAt - now()) / 1000));
  return {
    name,
    body: [
      statusLine(name),
      h('div', { class: 'outcome' }, h('span', { class: 'outcome-shape' }, icon(shapeOf(name))), title(told.title)),
      because(challenge) && h('p', { class: 'because' }, because(challenge)),
      h('p', { class: 'lead' }, told.next),
      aboutQuestion(challenge),
      d.extra === 'fallback' ? fallbackPanel() : null,
    ],
    actions: [
      name === 'unreachable'
        ? button({ key: 'other', label: words.actions.otherWallet, shortcut: 'O', kind: 'primary', press: () => askOtherWallet(d) })
        : button({
          key: 'again', kind: 'primary', shortcut: 'A', disabled: wait > 0, press: () => askAgain(d),
          label: wait > 0 ? words.actions.tryAgainIn(digits(wait)) : words.actions.askAgain,
        }),
      fallbackButton(d),
      button({ key: 'else', label: words.actions.askElse, shortcut: 'S', press: () => set(() => { d.choosing = true; d.extra = undefined; }) }),
    ],
  };
}

function because(challenge) {
  if (challenge.state === 'undecided') return words.dependencies[challenge.dependency];
  if (challenge.state === 'rejected') return words.reasons[challenge.reason] ?? words.reasons.other;
  return undefined;
}

export function aboutQuestion(challenge) {
  return h('p', { class: 'about' },
    h('span', null, purposeTitle(purposeNamed(challenge.purpose))),
    challenge.askedAt && h('span', null, clockTime(challenge.askedAt)));
}

export function askAgain(d) {
  const wait = d.challenge.retryAt !== undefined && d.challenge.retryAt > now();
  if (wait) return;
  ask(d.challenge.purpose);
}

export function askOtherWallet(d) {
  set(() => { d.otherWallet = true; });
  ask(d.challenge.purpose).then(() => set(() => { d.extra = 'link'; }));
}

export function toggle(d, extra) {
  set(() => { d.extra = d.extra === extra ? undefined : extra; });
}

export function fallbackButton(d) {
  return button({
    key: 'fallback', label: words.actions.fallback, shortcut: 'F', pressed: d.extra === 'fallback', press: () => toggle(d, 'fallback'),
  });
}

export function fallbackPanel() {
  const own = inLanguage(state.settings.fallback_instructions);
  const lines = own?.length ? own : words.fallback.instructions;
  return h('section', { class: 'panel', key: 'fallback', 'aria-label': words.fallback.title },
    h('h3', null, words.fallback.title),
    h('ol', { class: 'steps-to-take' }, lines.map((line) => h('li', null, line))));
}

export function withdrawButton() {
  return button({ key: 'withdraw', label: words.actions.withdraw, shortcut: 'W', press: withdraw });
}

export function timeLeft(label, seconds, share) {
  return h('div', { class: 'time-left' },
    h('span', { class: 'caption' }, label),
    h('span', { class: 'digits', role: 'timer', 'aria-live': 'off' }, digits(seconds)),
    h('span', { class: 'time-bar', 'aria-hidden': 'true', vars: { '--share': String(share) } }));
}

export const leftOf = (challenge) => {
  const seconds = secondsUntil(challenge.expiresAt) ?? 0;
  const whole = (Date.parse(challenge.expiresAt) - Date.parse(challenge.askedAt ?? '')) / 1000;
  return { seconds, share: whole > 0 ? Math.min(1, seconds / whole) : 1 };
};

// ---- the alarm

function reported() {
  const own = inLanguage(state.settings.fraud_instructions);
  const lines = own?.length ? own : words.reported.instructions;
  return {
    name: 'reported',
    body: [
      h('div', { class: 'alarm', role: 'alert' },
        h('p', { class: 'alarm-kicker' }, icon('reported'), h('span', null, words.reported.kicker)),
        h('h2', { id: 'stage-title', class: 'alarm-title', tabindex: '-1' }, words.reported.title),
        h('p', { class: 'alarm-says' }, words.reported.says),
        h('ol', { class: 'alarm-steps' }, lines.map((line) => h('li', null, line)))),
    ],
    actions: [],
  };
}
