/** The words of the administrator's pages, in the language chosen for the console. */
import { language } from '../words.js';
import en from './words/en.js';
import es from './words/es.js';
import ja from './words/ja.js';

const ALL = { en, es, ja };

export const say = () => ALL[language()];

/** The same words in a language of one's choice: for the preview of a customer's phone. */
export const sayIn = (tag) => ALL[tag];
