/** The words of the supervisor's page, in the language chosen for the console. */
import { language } from '../words.js';
import en from './words/en.js';
import es from './words/es.js';
import ja from './words/ja.js';

const ALL = { en, es, ja };

export const say = () => ALL[language()];
