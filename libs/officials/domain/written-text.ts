import type { Refusal } from '../../kernel/decision.js';

/** Text as it is recorded: NFC, so that one spelling has one form, without space around it. */
export const written = (text: string): string => text.normalize('NFC').trim();

export const textLengthMax = 2000;

export const textRefusal = (field: string, text: string): Refusal | undefined => {
  const length = written(text).length;
  if (length === 0) return { code: 'TEXT_MISSING', field };
  return length > textLengthMax ? { code: 'TEXT_TOO_LONG', field, most: textLengthMax } : undefined;
};

/** A note that says nothing is none. */
export const noteOf = (note: string | undefined): { readonly note?: string } => {
  const text = note === undefined ? '' : written(note);
  return text === '' ? {} : { note: text };
};

export const noteRefusal = (note: string | undefined): Refusal | undefined => (noteOf(note).note === undefined ? undefined : textRefusal('note', note ?? ''));

/** The sealed part of an event, left out where there is nothing to seal. */
export const sealing = <Texts extends object>(personal: Texts): { readonly personal?: Texts } => (Object.keys(personal).length === 0 ? {} : { personal });
