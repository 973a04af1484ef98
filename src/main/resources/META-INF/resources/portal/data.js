import { h } from '/console/dom.js';
import * as api from './api.js';
import { date, t } from './words.js';

/** What I may demand: a copy of everything, and to be erased. */
export function dataPage(app) {
  const { page } = app;

  async function load() {
    page.requests = await api.erasureRequests();
  }

  async function ask() {
    await app.attempt(async () => {
      await api.askForErasure();
      page.sure = false;
      await load();
      app.say(t('erasure_asked'));
    });
  }

  function view() {
    if (page.requests === undefined) return page.trouble ? null : h('p', { class: 'hint' }, t('loading'));
    const open = page.requests.some((request) => request.state === 'open');
    return [
      h('section', {}, h('h2', {}, t('download_title')), h('p', {}, t('download_body', { name: app.organisation() })),
        h('a', { class: 'button', href: '/portal/v1/export', download: 'countersign-my-data.json' }, t('download'))),
      h('section', {}, h('h2', {}, t('erasure_title')), h('p', {}, t('erasure_body', { name: app.organisation() })),
        page.requests.map(request),
        open ? null : page.sure ? sure() : h('button', { class: 'button second', type: 'button', on: { click: () => { page.sure = true; app.draw(); } } }, t('erasure_ask')))];
  }

  function request(one) {
    return h('article', { key: one.id, class: 'panel erasure' },
      h('h3', {}, t(`erasure_${one.state}`)),
      h('p', { class: 'soft' }, t('erasure_asked_on', { date: date(one.asked_at) })),
      one.state === 'open' ? h('p', {}, t('erasure_due', { name: app.organisation(), date: date(one.due_at) })) : null,
      one.reason ? h('p', {}, t('erasure_reason', { reason: one.reason })) : null);
  }

  function sure() {
    return h('div', { class: 'sure', role: 'group', 'aria-label': t('erasure_title') },
      h('p', { tabindex: '-1', focus: 'sure' }, t('erasure_sure', { name: app.organisation() })),
      h('button', { class: 'button', type: 'button', on: { click: () => void ask() } }, t('erasure_yes')),
      h('button', { class: 'button second', type: 'button', on: { click: () => { page.sure = false; app.draw(); } } }, t('cancel')));
  }

  return { load, view, title: () => t('data') };
}
