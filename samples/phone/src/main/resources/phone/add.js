import { h, fill } from './dom.js';
import { icon } from './icons.js';
import { backBar, primary, quiet } from './parts.js';
import { cardFace } from './home.js';
import { post, readPicture, Unreachable } from './backend.js';
import { inLanguage, t } from './words.js';

/** Adds a card: the link or its QR code, then who offers what, then the code that came by another way. */
export function addCard(phone) {
  const body = h('div', { class: 'add-body' });
  const element = h('main', { class: 'add' }, backBar(t('add_title'), () => phone.go('#/cards')), body);
  const pasted = (event) => {
    const picture = [...(event.clipboardData?.files ?? [])].find((file) => file.type.startsWith('image/'));
    if (picture) {
      event.preventDefault();
      step.picture(picture);
    }
  };
  document.addEventListener('paste', pasted);
  const step = askForLink(body, phone);
  return { element, focus: () => body.querySelector('textarea')?.focus(), leave: () => document.removeEventListener('paste', pasted) };
}

function askForLink(body, phone) {
  const trouble = h('p', { class: 'trouble', role: 'alert', id: 'link-trouble' });
  const link = h('textarea', {
    id: 'link', rows: 3, spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', 'aria-describedby': 'link-hint link-trouble',
    onkeydown: (event) => { if (event.key === 'Enter') { event.preventDefault(); look(); } },
  });
  const go = primary(t('add_look'), () => look());
  const file = h('input', { type: 'file', accept: 'image/*', class: 'hidden', id: 'qr', onchange: () => file.files[0] && picture(file.files[0]) });

  async function look() {
    const uri = link.value.trim();
    if (!uri) {
      link.focus();
      return;
    }
    trouble.textContent = '';
    go.setAttribute('aria-disabled', 'true');
    try {
      if (uri.startsWith('openid4vp:') || uri.startsWith('haip-vp:')) {
        phone.openLink(uri);
        return;
      }
      const offer = await post('offers/inspect', { uri });
      if (offer.outcome === 'offered') {
        askForCode(body, offer, phone);
      } else {
        trouble.textContent = t(offer.outcome);
      }
    } catch (cause) {
      if (!(cause instanceof Unreachable)) {
        throw cause;
      }
      trouble.textContent = t('unsent_title');
    } finally {
      go.setAttribute('aria-disabled', 'false');
    }
  }

  async function picture(blob) {
    trouble.textContent = '';
    const found = await readPicture(blob).catch(() => ({}));
    if (found.text) {
      link.value = found.text;
      await look();
    } else {
      trouble.textContent = t('bad_qr');
    }
  }

  fill(body,
    h('section', { class: 'field' },
      h('label', { for: 'link' }, icon('link', 20), t('add_link')), link, h('p', { class: 'hint', id: 'link-hint' }, t('add_link_hint')), trouble),
    h('section', { class: 'field' }, file,
      h('label', { class: 'drop', for: 'qr', tabindex: 0, role: 'button',
        onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); file.click(); } },
        ondragover: (event) => event.preventDefault(),
        ondrop: (event) => { event.preventDefault(); if (event.dataTransfer.files[0]) { picture(event.dataTransfer.files[0]); } },
      }, icon('qr', 40), h('strong', {}, t('add_qr')), h('span', {}, t('add_qr_hint')))),
    h('footer', {}, go));
  return { picture };
}

function askForCode(body, offer, phone) {
  const trouble = h('p', { class: 'trouble', role: 'alert', id: 'code-trouble' });
  const code = offer.tx_code
    ? h('input', {
      id: 'code', class: 'tx-code', autocomplete: 'one-time-code', spellcheck: 'false', maxlength: offer.tx_code.length ?? 32,
      inputmode: offer.tx_code.input_mode === 'text' ? 'text' : 'numeric', 'aria-describedby': 'code-hint code-trouble',
      onkeydown: (event) => event.key === 'Enter' && accept(),
    })
    : null;
  const go = primary(t('add_now'), () => accept());

  async function accept() {
    if (code && !code.value.trim()) {
      code.focus();
      return;
    }
    trouble.textContent = '';
    go.setAttribute('aria-disabled', 'true');
    go.replaceChildren(h('span', { class: 'spinner', role: 'status', 'aria-label': t('adding') }));
    try {
      const answer = await post('offers/accept', { id: offer.id, ...(code && { tx_code: code.value.trim() }) });
      if (answer.outcome === 'added') {
        added(body, offer, phone);
        return;
      }
      trouble.textContent = t(answer.outcome);
      code?.focus();
    } catch (cause) {
      if (!(cause instanceof Unreachable)) {
        throw cause;
      }
      trouble.textContent = t('issuer_unreachable');
    }
    go.setAttribute('aria-disabled', 'false');
    go.replaceChildren(t('add_now'));
  }

  fill(body,
    h('h2', { class: 'offer-title', tabindex: -1 }, t('add_from', { name: offer.issuer.name })),
    offer.cards.map((card) => cardFace({ ...card, issuer: offer.issuer })),
    offer.issuer.known ? null : h('p', { class: 'notice' }, icon('shieldUnknown', 22), t('add_unknown', { name: offer.issuer.name })),
    code ? h('section', { class: 'field' },
      h('label', { for: 'code' }, t('add_code')), code,
      h('p', { class: 'hint', id: 'code-hint' }, offer.tx_code.description || t('add_code_hint')), trouble) : trouble,
    h('footer', {}, go, quiet(t('add_no'), () => phone.go('#/cards'))));
  (code ?? body.querySelector('h2')).focus();
}

function added(body, offer, phone) {
  fill(body,
    h('section', { class: 'empty' },
      h('span', { class: 'big-shape good' }, icon('tick', 48)),
      h('h2', { tabindex: -1 }, t('added_title')),
      h('p', {}, offer.cards.map((card) => inLanguage(card.name)).join(', ')),
      h('p', {}, t('added_body', { name: offer.issuer.name }))),
    h('footer', {}, primary(t('done'), () => phone.go('#/cards'))));
  body.querySelector('h2').focus();
}
