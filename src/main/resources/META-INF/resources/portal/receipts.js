import { h } from '/console/dom.js';
import * as api from './api.js';
import { readReceipt, verifyReceipt } from './verify.js';
import { claimNames, dateTime, inLanguage, t } from './words.js';

/** My receipts, each with a button that verifies it here. */
export function receiptsPage(app) {
  const { page } = app;
  page.checks = {};

  async function load() {
    const found = await api.receipts(page.next);
    page.items = [...(page.next ? page.items : []), ...found.items];
    page.next = found.next_cursor;
  }

  async function verify(item) {
    page.checks[item.id] = { busy: true };
    app.draw();
    await app.attempt(async () => {
      try {
        const [did, proof] = await Promise.all([api.didDocument(), api.proof(item.id)]);
        const found = await verifyReceipt({ receipt: item.receipt, texts: item.texts, proof, did });
        page.checks[item.id] = { ...found, proof, verdict: verdict(found.steps) };
        app.say(t(page.checks[item.id].verdict));
      } finally {
        if (page.checks[item.id].busy) delete page.checks[item.id];
      }
    });
  }

  function view() {
    if (page.items === undefined) return page.trouble ? null : h('p', { class: 'hint' }, t('loading'));
    if (page.items.length === 0) return h('section', { class: 'empty' }, h('h2', {}, t('no_receipts')), h('p', {}, t('no_receipts_next', { name: app.organisation() })));
    return [
      h('p', { class: 'lead' }, t('receipts_lead')),
      page.items.map(receipt),
      page.next ? h('button', { class: 'button second', type: 'button', on: { click: () => void app.attempt(load) } }, t('more')) : null];
  }

  function receipt(item) {
    const says = readReceipt(item.receipt);
    const check = page.checks[item.id];
    return h('article', { key: item.id, class: 'panel receipt' },
      h('h2', { id: item.id }, inLanguage(item.texts).title),
      h('p', { class: 'soft' }, `${t(`answered_${says.answered}`)} · ${dateTime(says.answered_at)}`),
      says.answered === 'approved' ? h('p', {}, claimNames(says.disclosed)) : null,
      h('button', {
        class: 'button second', type: 'button', 'aria-describedby': item.id, 'aria-disabled': String(check?.busy === true),
        on: { click: () => { if (!check?.busy) void verify(item); } },
      }, t(check?.busy ? 'verifying' : check ? 'verify_again' : 'verify')),
      check?.verdict ? outcome(check) : null,
      check?.verdict ? experts(item, check) : null);
  }

  function outcome(check) {
    return h('div', { class: `verdict ${check.verdict}` },
      h('h3', {}, h('span', { class: 'shape', 'aria-hidden': 'true' }), t(check.verdict)),
      h('p', {}, t(`${check.verdict}_next`, { n: check.index ?? '', name: app.organisation() })),
      h('ol', { class: 'steps' }, check.steps.map((step) => h('li', { class: step.result },
        h('span', { class: 'shape', 'aria-hidden': 'true' }), h('span', {}, t(`step_${step.name}`, { name: app.organisation() })), ' ', h('b', {}, t(`result_${step.result}`))))));
  }

  function experts(item, check) {
    return h('details', {}, h('summary', {}, t('receipt_technical')),
      h('h3', {}, t('receipt_raw')), h('pre', { tabindex: '0', 'aria-label': t('receipt_raw') }, item.receipt),
      check.proof ? [h('h3', {}, t('proof_raw')), h('pre', { tabindex: '0', 'aria-label': t('proof_raw') }, check.proof)] : null);
  }

  return { load, view, title: () => t('receipts') };
}

function verdict(steps) {
  if (steps.some((step) => step.result === 'bad')) return 'not_verified';
  return steps.every((step) => step.result === 'ok') ? 'verified' : 'cannot_verify';
}
