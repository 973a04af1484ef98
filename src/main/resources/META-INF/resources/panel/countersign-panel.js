/**
 * <countersign-panel>: a verified call inside a contact-centre desktop or CRM.
 *
 *   <script type="module" src="https://identity.example.com/panel/countersign-panel.js"></script>
 *   <countersign-panel lang="en"></countersign-panel>
 *   document.querySelector('countersign-panel').open(url)   // url: from POST /api/v1/panel_tokens, by your own backend
 *
 * It shows a page of the service in a frame: this document cannot read what is in it, and the customer's data never come
 * here. What it tells is how the interaction stands, by the events `countersign-ready`, `countersign-state`
 * (detail: interaction, challenge, purpose, state) and `countersign-ended` (detail: why). They bubble.
 *
 * Attributes: `lang` (en, es, ja) and `appearance` (light, dark); read when a panel is opened.
 */
const SERVICE = new URL(import.meta.url).origin;
const PATIENCE = 20000;

const WORDS = {
  en: {
    frame: 'Countersign',
    forbidden: (origin) => `This page may not show the panel. Whoever runs Countersign has to allow ${origin} (countersign.panel.origins).`,
    unreachable: 'Countersign cannot be reached now. Try again in a moment.',
    address: 'This is no address of a panel of this service.',
  },
  es: {
    frame: 'Countersign',
    forbidden: (origin) => `Esta página no puede mostrar el panel. Quien administra Countersign tiene que permitir ${origin} (countersign.panel.origins).`,
    unreachable: 'No se puede acceder a Countersign ahora. Inténtelo de nuevo en un momento.',
    address: 'Esta no es la dirección de un panel de este servicio.',
  },
  ja: {
    frame: 'Countersign',
    forbidden: (origin) => `このページではパネルを表示できません。Countersign の管理者が ${origin} を許可する必要があります（countersign.panel.origins）。`,
    unreachable: '現在 Countersign に接続できません。少し待ってからもう一度お試しください。',
    address: 'このサービスのパネルのアドレスではありません。',
  },
};

const STYLE = `
  :host { display: block; min-width: 20rem; height: 40rem; }
  :host([hidden]) { display: none; }
  iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
  p { box-sizing: border-box; margin: 0; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: #12161d; background: #fdf0d5; border: 1px solid #7d4c00; border-radius: 8px; }
`;

export class CountersignPanel extends HTMLElement {
  #root = this.attachShadow({ mode: 'closed' });
  #port;
  #timer;
  #turn = 0;

  constructor() {
    super();
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [style];
  }

  disconnectedCallback() {
    this.close();
  }

  /**
   * Shows a panel in the place of what is shown now.
   *
   * @param url as the service gave it to your backend; it opens a panel once, within minutes
   */
  async open(url) {
    this.close();
    const turn = ++this.#turn;
    const address = this.#checked(url);
    if (address === undefined) return this.#refuse('address');
    const may = await mayShow();
    if (turn !== this.#turn) return undefined;
    if (may !== 'yes') return this.#refuse(may);
    return this.#frame(address);
  }

  /** Takes the panel away. */
  close() {
    this.#turn++;
    clearTimeout(this.#timer);
    this.#port?.close();
    this.#port = undefined;
    this.#root.replaceChildren();
  }

  #checked(url) {
    let address;
    try {
      address = new URL(url);
    } catch {
      return undefined;
    }
    if (address.origin !== SERVICE || address.pathname !== '/panel/') return undefined;
    const fragment = new URLSearchParams(address.hash.slice(1));
    for (const name of ['lang', 'appearance']) if (this.hasAttribute(name)) fragment.set(name, this.getAttribute(name));
    address.hash = fragment.toString();
    return address;
  }

  #frame(address) {
    const frame = document.createElement('iframe');
    frame.title = this.#words.frame;
    frame.referrerPolicy = 'no-referrer';
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms');
    frame.allow = 'clipboard-write';
    frame.addEventListener('load', () => this.#greet(frame));
    frame.src = address.href;
    this.#root.append(frame);
    this.#timer = setTimeout(() => this.#refuse('unreachable'), PATIENCE);
  }

  /** Only a page of the service's origin can get the other end of the channel. */
  #greet(frame) {
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#heard(data);
    frame.contentWindow.postMessage({ type: 'countersign-hello' }, SERVICE, [port2]);
  }

  #heard(data) {
    clearTimeout(this.#timer);
    if (data?.type === 'ready') this.#tell('ready', {});
    else if (data?.type === 'state') this.#tell('state', pick(data, ['interaction', 'challenge', 'purpose', 'state']));
    else if (data?.type === 'ended') this.#tell('ended', pick(data, ['why']));
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`countersign-${what}`, { detail: Object.freeze(detail), bubbles: true, composed: true }));
  }

  #refuse(why) {
    const turn = this.#turn;
    this.close();
    this.#turn = turn;
    const text = this.#words[why];
    const message = document.createElement('p');
    message.setAttribute('role', 'alert');
    message.textContent = typeof text === 'function' ? text(location.origin) : text;
    this.#root.append(message);
    this.#tell('ended', { why });
  }

  get #words() {
    const wished = [this.getAttribute('lang'), document.documentElement.lang, ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
    return WORDS[wished.find((tag) => tag in WORDS)] ?? WORDS.en;
  }
}

const pick = (data, names) => Object.fromEntries(names.filter((name) => typeof data[name] === 'string').map((name) => [name, data[name]]));

/** The browser shows an empty frame when a page may not frame ours; asked before, that is told in words. */
async function mayShow() {
  try {
    const response = await fetch(`${SERVICE}/panel/origin`, { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
    return (await response.json()).allowed === true ? 'yes' : 'forbidden';
  } catch {
    return 'unreachable';
  }
}

customElements.define('countersign-panel', CountersignPanel);
