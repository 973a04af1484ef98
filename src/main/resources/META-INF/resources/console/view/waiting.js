/** The question is with the customer: where it is, how long it stays, and what binds the answer to this conversation. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words } from '../words.js';
import { set, readBack } from '../store.js';
import { aboutQuestion, leftOf, statusLine, timeLeft, title, toggle, withdrawButton } from './stages.js';
import { button } from './parts.js';

export function waiting(d) {
  const { challenge } = d;
  const { seconds, share } = leftOf(challenge);
  const due = challenge.state === 'awaiting_read_back';
  return {
    name: 'waiting',
    body: [
      statusLine(challenge.state, timeLeft(words.waiting.left, seconds, share)),
      title(due ? words.waiting.readBackTitle : words.waiting.title),
      h('p', { class: 'lead' }, words.waiting.delivery[challenge.state]),
      steps(challenge.state),
      h('div', { class: 'binding', key: `binding-${challenge.id}` }, d.extra === 'link' && !due ? linkPanel(challenge) : binding(d, due)),
      aboutQuestion(challenge),
    ],
    actions: [
      withdrawButton(),
      challenge.request?.uri && button({
        key: 'link', label: words.actions.link, shortcut: 'L', shape: 'link', pressed: d.extra === 'link', press: () => toggle(d, 'link'),
      }),
    ],
  };
}

const ORDER = ['requested', 'delivered', 'opened', 'awaiting_read_back'];

function steps(name) {
  const reached = ORDER.indexOf(name);
  const labels = [words.steps.sent, words.steps.phone, words.steps.opened, words.steps.answered];
  return h('ol', { class: 'steps' }, labels.map((label, index) => h('li', {
    class: index < reached ? 'is-past' : index === reached ? 'is-here' : '', 'aria-current': index === reached ? 'step' : undefined,
  }, h('span', { class: 'step-dot' }, index <= reached ? icon('done') : null), h('span', { class: 'step-label' }, label))));
}

function binding(d, due) {
  const { challenge } = d;
  if (challenge.callBinding === 'number_entry') return numberToSay(challenge);
  if (challenge.callBinding === 'read_back') return codeField(d, due);
  if (challenge.callBinding === 'display') return codeToCompare(challenge);
  return h('p', { class: 'binding-hint' }, words.waiting.noneHint);
}

function numberToSay(challenge) {
  const { number } = challenge;
  const wrong = challenge.attemptsLeft !== undefined && challenge.attemptsLeft < 3;
  return [
    h('p', { class: 'caption' }, words.waiting.say),
    h('p', { class: 'number', 'aria-label': `${words.waiting.say}: ${words.spoken(number)}` }, number),
    h('p', { class: 'number-word' }, words.waiting.sayWord(words.spoken(number))),
    h('p', { class: `binding-hint ${wrong ? 'is-wrong' : ''}`, role: 'status' },
      wrong ? words.waiting.wrongNumber(challenge.attemptsLeft) : words.waiting.numberHint),
  ];
}

function codeField(d, due) {
  const wrong = d.wrongCode;
  const submit = (event) => {
    event.preventDefault();
    const code = event.target.elements.code.value.replace(/[\s-]/g, '');
    if (code !== '') readBack(code);
  };
  return h('form', { class: 'code-form', on: { submit }, novalidate: true },
    h('label', { class: 'caption', for: 'code' }, words.waiting.codeLabel),
    h('div', { class: 'code-row' },
      h('input', {
        key: `code-${wrong?.count ?? 0}`, id: 'code', name: 'code', class: 'code', type: 'text', autocomplete: 'off', autocapitalize: 'characters',
        spellcheck: 'false', maxlength: '16', disabled: !due, focus: due ? `${d.challenge.id}-${wrong?.count ?? 0}` : undefined,
        'aria-describedby': 'code-hint', 'aria-invalid': wrong === undefined ? undefined : 'true',
      }),
      button({ label: words.waiting.codeSubmit, kind: 'primary', type: 'submit', disabled: !due || d.checkingCode })),
    h('p', { id: 'code-hint', class: `binding-hint ${wrong === undefined ? '' : 'is-wrong'}`, role: 'status' },
      wrong !== undefined && due ? words.waiting.codeWrong(wrong.left) : due ? words.waiting.codeNow : words.waiting.codeLater));
}

function codeToCompare(challenge) {
  return [
    h('p', { class: 'caption' }, words.waiting.displayTitle),
    h('p', { class: 'number is-code' }, grouped(challenge.displayCode ?? '')),
    h('p', { class: 'number-word' }, ''),
    h('p', { class: 'binding-hint' }, words.waiting.displayHint),
  ];
}

/** Long codes are read in groups. */
function grouped(code) {
  return /^[A-Z0-9]{6,}$/i.test(code) ? code.replace(/(.{3,4})(?=.{3})/g, '$1 ') : code;
}

let copied;

function linkPanel(challenge) {
  const copy = async () => {
    await navigator.clipboard.writeText(challenge.request.uri);
    copied = challenge.id;
    set(() => {});
    setTimeout(() => set(() => { copied = undefined; }), 3000);
  };
  return h('div', { class: 'link-panel', key: 'link' },
    challenge.request.qr && h('img', { class: 'qr', src: challenge.request.qr, alt: words.link.alt }),
    challenge.callBinding === 'number_entry' && h('p', { class: 'number-small' },
      h('span', null, words.waiting.say), h('strong', null, challenge.number), h('span', null, words.waiting.sayWord(words.spoken(challenge.number)))),
    h('div', { class: 'link-text' },
      h('h3', null, words.link.title),
      h('p', null, words.link.hint),
      button({ label: copied === challenge.id ? words.link.copied : words.link.copy, shape: copied === challenge.id ? 'done' : 'link', press: copy })));
}
