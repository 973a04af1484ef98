/** The question is with the customer: where it is, how long it stays, and what binds the answer to this conversation. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words } from '../words.js';
import { set, askAnother, isOrganisationCheck, nothingArrived, readBack, sendText } from '../store.js';
import { byWallet } from '../reading.js';
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
      title(due ? words.waiting.readBackTitle : isOrganisationCheck(challenge) ? words.prove.waiting : words.waiting.title),
      h('p', { class: 'lead', role: 'status' }, nothingArrived(d) ? words.ways.title : words.waiting.delivery[challenge.state]),
      steps(challenge.state),
      nothingArrived(d) ? otherWays(d) : route(challenge),
      challenge.bindingMessage ? h('p', { class: 'message', key: 'message' }, h('span', { class: 'caption' }, words.waiting.message), h('q', null, challenge.bindingMessage)) : null,
      h('div', { class: 'binding', key: `binding-${challenge.id}` }, d.extra === 'link' && !due ? linkPanel(challenge) : binding(d, due)),
      aboutQuestion(challenge),
    ],
    actions: [
      withdrawButton(),
      challenge.request?.uri && !nothingArrived(d) && button({
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

/** Where the question is, wallet by wallet. */
function route(challenge) {
  const wallets = byWallet(challenge.deliveries);
  const phones = wallets.filter((each) => each.channel !== 'text_message');
  return h('ul', { class: 'route', key: 'route', 'aria-label': words.waiting.route }, wallets.map((each) => {
    const name = each.channel === 'text_message' ? words.waiting.sms : each.device ? each.device : phones.length === 1 ? words.waiting.phone : words.waiting.phoneNumber(phones.indexOf(each) + 1);
    return h('li', { class: `wallet is-${each.state}`, key: `${each.wallet} ${each.channel}` },
      icon(each.channel === 'text_message' ? 'chat' : 'phone'), h('span', { class: 'wallet-name' }, name), h('span', null, words.waiting.deliveries[each.state] ?? each.state));
  }));
}

/** No phone has told that the question arrived: what the agent can do instead of waiting. */
function otherWays(d) {
  const { challenge } = d;
  const texted = { sending: words.ways.texting, sent: words.ways.texted }[d.texted];
  return h('section', { class: 'ways', key: 'ways', 'aria-label': words.ways.title },
      challenge.request?.uri && button({ key: 'link', label: words.ways.link, shortcut: 'L', shape: 'link', kind: 'primary', pressed: d.extra === 'link', press: () => toggle(d, 'link') }),
      challenge.request?.textMessage && button({ key: 'sms', label: texted ?? words.ways.text, shortcut: 'T', shape: d.texted === 'sent' ? 'done' : 'chat', disabled: d.texted !== undefined, press: sendText }),
      challenge.callBinding !== 'read_back' && !isOrganisationCheck(challenge) && button({ key: 'other', label: words.ways.wallet, shortcut: 'O', shape: 'phone', press: askAnother }));
}

function binding(d, due) {
  const { challenge } = d;
  if (isOrganisationCheck(challenge)) return codeToSay(challenge);
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
  return code(challenge, words.waiting.displayTitle, words.waiting.displayHint);
}

/** The agent says it, and the customer compares: that is the proof. */
function codeToSay(challenge) {
  return code(challenge, words.waiting.say, words.prove.sayHint);
}

function code(challenge, caption, hint) {
  const shown = challenge.displayCode ?? '';
  const said = words.spokenEach(shown);
  return [
    h('p', { class: 'caption' }, caption),
    h('p', { class: 'number is-code', 'aria-label': `${caption}: ${said}` }, shown),
    h('p', { class: 'number-word' }, words.waiting.sayWord(said)),
    h('p', { class: 'binding-hint' }, hint),
  ];
}

let copied;

function linkPanel(challenge) {
  const address = challenge.request.page ?? challenge.request.uri;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    copied = challenge.id;
    set(() => {});
    setTimeout(() => set(() => { copied = undefined; }), 3000);
  };
  return h('div', { class: 'link-panel', key: 'link' },
    challenge.request.qr && h('img', { class: 'qr', src: challenge.request.qr, alt: words.link.alt }),
    sayAlso(challenge),
    h('div', { class: 'link-text' },
      h('h3', null, words.link.title),
      h('p', null, words.link.hint),
      challenge.request.page && h('p', { class: 'link-address' }, challenge.request.page.replace(/^https?:\/\//, '')),
      button({ label: copied === challenge.id ? words.link.copied : words.link.copy, shape: copied === challenge.id ? 'done' : 'link', press: copy })));
}

/** What the agent says stays on the screen beside the code to scan. */
function sayAlso(challenge) {
  const said = challenge.callBinding === 'number_entry' ? challenge.number : challenge.callBinding === 'display' ? challenge.displayCode : undefined;
  if (said === undefined) return null;
  return h('p', { class: 'number-small' },
    h('span', null, words.waiting.say), h('strong', null, said), h('span', null, words.waiting.sayWord(said.length === 2 ? words.spoken(said) : words.spokenEach(said))));
}
