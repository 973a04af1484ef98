/** The calls of the administrator's pages. */
import { call } from '../api.js';

const at = encodeURIComponent;
const page = (path, cursor) => call('GET', cursor === undefined ? path : `${path}?cursor=${at(cursor)}`);

export const lists = {
  purposes: () => page('/api/v1/purposes'),
  issuers: (cursor) => page('/api/v1/trusted_issuers', cursor),
  clients: (cursor) => page('/api/v1/clients', cursor),
  staff: (cursor) => page('/api/v1/staff', cursor),
  webhooks: (cursor) => page('/api/v1/webhook_endpoints', cursor),
  changes: (cursor) => page('/api/v1/trusted_issuers/changes', cursor),
};

export const organisation = () => call('GET', '/api/v1/organisation/did');
/** The cards that we issue, with what is on them: what every wallet reads about us. */
export const cards = () => call('GET', '/.well-known/openid-credential-issuer');

export const definePurpose = (name, purpose) => call('PUT', `/api/v1/purposes/${at(name)}`, purpose);
export const trust = (issuer) => call('PUT', '/api/v1/trusted_issuers', issuer);
export const distrust = (issuer) => call('DELETE', `/api/v1/trusted_issuers?issuer=${at(issuer)}`);
export const addClient = (client) => call('POST', '/api/v1/clients', client);
export const changeClient = (id, change) => call('PATCH', `/api/v1/clients/${at(id)}`, change);
export const addStaff = (person) => call('POST', '/api/v1/staff', person);
export const changeStaff = (account, change) => call('PATCH', `/api/v1/staff/${at(account)}`, change);
const endpoint = (id) => `/api/v1/webhook_endpoints/${at(id)}`;
export const webhook = (id) => call('GET', endpoint(id));
export const addWebhook = (added) => call('POST', '/api/v1/webhook_endpoints', added);
export const changeWebhook = (id, change) => call('PATCH', endpoint(id), change);
export const removeWebhook = (id) => call('DELETE', endpoint(id));
export const rotateWebhookKey = (id, rotation) => call('POST', `${endpoint(id)}/key`, rotation);
export const testWebhook = (id) => call('POST', `${endpoint(id)}/test`);
export const deliveries = (id, status, cursor) => call('GET', `${endpoint(id)}/deliveries?${new URLSearchParams({ limit: '25', ...(status && { status }), ...(cursor && { cursor }) })}`);
export const delivery = (id, name) => call('GET', `${endpoint(id)}/deliveries/${at(name)}`);
export const replayDelivery = (id, name) => call('POST', `${endpoint(id)}/deliveries/${at(name)}/replay`);
export const replayFailed = (id, since) => call('POST', `${endpoint(id)}/deliveries/replay`, { failed_since: since });
export const rotate = (rotation) => call('POST', '/api/v1/organisation/did/rotations', rotation);
