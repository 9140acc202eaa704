import { createHash } from 'node:crypto';
import { badRequest } from './problem.js';

/** Of a cursor that no page gave out. */
export const wrongCursor = () => badRequest([{ field: 'cursor', rule: 'isCursor', vi: 'không phải con trỏ của trang trước với cùng câu hỏi', en: 'is not the cursor of a page before of the same question' }]);

const digestOf = (question: string): string => createHash('sha256').update(question).digest('base64url').slice(0, 16);

/** An opaque place to go on from: it names the question it belongs to, so it cannot be used for another. */
export const encodeCursor = (question: string, place: readonly (string | number)[]): string => Buffer.from(JSON.stringify([digestOf(question), ...place])).toString('base64url');

/** The place, exactly as many values of these types as it was made of. @throws Problem 400 of a cursor that was made up or belongs to another question. */
export const decodeCursor = (cursor: string, question: string, shape: readonly ('string' | 'number')[]): readonly (string | number)[] => {
  const [asked, ...place] = parsed(cursor);
  const fits = asked === digestOf(question) && place.length === shape.length && place.every((value, at) => typeof value === shape[at] && (typeof value !== 'number' || isPlace(value)));
  if (!fits) throw wrongCursor();
  return place.filter((value) => typeof value === 'string' || typeof value === 'number');
};

const isPlace = (value: number): boolean => Number.isSafeInteger(value) && value >= -1;

const parsed = (cursor: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value)) return value;
  } catch {
    // Falls through to the same answer as any other made-up cursor.
  }
  throw wrongCursor();
};
