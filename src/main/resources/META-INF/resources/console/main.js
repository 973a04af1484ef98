/** Starts the console: wires what is known to what is shown. */
import { h } from './dom.js';
import { startLanguage } from './words.js';
import { state, onArrival, start, tick } from './store.js';
import { bring, showOnChange } from './screen.js';
import { startKeys, startLinks } from './keys.js';
import { homeOf } from './faces.js';
import { mayComeToFront } from './arrivals.js';
import { announce } from './alarm.js';
import { bar, list, timeline } from './view/sides.js';
import { centre } from './view/centre.js';
import { dialog } from './view/dialogs.js';
import { notAgentPage, signInPage, startingPage } from './view/sign-in.js';

const app = document.getElementById('app');

function show() {
  const before = document.activeElement;
  const inStage = before?.closest?.('.stage, .actions') !== null;
  bring(app, screen());
  // What had the focus is gone: the stage's title takes it, so that the keyboard and the reading position stay in place.
  if (inStage && !before.isConnected && document.activeElement === document.body) {
    document.getElementById('stage-title')?.focus({ preventScroll: true });
  }
  announce();
}

function screen() {
  switch (state.phase) {
    case 'ready': return h('div', { class: 'console', key: 'console' }, bar(), list(), centre(), timeline(), dialog());
    case 'signed_out': return signInPage();
    case 'not_agent': return goHome() ?? notAgentPage();
    default: return startingPage();
  }
}

/** Whoever has nothing to do here but elsewhere in the console, an administrator for one, is led there. */
function goHome() {
  const home = homeOf(state.session.roles ?? []);
  if (home === undefined || home === location.pathname) return undefined;
  location.replace(home);
  return startingPage();
}

showOnChange(show);
startLanguage();
startKeys();
startLinks();
onArrival(mayComeToFront);
setInterval(tick, 1000);
show();
start();
