/** The interaction the agent is in. Head, stage and actions keep their places; only what they hold changes. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words } from '../words.js';
import { face } from '../face.js';
import { state, current, detail, set, end } from '../store.js';
import { digits, secondsSince } from '../clock.js';
import { button, who } from './parts.js';
import { stageOf } from './stages.js';
import { nameOf } from './identity.js';

const SURE = 4000;

export function centre() {
  const interaction = current();
  if (interaction === undefined) return nobody();
  const d = detail(interaction.id);
  const stage = stageOf(interaction, d);
  return h('main', { id: 'centre', class: `centre is-${stage.name}`, 'aria-label': who(interaction) },
    h('div', { class: 'centre-inner' },
      head(interaction, d),
      h('section', { class: 'stage', key: interaction.id, tabindex: '0', 'aria-labelledby': 'stage-title' }, stage.body),
      d.notice === undefined ? null : noticeLine(d.notice),
      actions(d, stage)));
}

function head(interaction, d) {
  const verified = d.identity !== undefined && d.challenge?.state === 'verified' ? nameOf(d.identity) : undefined;
  const channel = words.channels[interaction.channel] ?? interaction.channel;
  const way = words.directions[interaction.channel]?.[interaction.direction];
  return h('header', { class: 'head' },
    h('span', { class: 'head-channel' }, icon(interaction.channel, channel)),
    h('div', { class: 'head-who' },
      h('h1', { class: `head-name ${verified === undefined ? '' : 'is-verified'}` }, verified === undefined ? spelled(who(interaction)) : [h('span', null, verified), icon('verified', words.states.verified)]),
      h('p', { class: 'head-way' }, way ?? channel)),
    h('div', { class: 'head-time' },
      h('span', { class: 'caption' }, words.duration),
      h('span', { class: 'digits', role: 'timer', 'aria-live': 'off' }, digits(secondsSince(interaction.openedAt) ?? 0))));
}

/** A masked name reads as its initials only. */
function spelled(name) {
  if (!name.includes('•')) return name;
  return [h('span', { 'aria-hidden': 'true' }, name), h('span', { class: 'unseen' }, name.replaceAll('•', '').split(' ').join('. '))];
}

function noticeLine(notice) {
  const text = notice.kind === 'refused' ? words.failed.refused(notice.detail) : words.failed[notice.kind];
  return h('p', { class: 'notice', key: 'notice', role: 'alert' }, icon('rejected'), h('span', null, text));
}

function actions(d, stage) {
  return h('footer', { class: 'actions', key: 'actions' },
    h('div', { class: 'actions-main' }, stage.actions),
    face.whole && button({
      key: 'end', label: d.ending ? words.actions.endSure : words.actions.end, shortcut: 'E', shape: 'end',
      kind: stage.name === 'reported' ? 'alarm' : d.ending ? 'plain sure' : 'quiet', press: endTwice,
    }));
}

/** Ends at the second press: the key lies beside others. */
export function endTwice() {
  const interaction = current();
  if (interaction === undefined || !face.whole) return;
  const d = detail(interaction.id);
  if (d.ending) {
    end();
    return;
  }
  set(() => { d.ending = true; });
  setTimeout(() => set(() => { d.ending = false; }), SURE);
}

function nobody() {
  return h('main', { id: 'centre', class: 'centre is-empty' },
    h('div', { class: 'centre-inner' },
      h('div', { class: 'nobody' },
        h('span', { class: 'nobody-shape' }, icon('voice')),
        h('h1', { id: 'stage-title', tabindex: '-1' }, words.empty.title),
        h('p', null, words.empty.next),
        button({ label: words.actions.open, shortcut: 'N', shape: 'plus', kind: 'primary', press: () => set((s) => { s.dialog = 'open'; }) }))));
}
