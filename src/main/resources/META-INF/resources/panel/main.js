/** Starts the panel: the console's centre for the one interaction that its token names. */
import { h } from '/console/dom.js';
import { icon } from '/console/icons.js';
import { startLanguage, chooseLanguage, LANGUAGES, words } from '/console/words.js';
import { face } from '/console/face.js';
import { state, start, tick, current, detail, stateOf } from '/console/store.js';
import { bring, showOnChange } from '/console/screen.js';
import { startKeys } from '/console/keys.js';
import { announce } from '/console/alarm.js';
import { centre } from '/console/view/centre.js';
import { dialog } from '/console/view/dialogs.js';
import { openPanel, takeFragment } from './access.js';
import { allowOrigins, startHost, tellEnd, tellState } from './host.js';
import { say } from './words.js';

face.whole = false;
face.session = '/api/v1/panel/session';
face.desk = '/api/v1/panel/desk';

const app = document.getElementById('app');
let over;
let waiting = false;
let seen = false;

function show() {
  if (state.session !== undefined) allowOrigins(state.session.origins);
  const interaction = current();
  seen ||= interaction !== undefined;
  // Ended by the page around us, or taken back by the service: what was on the screen goes at once.
  if (over === undefined && state.phase === 'signed_out') end(seen ? 'ended' : 'over');
  if (over === undefined && state.phase === 'ready' && seen && interaction === undefined) end('ended');
  bring(app, screen(interaction));
  if (over === undefined && interaction !== undefined) {
    announce();
    const asked = detail(interaction.id).challenge;
    tellState({ interaction: interaction.id, challenge: asked?.id ?? interaction.challenge?.id, purpose: asked?.purpose, state: stateOf(interaction) });
  }
}

function screen(interaction) {
  if (over !== undefined) return message('cancelled', say()[over], say()[`${over}Next`]);
  if (waiting || state.startFailed) return message('waiting', say().unreachable, say().unreachableNext);
  if (state.phase !== 'ready' || interaction === undefined) return message('waiting', words.starting);
  return h('div', { class: `panel-page ${state.live ? '' : 'is-lost'}`, key: 'panel' },
    state.live ? null : h('p', { class: 'panel-lost', role: 'status' }, words.reconnecting),
    centre(), dialog());
}

function message(shape, title, next) {
  return h('main', { class: 'panel-over', key: 'over' }, icon(shape), h('h1', { id: 'stage-title', tabindex: '-1' }, title), next && h('p', { role: 'status' }, next));
}

function end(why) {
  over = why;
  face.token = undefined;
  state.details.clear();
  state.interactions = [];
  tellEnd(why);
}

const parameters = takeFragment();
const schedule = showOnChange(show);
startLanguage();
if (parameters.get('lang') in LANGUAGES) chooseLanguage(parameters.get('lang'));
if (['light', 'dark'].includes(parameters.get('appearance'))) document.documentElement.dataset.appearance = parameters.get('appearance');
startHost();
startKeys();
show();

const opened = await openPanel(parameters.get('token') ?? '', {
  waiting: () => { waiting = true; schedule(); },
  over: (why) => { if (over === undefined) { end(why); schedule(); } },
});
if (opened) {
  waiting = false;
  const id = (await interactionOf()) ?? '';
  face.events = `/api/v1/interactions/${encodeURIComponent(id)}/events`;
  setInterval(tick, 1000);
  start();
}

/** The stream to follow is named after the interaction; `start` reads the rest. */
async function interactionOf() {
  const response = await fetch(face.session, { headers: { Authorization: `Bearer ${face.token}` }, credentials: 'omit', cache: 'no-store' }).catch(() => undefined);
  return (await response?.json().catch(() => undefined))?.interaction;
}
