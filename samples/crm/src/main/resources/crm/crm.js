/** The CRM's page. It never sees who the customer is: the panel shows that to the agent, and tells this page one word. */
const panel = document.querySelector('countersign-panel');
const byId = (id) => document.getElementById(id);
const WORDS = {
  none: 'Not verified', requested: 'Asked', delivered: 'Asked', opened: 'The customer is looking at it',
  awaiting_read_back: 'Waiting for the code', verified: 'Verified', declined: 'The customer declined', expired: 'No answer',
  rejected: 'Not accepted', undecided: 'Cannot check now', cancelled: 'Withdrawn', reported: 'FRAUD REPORT: do not continue',
};
let interaction;

async function send(path, body) {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.problem);
  return answer;
}

byId('call').addEventListener('submit', async (event) => {
  event.preventDefault();
  const number = new FormData(event.target).get('customer_number');
  byId('number').textContent = number;
  ({ id: interaction } = await send('/calls', { customer_number: number, call: `call-${crypto.randomUUID()}` }));
  byId('call').hidden = true;
  byId('record').hidden = false;
  panel.hidden = false;
  show('none');
  // Each time it is opened the panel wants a fresh address.
  panel.open((await send('/calls/panel', { interaction })).url);
});

byId('end').addEventListener('click', async () => {
  await send('/calls/end', { interaction });
  panel.close();
  panel.hidden = true;
  byId('record').hidden = true;
  byId('call').hidden = false;
});

panel.addEventListener('countersign-state', ({ detail }) => { if (detail.interaction === interaction) show(detail.state); });
panel.addEventListener('countersign-ended', () => show('none'));

function show(state) {
  const badge = byId('badge');
  badge.textContent = WORDS[state] ?? 'Not verified';
  badge.className = `is-${state}`;
  // A convenience of this page, not a lock: what may be done is decided by the backend, which asks Countersign.
  byId('change').disabled = state !== 'verified';
}
