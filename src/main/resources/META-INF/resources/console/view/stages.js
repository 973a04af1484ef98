/** What the centre shows in each state of the question: `{ name, body, actions }`. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words, clockTime } from '../words.js';
import { state, set, ask, askable, decide, current, isOrganisationCheck, organisationCheck, withdraw } from '../store.js';
import { WAITING } from '../reading.js';
import { digits, now, secondsUntil } from '../clock.js';
import { askedNames, badge, button, kbd, purposeNamed, purposeTitle, shapeOf, titleOf } from './parts.js';
import { verified } from './identity.js';
import { proven } from './proven.js';
import { waiting } from './waiting.js';

export function stageOf(interaction, d) {
  const challenge = d.challenge;
  // Known from the list, but not read yet: its place stays empty for that moment.
  if (challenge === undefined && interaction.challenge !== undefined) return { name: 'none', body: [statusLine(interaction.challenge.state)], actions: [] };
  if (challenge === undefined || (d.choosing && challenge.state !== 'reported')) return choosing(interaction, d);
  if (challenge.state === 'reported') return reported(challenge);
  if (challenge.state === 'verified') return isOrganisationCheck(challenge) ? proven(d) : verified(d);
  if (WAITING.has(challenge.state)) return waiting(d);
  return ended(d);
}

/** Whether the purposes stand on the stage, so that one key asks. */
export function isAsking(interaction, d) {
  const { challenge } = d;
  if (challenge === undefined) return interaction.challenge === undefined;
  if (challenge.state === 'reported') return false;
  return d.choosing || (challenge.state === 'verified' && isOrganisationCheck(challenge));
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
  const check = organisationCheck();
  // Whom we call has every reason to doubt us: the check comes first.
  const outbound = interaction.direction === 'outbound' && check !== undefined;
  return {
    name: 'none',
    body: [
      statusLine('none'),
      title(titles[interaction.direction] ?? titles.inbound),
      h('p', { class: 'lead' }, outbound ? words.prove.first : askable().length === 0 ? words.ask.noPurposes : words.ask.lead),
      outbound ? h('div', { class: 'prove is-first', key: 'prove' }, proveButton(check, d)) : null,
      purposes(d),
      !outbound && check !== undefined ? h('div', { class: 'prove', key: 'prove' }, proveButton(check, d)) : null,
      walletChoice(d),
      fallbackIsOpen(d) ? fallbackPanel() : null,
    ],
    actions: [
      d.challenge !== undefined && button({ key: 'back', label: words.ask.back, shortcut: 'Esc', press: () => set(() => { d.choosing = false; }) }),
      fallbackButton(d),
    ],
  };
}

/** What may be asked, each with its key. */
export function purposes(d) {
  return h('ol', { class: 'purposes', key: 'purposes' },
    askable().map((purpose, index) => h('li', { key: purpose.name }, purposeButton(purpose, index < 9 ? String(index + 1) : undefined, d))));
}

function proveButton(purpose, d) {
  const sending = d.asking === purpose.name;
  return h('button', {
    type: 'button', class: `purpose is-prove ${sending ? 'is-sending' : ''}`, 'aria-disabled': d.asking === undefined ? undefined : 'true',
    'aria-keyshortcuts': '0', on: { click: () => ask(purpose.name) },
  },
  kbd('0'),
  h('span', { class: 'purpose-text' },
    h('span', { class: 'purpose-title' }, words.prove.title),
    h('span', { class: 'purpose-asks' }, words.prove.hint)),
  h('span', { class: 'purpose-binding' }, sending ? words.ask.sending : words.prove.binding));
}

function purposeButton(purpose, shortcut, d) {
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
      decisionLine(),
      aboutQuestion(challenge),
      fallbackIsOpen(d) ? fallbackPanel() : null,
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
    h('span', null, titleOf(purposeNamed(challenge.purpose))),
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

/** States in which asking once more is not the next thing to do: the bank's steps stand there by themselves. */
const NEEDS_FALLBACK = new Set(['unreachable', 'undecided']);

export function fallbackIsOpen(d) {
  return d.extra === 'fallback' || (d.extra === undefined && !d.choosing && NEEDS_FALLBACK.has(d.challenge?.state));
}

export function toggleFallback(d) {
  const open = fallbackIsOpen(d);
  set(() => { d.extra = !open ? 'fallback' : NEEDS_FALLBACK.has(d.challenge?.state) && !d.choosing ? 'closed' : undefined; });
}

export function fallbackButton(d) {
  return button({
    key: 'fallback', label: words.actions.fallback, shortcut: 'F', pressed: fallbackIsOpen(d), press: () => toggleFallback(d),
  });
}

export function fallbackPanel() {
  const own = state.settings.fallback_instructions?.[words.language];
  const lines = own?.length ? own : words.fallback.instructions;
  return h('section', { class: 'panel', key: 'fallback', 'aria-label': words.fallback.title },
    h('h3', null, words.fallback.title),
    h('ol', { class: 'steps-to-take' }, lines.map((line) => h('li', null, line))),
    h('p', { class: 'decide-ask', id: 'decide-ask' }, words.fallback.ask),
    h('div', { class: 'decide', role: 'group', 'aria-labelledby': 'decide-ask' },
      decision('passed', 'P'), decision('failed', 'X')));
}

function decision(outcome, shortcut) {
  const chosen = current()?.fallback?.outcome === outcome;
  return button({ key: outcome, label: words.fallback[outcome], shortcut, pressed: chosen, shape: chosen ? 'done' : undefined, press: () => decide(outcome) });
}

/** What the agent decided by the organisation's own questions. It is no proof, so it is not green. */
export function decisionLine() {
  const made = current()?.fallback;
  if (made === undefined) return null;
  return h('p', { class: 'decision', key: 'decision', role: 'status' },
    icon(made.outcome === 'passed' ? 'done' : 'close'), h('span', null, words.fallback.noted[made.outcome](clockTime(made.at))));
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

function reported(challenge) {
  const own = state.settings.fraud_instructions?.[words.language];
  const lines = own?.length ? own : words.reported.instructions;
  return {
    name: 'reported',
    body: [
      h('div', { class: 'alarm', role: 'alert' },
        h('p', { class: 'alarm-kicker' }, icon('reported'), h('span', null, words.reported.kicker)),
        h('h2', { id: 'stage-title', class: 'alarm-title', tabindex: '-1' }, words.reported.title),
        h('p', { class: 'alarm-says' }, isOrganisationCheck(challenge) ? words.reported.impostor : words.reported.says),
        h('ol', { class: 'alarm-steps' }, lines.map((line) => h('li', null, line)))),
    ],
    actions: [],
  };
}
