import type { Bug } from './bug.js';
import type { Rule } from './rules.js';

/** A bug and the rules of which the first run that it spoils breaks one. */
export type Planted = { readonly bug: Bug; readonly breaks: readonly Rule[] };
export const breaking = (breaks: readonly Rule[], bug: Bug): Planted => ({ bug, breaks });
