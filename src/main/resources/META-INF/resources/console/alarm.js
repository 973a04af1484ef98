/** What makes a change noticed without looking: announcements, the tab's title and shape, and a sound for a fraud report. */
import { words } from './words.js';
import { state, stateOf, current } from './store.js';
import { who } from './view/parts.js';

const told = new Map();
let sounded = new Set();
let audio;

/** Called after each painting. */
export function announce() {
  const reports = state.interactions.filter((each) => stateOf(each) === 'reported');
  dress(reports.length > 0);
  sayPop();
  for (const each of reports) {
    if (sounded.has(each.id)) continue;
    sounded.add(each.id);
    document.getElementById('shouted').textContent = words.reported.elsewhere(who(each));
    sound();
  }
  sounded = new Set([...sounded].filter((id) => reports.some((each) => each.id === id)));
  const here = current();
  if (here === undefined) return;
  const name = stateOf(here);
  if (told.has(here.id) && told.get(here.id) !== name && name !== 'reported') {
    document.getElementById('said').textContent = [words.states[name], words.ended[name]?.title].filter(Boolean).join('. ');
  }
  told.set(here.id, name);
}

let poppedBefore;

/** A conversation that came is said once, politely: the agent may be talking. */
function sayPop() {
  const id = state.pop?.id;
  if (id === poppedBefore) return;
  poppedBefore = id;
  const interaction = state.interactions.find((each) => each.id === id);
  if (interaction !== undefined) document.getElementById('said').textContent = `${words.pop.title[interaction.channel]}: ${who(interaction)}`;
}

let dressed = false;

function dress(alarm) {
  const blink = alarm && Math.floor(Date.now() / 1000) % 2 === 0;
  const waiting = state.phase === 'ready' ? state.interactions.length : 0;
  const title = alarm ? `${blink ? '⚠ ' : '■ '}${words.reported.titleBar}` : `${popTitle()}${waiting > 0 ? `(${waiting}) ` : ''}${words.product}`;
  if (document.title !== title) document.title = title;
  if (alarm === dressed) return;
  dressed = alarm;
  document.querySelector('link[rel=icon]').href = alarm ? '/console/mark-alarm.svg' : '/console/mark.svg';
}

/** A tab in the background tells of what came until it is looked at. */
function popTitle() {
  const interaction = state.interactions.find((each) => each.id === state.pop?.id);
  return interaction === undefined ? '' : `● ${words.pop.title[interaction.channel]} – `;
}

/** Two falling tones, three times. Browsers allow it after the first key or press on the page. */
function sound() {
  try {
    audio ??= new AudioContext();
    const volume = audio.createGain();
    volume.gain.value = 0.2;
    volume.connect(audio.destination);
    for (let i = 0; i < 6; i++) {
      const tone = audio.createOscillator();
      tone.type = 'square';
      tone.frequency.value = i % 2 === 0 ? 880 : 587;
      tone.connect(volume);
      tone.start(audio.currentTime + i * 0.22);
      tone.stop(audio.currentTime + i * 0.22 + 0.18);
    }
  } catch {
    // A computer without sound still has the screen.
  }
}
