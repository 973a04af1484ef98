import { h } from '/console/dom.js';
import * as api from './api.js';
import { claimName, claimNames, dateTime, inLanguage, t } from './words.js';

const STATES = ['verified', 'declined', 'reported', 'rejected', 'undecided', 'expired', 'cancelled'];
const stateWords = (state) => t(`state_${STATES.includes(state) ? state : 'waiting'}`);
const situation = (one) => t(`${one.direction}_${one.channel}`);
const whoAndWhen = (one) => [one.agent ? t('with', { name: one.agent }) : null, dateTime(one.opened_at), one.closed_at ? null : t('still_open')].filter(Boolean).join(' · ');

/** All my conversations, newest first. */
export function interactionsPage(app) {
  const { page } = app;

  async function load() {
    const found = await api.interactions(page.next);
    page.items = [...(page.next ? page.items : []), ...found.items];
    page.next = found.next_cursor;
  }

  function view() {
    if (page.items === undefined) return page.trouble ? null : h('p', { class: 'hint' }, t('loading'));
    if (page.items.length === 0) return h('section', { class: 'empty' }, h('h2', {}, t('no_interactions')), h('p', {}, t('no_interactions_next', { name: app.organisation() })));
    return [
      h('ul', { class: 'cards' }, page.items.map((one) => h('li', { key: one.id },
        h('a', { class: 'card', href: `#/interactions/${encodeURIComponent(one.id)}` },
          h('strong', {}, situation(one)),
          h('span', { class: 'soft' }, whoAndWhen(one)),
          one.questions.length === 0
            ? h('span', {}, t('nothing_asked'))
            : one.questions.map((question) => h('span', { class: `asked ${question.state}` }, `${inLanguage(question.purpose).title}: `, h('b', {}, stateWords(question.state)))))))),
      page.next ? h('button', { class: 'button second', type: 'button', on: { click: () => void app.attempt(load) } }, t('more')) : null];
  }

  return { load, view, title: () => t('interactions') };
}

/** One conversation: what was asked, who saw it. */
export function interactionPage(app, id) {
  const { page } = app;

  async function load() {
    page.one = await api.interaction(id);
  }

  async function withdraw(challenge) {
    await app.attempt(async () => {
      await api.withdraw(challenge);
      page.sure = undefined;
      page.withdrawn = challenge;
      await load();
      app.say(t('withdrawn'));
    });
  }

  function view() {
    const { one } = page;
    const back = h('p', {}, h('a', { href: '#/interactions' }, `← ${t('back')}`));
    if (one === undefined) return [back, page.trouble ? null : h('p', { class: 'hint' }, t('loading'))];
    return [
      back,
      h('p', { class: 'soft' }, whoAndWhen(one)),
      h('section', {}, h('h2', {}, t('asked_title')),
        one.questions.length === 0 && !one.fallback ? h('p', {}, t('nothing_asked')) : null,
        one.questions.map(question),
        one.fallback ? h('article', { class: 'panel' }, h('p', {}, fallbackWords(one.fallback.outcome)), h('p', { class: 'soft' }, dateTime(one.fallback.at))) : null),
      h('section', {}, h('h2', {}, t('seen_title')),
        one.looks.length === 0
          ? h('p', {}, t('nobody_saw'))
          : h('ol', { class: 'looks' }, one.looks.map((look) => h('li', {}, h('span', {}, lookWords(look)), h('time', { datetime: look.at, class: 'soft' }, dateTime(look.at)))))),
      one.timeline.length === 0 ? null : h('details', { class: 'steps-all' }, h('summary', {}, t('happened_title')),
        h('p', { class: 'soft' }, t('steps_hint')),
        h('ol', { class: 'looks' }, one.timeline.map((step) => h('li', { key: String(step.position) },
          h('span', {}, t(`step_type_${step.type}`) || step.type.replaceAll('_', ' ')), h('time', { datetime: step.at, class: 'soft' }, dateTime(step.at)))))),
      h('p', { class: 'warning' }, t('not_you'))];
  }

  function question(asked) {
    const why = inLanguage(asked.purpose);
    const shared = asked.state === 'verified';
    return h('article', { key: asked.challenge, class: 'panel' },
      h('h3', {}, why.title),
      h('p', { class: 'soft' }, t('asked_by', { name: asked.asked_by, time: dateTime(asked.asked_at) })),
      h('p', { class: `state ${asked.state}` }, h('span', { class: 'shape', 'aria-hidden': 'true' }), stateWords(asked.state)),
      h('dl', {}, h('dt', {}, t(shared ? 'you_shared' : 'we_asked_for')), h('dd', {}, claimNames(asked.asked))),
      shared ? h('p', {}, page.withdrawn === asked.challenge ? t('withdrawn') : asked.kept_until ? t('kept_until', { time: dateTime(asked.kept_until) }) : t('kept_not')) : null,
      shared && asked.kept_until ? withdrawal(asked) : null,
      asked.receipt ? h('p', {}, h('a', { href: '#/receipts' }, t('to_receipt'))) : null);
  }

  function withdrawal(asked) {
    if (page.sure !== asked.challenge) {
      return h('button', { class: 'button second', type: 'button', on: { click: () => { page.sure = asked.challenge; app.draw(); } } }, t('withdraw'));
    }
    return h('div', { class: 'sure', role: 'group', 'aria-label': t('withdraw') },
      h('p', { tabindex: '-1', focus: `sure ${asked.challenge}` }, t('withdraw_sure')),
      h('button', { class: 'button', type: 'button', on: { click: () => void withdraw(asked.challenge) } }, t('withdraw_yes')),
      h('button', { class: 'button second', type: 'button', on: { click: () => { page.sure = undefined; app.draw(); } } }, t('cancel')));
  }

  function lookWords(look) {
    const name = app.organisation();
    const who = look.viewer === 'system' ? t('a_system', { name }) : look.name ?? t('somebody', { name });
    return t(`saw_${look.kind}`, { who, what: look.path ? claimName(look.path) : '' });
  }

  return { load, view, title: () => (page.one ? situation(page.one) : t('interactions')) };
}

function fallbackWords(outcome) {
  return t(outcome === 'passed' ? 'decided_passed' : outcome === 'failed' ? 'decided_failed' : 'decided_otherwise');
}
