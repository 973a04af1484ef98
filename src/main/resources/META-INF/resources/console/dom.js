/**
 * A page described as a tree and brought onto the screen by changing only what differs, so that focus, scroll position
 * and typed text survive every update.
 *
 * A falsy child keeps its place (as an empty text), so that what follows it is not taken for something else.
 */

const SVG = 'http://www.w3.org/2000/svg';
const NO_PROPS = Object.freeze({});

/** Describes one element. `props`: `key`, `on` (listeners), `focus` (a token: focused when it changes), attributes. */
export function h(tag, props, ...children) {
  return { tag, props: props ?? NO_PROPS, children: children.flat(Infinity).map(asChild) };
}

function asChild(child) {
  if (child === null || child === undefined || child === false || child === true) return '';
  return typeof child === 'object' ? child : String(child);
}

/** Makes the children of `root` what `children` describe. */
export function paint(root, ...children) {
  const toFocus = [];
  reconcile(root, children.flat(Infinity).map(asChild), toFocus);
  toFocus.at(-1)?.focus({ preventScroll: true });
}

function reconcile(parent, wanted, toFocus) {
  const keyed = new Map();
  for (const node of parent.childNodes) {
    if (node.vnode?.props.key !== undefined) keyed.set(node.vnode.props.key, node);
  }
  let at = parent.firstChild;
  for (const child of wanted) {
    const match = matching(child, at, keyed);
    if (match === null) {
      parent.insertBefore(create(child, parent, toFocus), at);
    } else {
      if (match === at) at = at.nextSibling;
      else parent.insertBefore(match, at);
      update(match, child, toFocus);
    }
  }
  while (at !== null) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function matching(child, at, keyed) {
  if (typeof child === 'string') return at?.nodeType === Node.TEXT_NODE ? at : null;
  if (child.props.key !== undefined) {
    const found = keyed.get(child.props.key);
    return found?.vnode.tag === child.tag ? found : null;
  }
  return at?.vnode?.tag === child.tag && at.vnode.props.key === undefined ? at : null;
}

function create(child, parent, toFocus) {
  if (typeof child === 'string') return document.createTextNode(child);
  const svg = child.tag === 'svg' || parent.namespaceURI === SVG;
  const node = svg ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
  node.vnode = { tag: child.tag, props: NO_PROPS, children: [] };
  update(node, child, toFocus);
  return node;
}

function update(node, child, toFocus) {
  if (typeof child === 'string') {
    if (node.data !== child) node.data = child;
    return;
  }
  const before = node.vnode.props;
  node.vnode = child;
  for (const name of Object.keys(before)) {
    if (!(name in child.props)) set(node, name, undefined, before[name]);
  }
  for (const [name, value] of Object.entries(child.props)) {
    if (before[name] !== value) set(node, name, value, before[name]);
  }
  reconcile(node, child.children, toFocus);
  if (child.props.focus && child.props.focus !== before.focus) toFocus.push(node);
}

function set(node, name, value, before) {
  if (name === 'key' || name === 'focus') return;
  if (name === 'on') {
    node.listening ??= new Set();
    for (const type of Object.keys(value ?? {})) {
      if (node.listening.has(type)) continue;
      node.listening.add(type);
      node.addEventListener(type, (event) => node.vnode.props.on?.[type]?.(event));
    }
  } else if (name === 'vars') {
    // Custom properties go through the CSSOM: a strict content security policy refuses style attributes.
    for (const key of Object.keys(before ?? {})) if (!(key in (value ?? {}))) node.style.removeProperty(key);
    for (const [key, v] of Object.entries(value ?? {})) node.style.setProperty(key, v);
  } else if (name === 'value' || name === 'checked') {
    node[name] = value ?? (name === 'value' ? '' : false);
  } else if (value === undefined || value === null || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}
