import { badRequest } from './problem.js';

const wrong = () => badRequest([{ field: 'cursor', rule: 'isCursor', vi: 'không phải con trỏ của trang trước với cùng câu hỏi', en: 'is not the cursor of a page before of the same question' }]);

/** An opaque place to go on from: it holds the question it belongs to, so it cannot be used for another. */
export const encodeCursor = (question: string, place: readonly (string | number)[]): string => Buffer.from(JSON.stringify([question, ...place])).toString('base64url');

/** The place, exactly as many values of these types as it was made of. @throws Problem 400 of a cursor that was made up or belongs to another question. */
export const decodeCursor = (cursor: string, question: string, shape: readonly ('string' | 'number')[]): readonly (string | number)[] => {
  const [asked, ...place] = parsed(cursor);
  const fits = asked === question && place.length === shape.length && place.every((value, at) => typeof value === shape[at] && (typeof value !== 'number' || Number.isSafeInteger(value)));
  if (!fits) throw wrong();
  return place.filter((value) => typeof value === 'string' || typeof value === 'number');
};

const parsed = (cursor: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value)) return value;
  } catch {
    // Falls through to the same answer as any other made-up cursor.
  }
  throw wrong();
};
