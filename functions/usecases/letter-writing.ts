/** What it takes to write a letter, in one place that is loaded with the first one. */
export { renderLetter } from '../emails/render-letter.ts';
export { envelopeOf } from './envelope.ts';
export { gatherLetter } from './gather-letter.ts';
