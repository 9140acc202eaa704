import { isCivilDate, type CivilDate } from './civil-date.js';
import { isUuid } from './ids.js';

/** One field of an event: what it may hold, and how the reference describes it. */
export type Field<Value> = { readonly describe: string; readonly isOptional: boolean; accepts(value: unknown): value is Value };
export type Fields = { readonly [name: string]: Field<unknown> };

type Held<F> = F extends Field<infer Value> ? Value : never;
type Simplify<T> = { [K in keyof T]: T[K] };
/** The object that these fields describe; those that may be missing are optional. */
export type ValueOf<Shape extends Fields> = Simplify<
  { readonly [K in keyof Shape as undefined extends Held<Shape[K]> ? never : K]: Held<Shape[K]> } & {
    readonly [K in keyof Shape as undefined extends Held<Shape[K]> ? K : never]?: Exclude<Held<Shape[K]>, undefined>;
  }
>;

const field = <Value>(describe: string, accepts: (value: unknown) => value is Value): Field<Value> => ({ describe, isOptional: false, accepts });

const codeShape = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,79}$/u;

/** A clear code: letters, digits and `._/-`, at most 80 characters, no spaces. */
export const code: Field<string> = field('code', (value): value is string => typeof value === 'string' && codeShape.test(value));
/** Text that names an institution or a class, never a person: 1 to 300 characters in NFC. */
export const title: Field<string> = field('text', (value): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 300 && value === value.normalize('NFC'));
/** Text of a person, sealed under that person's key: 1 to 2,000 characters in NFC. */
export const personalText: Field<string> = field('text', (value): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 2000 && value === value.normalize('NFC'));
export const uuid: Field<string> = field('UUID', isUuid);
export const date: Field<CivilDate> = field('date', isCivilDate);
export const flag: Field<boolean> = field('true or false', (value): value is boolean => typeof value === 'boolean');
export const integer = (from: number, to: number): Field<number> =>
  field(`integer ${from}–${to}`, (value): value is number => Number.isInteger(value) && Number(value) >= from && Number(value) <= to);
export const oneOf = <const Value extends string>(...values: readonly Value[]): Field<Value> => {
  const known: ReadonlySet<unknown> = new Set<unknown>(values);
  return field(values.map((value) => `\`${value}\``).join(' | '), (value): value is Value => known.has(value));
};
export const optional = <Value>(of: Field<Value>): Field<Value | undefined> => ({
  describe: of.describe,
  isOptional: true,
  accepts: (value): value is Value | undefined => value === undefined || of.accepts(value),
});
export const listOf = <Value>(of: Field<Value>, most: number): Field<readonly Value[]> =>
  field(`list of ${of.describe}, at most ${most}`, (value): value is readonly Value[] =>
    Array.isArray(value) && value.length <= most && value.every((item) => of.accepts(item)));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first field that breaks its rule, or undefined when the value holds exactly these fields. */
export const findFault = (fields: Fields, value: unknown): { readonly field: string; readonly rule: string } | undefined => {
  if (!isRecord(value)) return { field: '', rule: 'an object' };
  for (const name in fields) {
    const held = fields[name];
    if (held && !held.accepts(value[name])) return { field: name, rule: held.describe };
  }
  for (const name in value) if (!Object.hasOwn(fields, name)) return { field: name, rule: 'no such field' };
  return undefined;
};

export const objectOf = <const Shape extends Fields>(fields: Shape): Field<ValueOf<Shape>> =>
  field(`{ ${Object.entries(fields).map(([name, held]) => `${name}${held.isOptional ? '?' : ''}: ${held.describe}`).join(', ')} }`,
    (value): value is ValueOf<Shape> => findFault(fields, value) === undefined);

/** Who decided: number, symbol and year repeat across issuers, so the key is all four (NĐ 30/2020/NĐ-CP; TT 01/2011/TT-BNV before it). */
export const decisionRef = objectOf({ issuer: code, symbol: code, number: integer(1, 99_999), signedOn: date });
export type DecisionRef = typeof decisionRef extends Field<infer Value> ? Value : never;
