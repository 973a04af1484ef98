/** Single keys for everything an agent does in a call. They rest while something is typed or a dialog is open, and can be turned off. */
import {
  state, current, detail, set, ask, askable, askAnother, decide, followPop, nothingArrived, organisationCheck, select, selectNext, sendText, withdraw,
} from './store.js';
import { face } from './face.js';
import { WAITING } from './reading.js';
import { recall, remember } from './words.js';
import { endTwice } from './view/centre.js';
import { isTyping } from './arrivals.js';
import { askAgain, askOtherWallet, fallbackIsOpen, isAsking, toggle, toggleFallback } from './view/stages.js';
import { hideEverything, revealAll } from './view/identity.js';

const SETTING = 'countersign.keys';

export const keysAreOn = () => recall(SETTING) !== 'off';
export const turnKeys = (on) => remember(SETTING, on ? 'on' : 'off');

export function startKeys() {
  addEventListener('keydown', down);
  addEventListener('keyup', (event) => { if (event.key.toLowerCase() === 'v') revealAll(false); });
  addEventListener('blur', hideEverything);
  document.addEventListener('visibilitychange', () => { if (document.hidden) hideEverything(); });
}

function down(event) {
  if (state.phase !== 'ready' || state.dialog !== undefined || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape') return escape();
  if (isTyping(event.target) || !keysAreOn()) return;
  const act = /^[0-9]$/.test(event.key) ? askByNumber : KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act === undefined || (event.repeat && !event.key.startsWith('Arrow'))) return;
  if (act(event) !== false) event.preventDefault();
}

/** What the agent is in: its detail, and what its stage shows. */
function here() {
  const interaction = current();
  if (interaction === undefined) return undefined;
  const d = detail(interaction.id);
  return { interaction, d, name: d.challenge?.state, choosing: isAsking(interaction, d) };
}

function askByNumber(event) {
  const at = here();
  const purpose = event.key === '0' ? organisationCheck() : askable()[Number(event.key) - 1];
  if (at?.choosing && purpose !== undefined) ask(purpose.name);
}

function choose() {
  const at = here();
  if (at !== undefined && at.d.challenge !== undefined && at.name !== 'reported' && !WAITING.has(at.name)) set(() => { at.d.choosing = true; at.d.extra = undefined; });
}

const KEYS = {
  '?': () => set((s) => { s.dialog = 'keys'; }),
  n: () => { if (face.whole) set((s) => { s.dialog = 'open'; }); },
  g: followPop,
  ArrowDown: (event) => move(event, 1),
  ArrowUp: (event) => move(event, -1),
  j: (event) => move(event, 1),
  k: (event) => move(event, -1),
  e: endTwice,
  v: () => revealAll(true),
  s: choose,
  a: () => {
    const at = here();
    if (at === undefined || at.choosing || WAITING.has(at.name) || at.name === 'reported') return;
    if (at.name === 'verified' || at.name === 'unreachable') choose();
    else askAgain(at.d);
  },
  w: () => { const at = here(); if (at && !at.choosing && WAITING.has(at.name)) withdraw(); },
  l: () => { const at = here(); if (at && !at.choosing && WAITING.has(at.name) && at.d.challenge.request?.uri) toggle(at.d, 'link'); },
  t: () => {
    const at = here();
    if (at && !at.choosing && at.d.challenge.request?.textMessage && nothingArrived(at.d)) sendText();
  },
  p: () => decideByKey('passed'),
  x: () => decideByKey('failed'),
  f: () => { const at = here(); if (at && at.name !== 'reported' && !WAITING.has(at.name)) toggleFallback(at.d); },
  o: () => {
    const at = here();
    if (at?.choosing) set(() => { at.d.otherWallet = !at.d.otherWallet; });
    else if (at?.name === 'unreachable') askOtherWallet(at.d);
    else if (at !== undefined && nothingArrived(at.d)) askAnother();
  },
};

/** Only where the buttons that do the same are seen. */
function decideByKey(outcome) {
  const at = here();
  if (at !== undefined && fallbackIsOpen(at.d) && !WAITING.has(at.name) && at.name !== 'reported') decide(outcome);
}

function move(event, step) {
  // Arrows belong to radio buttons that have the focus.
  if (event.key.startsWith('Arrow') && event.target instanceof HTMLInputElement) return false;
  selectNext(step);
  return true;
}

function escape() {
  const at = here();
  if (at === undefined) return;
  set(() => {
    if (at.d.extra !== undefined) at.d.extra = undefined;
    else if (at.d.challenge !== undefined) at.d.choosing = false;
  });
}

export function startLinks() {
  // A contact-centre platform may send this page to an interaction by its address.
  addEventListener('hashchange', () => {
    const wished = state.interactions.find((each) => `#${each.id}` === location.hash);
    if (wished !== undefined) select(wished.id);
  });
}
