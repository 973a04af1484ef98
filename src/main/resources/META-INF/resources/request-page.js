// Follows one request and shows the part of the page that fits. The page's words are all in it; this adds none.

const main = document.querySelector('main[data-live]');
const PATIENCE = 10_000;

function show(name) {
  for (const part of main.querySelectorAll('[data-part]')) part.hidden = part.dataset.part !== name;
  const title = main.querySelector(`[data-part="${name}"] h1`);
  document.title = title.textContent;
  if (name !== 'waiting') title.focus({ preventScroll: true });
}

function follow() {
  const source = new EventSource(`${location.pathname.replace(/\/$/, '')}/events`);
  source.addEventListener('state', ({ data }) => {
    if (!main.querySelector(`[data-part="${CSS.escape(data)}"]`)) return;
    show(data);
    if (data === 'done' || data === 'over') source.close();
  });
  source.addEventListener('error', () => {
    // The browser reconnects by itself unless it was refused: then the request may be over, or the page is open too often.
    if (source.readyState === EventSource.CLOSED) setTimeout(look, PATIENCE);
  });
}

async function look() {
  const answer = await fetch(location.pathname, { cache: 'no-store' }).catch(() => undefined);
  if (answer?.status === 410) show('over');
  else follow();
}

if (main) follow();
