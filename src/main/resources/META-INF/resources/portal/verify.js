/**
 * Verifies a receipt in this browser, by WebCrypto, from bytes that anybody can have. No step asks the bank whether it is true.
 *
 * What is taken from the bank is what it cannot take back: its signature, its key (in its DID document), and a checkpoint of its log.
 */

const utf8 = new TextEncoder();

/** What a step found: `ok`, `bad`, or `unknown` where this browser cannot tell. */
export const STEPS = ['signature', 'words', 'commitment', 'checkpoint', 'inclusion'];

class Wrong extends Error {}
class Unknown extends Error {}

/**
 * @param receipt compact JWS
 * @param texts what was shown: `{ en: { title, description } }`
 * @param proof C2SP tlog-proof as text; undefined while there is none
 * @param did the DID document
 * @returns `{ steps: [{ name, result }], claims, index }`; all that is claimed is true when every result is `ok`
 */
export async function verifyReceipt({ receipt, texts, proof, did }) {
  const found = { steps: [], claims: undefined, index: undefined };
  const context = {};
  const checks = {
    signature: async () => { found.claims = await verifySignature(receipt, did); },
    words: async () => equal(await textsHash(texts), found.claims.texts_sha256, 'texts'),
    commitment: async () => { context.entry = await logEntry(found.claims); },
    checkpoint: async () => {
      if (proof === undefined) throw new Unknown('no proof yet');
      context.proof = parseProof(proof);
      context.checkpoint = await verifyCheckpoint(context.proof.note, found.claims.log.key);
    },
    inclusion: async () => {
      const leaf = await sha256(Uint8Array.of(0), context.entry);
      await verifyInclusion(leaf, context.proof, context.checkpoint);
      found.index = context.proof.index;
    },
  };
  let over;
  for (const name of STEPS) {
    // What rests on a step that failed cannot be told.
    const result = over ?? await judged(checks[name]);
    found.steps.push({ name, result });
    if (result !== 'ok' && name !== 'words') over = 'unknown';
  }
  return found;
}

async function judged(check) {
  try {
    await check();
    return 'ok';
  } catch (cause) {
    return cause instanceof Unknown ? 'unknown' : 'bad';
  }
}

// ---- JWS (RFC 7515), ES256

async function verifySignature(compact, did) {
  const parts = compact.split('.');
  if (parts.length !== 3) throw new Wrong('JWS');
  const header = JSON.parse(text(base64url(parts[0])));
  if (header.alg !== 'ES256' || header.typ !== 'countersign-receipt+jwt' || header.crit !== undefined) throw new Wrong('header');
  const jwk = assertionKey(did, header.kid);
  const key = await crypto.subtle.importKey('jwk', { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, base64url(parts[2]), utf8.encode(`${parts[0]}.${parts[1]}`));
  if (!good) throw new Wrong('signature');
  return JSON.parse(text(base64url(parts[1])));
}

/** The key that the DID document lists under this name, for assertions. */
function assertionKey(did, kid) {
  const named = (id) => id === kid || id.endsWith(`#${kid}`);
  const listed = (did.assertionMethod ?? []).some((each) => named(typeof each === 'string' ? each : each.id));
  const method = (did.verificationMethod ?? []).find((each) => named(each.id));
  if (!listed || method?.publicKeyJwk === undefined) throw new Wrong('key');
  return method.publicKeyJwk;
}

/** Each language in ascending order: tag, title, description, each as UTF-8 after its length in four bytes. */
async function textsHash(texts) {
  const parts = [];
  for (const tag of Object.keys(texts).sort()) {
    for (const part of [tag, texts[tag].title, texts[tag].description ?? '']) {
      const bytes = utf8.encode(part);
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, bytes.length);
      parts.push(length, bytes);
    }
  }
  return toBase64url(await sha256(...parts));
}

// ---- The entry in the log

const RECEIPT_ENTRY = Uint8Array.of(1, 14);

async function logEntry(claims) {
  const { log, ...record } = claims;
  if (log === undefined) throw new Wrong('log');
  const salt = base64url(log.salt);
  if (salt.length !== 16) throw new Wrong('salt');
  const commitment = await sha256(salt, utf8.encode(canonical(record)));
  equal(toBase64url(commitment), log.commitment, 'commitment');
  return join(RECEIPT_ENTRY, commitment);
}

/** RFC 8785; its numbers and strings are those of JSON.stringify, its order that of UTF-16 code units. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

// ---- C2SP tlog-proof, signed-note, tlog-checkpoint

export function parseProof(proof) {
  const blank = proof.indexOf('\n\n');
  const lines = proof.slice(0, blank).split('\n');
  if (blank < 0 || lines.shift() !== 'c2sp.org/tlog-proof@v1') throw new Wrong('tlog-proof');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const index = /^index (0|[1-9][0-9]{0,14})$/.exec(lines.shift() ?? '');
  if (index === null || lines.length > 63) throw new Wrong('index');
  const path = lines.map(base64);
  if (path.some((hash) => hash.length !== 32)) throw new Wrong('path');
  return { index: Number(index[1]), path, note: proof.slice(blank + 2) };
}

async function verifyCheckpoint(note, verifierKey) {
  const [, name, hash, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(verifierKey) ?? [];
  if (name === undefined) throw new Wrong('key');
  const typed = base64(encoded);
  const id = (await sha256(utf8.encode(`${name}\n`), typed)).slice(0, 4);
  if (typed.length !== 33 || typed[0] !== 1 || hex(id) !== hash) throw new Wrong('key');
  const end = note.lastIndexOf('\n\n');
  if (end < 0) throw new Wrong('note');
  const signed = note.slice(0, end + 1);
  const signature = note.slice(end + 2).split('\n')
    .map((line) => /^— (\S+) (\S+)$/.exec(line))
    .filter((match) => match !== null && match[1] === name)
    .map((match) => base64(match[2]))
    .find((bytes) => bytes.length === 68 && hex(bytes.slice(0, 4)) === hash);
  if (signature === undefined) throw new Wrong('signature');
  const key = await ed25519(typed.slice(1));
  if (!await crypto.subtle.verify('Ed25519', key, signature.slice(4), utf8.encode(signed))) throw new Wrong('signature');
  const [origin, size, root] = signed.split('\n');
  if (origin !== name || !/^(0|[1-9][0-9]{0,14})$/.test(size)) throw new Wrong('checkpoint');
  return { size: Number(size), root: base64(root) };
}

async function ed25519(raw) {
  try {
    return await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
  } catch {
    throw new Unknown('this browser knows no Ed25519');
  }
}

/** RFC 9162 2.1.3.2, with its steps. Numbers stay below 2^53, where halves are exact. */
async function verifyInclusion(leaf, { index, path }, { size, root }) {
  if (index >= size) throw new Wrong('index'); // 1
  let fn = index; // 2
  let sn = size - 1;
  let r = leaf; // 3
  for (const p of path) { // 4
    if (sn === 0) throw new Wrong('path too long');
    if (fn % 2 === 1 || fn === sn) {
      r = await sha256(Uint8Array.of(1), p, r);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      r = await sha256(Uint8Array.of(1), r, p);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  if (sn !== 0 || hex(r) !== hex(root)) throw new Wrong('root'); // 5
}

// ---- Bytes

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)));
}

function join(...parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

const base64 = (encoded) => Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
const base64url = (encoded) => base64(encoded.replaceAll('-', '+').replaceAll('_', '/'));
const toBase64url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const text = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

function equal(one, other, what) {
  if (one !== other) throw new Wrong(what);
}

/** What a receipt says, before anything is verified. */
export function readReceipt(compact) {
  return JSON.parse(text(base64url(compact.split('.')[1])));
}
