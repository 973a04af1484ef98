/** From one page of the console to another, for whoever may use more than one. */
import { h } from './dom.js';
import { icon } from './icons.js';
import { say } from './admin/words.js';

const PAGES = [
  { name: 'agent', address: '/console/', shape: 'list', roles: ['agent', 'supervisor'] },
  { name: 'supervisor', address: '/console/supervisor/', shape: 'chart', roles: ['supervisor'] },
  { name: 'admin', address: '/console/admin/', shape: 'keys', roles: ['admin'] },
];

/**
 * @param here the page that this is
 * @param roles of whoever is signed in
 */
export function faces(here, roles) {
  const names = say().faces;
  const mine = PAGES.filter((page) => page.roles.some((role) => roles.includes(role)));
  if (mine.length < 2) return null;
  return h('nav', { class: 'faces', 'aria-label': names.label }, mine.map(({ name, address, shape }) =>
    h('a', { key: name, href: address, 'aria-current': name === here ? 'page' : undefined }, icon(shape), h('span', null, names[name]))));
}

/** Where somebody with these roles belongs who may not use the page that they opened; undefined when nowhere. */
export const homeOf = (roles) => PAGES.find((page) => page.roles.some((role) => roles.includes(role)))?.address;
