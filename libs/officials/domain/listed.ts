import type { CivilDate } from '../../kernel/civil-date.js';
import type { Refusal } from '../../kernel/decision.js';
import type { OfficialContext } from './official-context.js';
import { noteRefusal } from './written-text.js';

type Source = { readonly file: string; readonly row: number; readonly statedOn: CivilDate };
type Listed = { readonly source: Source; readonly note?: string };

export const listedRefusal = ({ source: { statedOn }, note }: Listed, { today }: OfficialContext): Refusal | undefined =>
  statedOn > today ? { code: 'STATED_IN_FUTURE', statedOn, today } : noteRefusal(note);

/** The place in the list, field by field. */
export const recordedSource = ({ file, row, statedOn }: Source): Source => ({ file: file.normalize('NFC'), row, statedOn });
