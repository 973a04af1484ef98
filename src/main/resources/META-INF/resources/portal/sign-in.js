import { h } from '/console/dom.js';
import * as api from './api.js';
import { t } from './words.js';

const LOOK_EVERY = 1_000;

/** A code to scan and a number to type; the page goes on by itself when the wallet has answered. */
export function signInPage(app) {
  const { page } = app;
  let timer;

  async function load() {
    clearTimeout(timer);
    await soFar();
    if (page.signIn === undefined || page.signIn.state === 'over') await begin();
    follow();
  }

  async function soFar() {
    try {
      page.signIn = await api.signInSoFar();
    } catch (cause) {
      if (!(cause instanceof api.Refused)) throw cause;
      page.signIn = undefined;
    }
  }

  async function begin() {
    try {
      page.tooMany = false;
      page.signIn = await api.beginSignIn();
    } catch (cause) {
      if (!(cause instanceof api.Refused) || cause.status !== 429) throw cause;
      page.tooMany = true;
    }
  }

  function follow() {
    if (app.gone() || page.signIn === undefined || page.signIn.state === 'over') return;
    timer = setTimeout(() => void look(), LOOK_EVERY);
  }

  async function look() {
    const before = page.signIn.state;
    try {
      // Nobody looks at a page in the background.
      if (!document.hidden) page.signIn = await api.signInSoFar();
      if (page.signIn.state === 'answered') {
        await api.openSession();
        await app.signedIn();
        return;
      }
    } catch (cause) {
      if (cause instanceof api.Refused) page.signIn = { ...page.signIn, state: 'over' };
    }
    if (app.gone()) return;
    if (page.signIn.state !== before) {
      app.say(page.signIn.state === 'opened' ? t('look_at_phone') : page.signIn.state === 'over' ? t('code_over') : '');
      app.draw();
    }
    follow();
  }

  function view() {
    const { signIn } = page;
    if (page.tooMany) return [h('p', { class: 'trouble', role: 'alert' }, t('too_many')), again()];
    if (signIn === undefined) return page.trouble ? null : h('p', { class: 'hint' }, t('loading'));
    if (signIn.state === 'over') return h('section', { class: 'over' }, h('h2', {}, t('code_over')), h('p', {}, t('code_over_next')), again());
    return [
      h('div', { class: `ways ${signIn.state}` },
        h('div', { class: 'scan' }, h('p', {}, t('scan')), picture(signIn)),
        h('div', { class: 'tap' }, h('a', { class: 'button', href: signIn.request }, t('tap'))),
        h('details', { class: 'else-scan' }, h('summary', {}, t('other_phone')), picture(signIn)),
        h('div', { class: 'number' },
          h('p', { id: 'number-label' }, t(signIn.state === 'opened' ? 'look_at_phone' : 'then_type')),
          h('output', { 'aria-labelledby': 'number-label' }, signIn.number))),
      h('p', { class: 'else-tap' }, h('a', { href: signIn.request }, t('on_this_device'))),
      h('p', { class: 'warning' }, t('only_here', { host: location.host, name: signIn.organisation }))];
  }

  const picture = (signIn) => h('img', { src: signIn.qr, alt: t('scan_alt'), width: 240, height: 240 });
  const again = () => h('button', { class: 'button', type: 'button', on: { click: () => void app.attempt(load) } }, t('new_code'));

  return {
    load,
    view,
    leave: () => clearTimeout(timer),
    title: () => t('sign_in', { name: page.signIn?.organisation ?? '' }),
  };
}
