import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { isCivilDate } from '../../kernel/civil-date.js';
import { isUuid } from '../../kernel/ids.js';
import { code as codeField } from '../../kernel/schema.js';
import type { Text } from './problem.js';

/** Both languages of a rule ride in class-validator's one message. */
export const encodeText = (text: Text): string => JSON.stringify(text);
export const decodeText = (message: string): Text => {
  try {
    const { vi, en }: Text = JSON.parse(message);
    return { vi, en };
  } catch {
    return { vi: message, en: message };
  }
};

export type FieldOptions = { readonly description: string; readonly optional?: true; readonly example?: unknown };
type Rule = { readonly name: string; readonly accepts: (value: unknown) => boolean; readonly text: Text };

/** Absent is absent: null is not. */
const unlessAbsent = () => ValidateIf((_, value) => value !== undefined);

const ruleCheck = ({ name, accepts, text }: Rule, each = false) =>
  ValidateBy({ name, validator: { validate: (value) => accepts(value), defaultMessage: () => encodeText(text) } }, { each });

const field = (schema: object, rule: Rule, { description, optional, example }: FieldOptions): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ ...schema, description, required: !optional, ...(example === undefined ? {} : { example }) } satisfies ApiPropertyOptions),
    ...(optional ? [unlessAbsent()] : []),
    ruleCheck(rule),
  );

const listField = (items: object, rule: Rule, most: number, { description, optional }: FieldOptions): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'array', items, maxItems: most, description, required: !optional } as ApiPropertyOptions),
    ...(optional ? [unlessAbsent()] : []),
    ruleCheck({ name: 'isList', accepts: Array.isArray, text: { vi: 'phải là danh sách', en: 'must be a list' } }),
    ArrayMaxSize(most, { message: encodeText({ vi: `nhiều nhất ${most} mục`, en: `at most ${most} items` }) }),
    ruleCheck(rule, true),
  );

const codeSchema = { type: 'string', pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}._/-]{0,79}$' };
const codeRule: Rule = { name: 'isCode', accepts: codeField.accepts, text: { vi: 'phải là mã gồm chữ, số và ._/- (tối đa 80 ký tự)', en: 'must be a code of letters, digits and ._/-, at most 80 characters' } };
export const uuidSchema = { type: 'string', format: 'uuid', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' } as const;
const uuidRule: Rule = { name: 'isUuid', accepts: isUuid, text: { vi: 'phải là UUID chữ thường', en: 'must be a UUID in lower case' } };
const dateRule: Rule = { name: 'isCivilDate', accepts: isCivilDate, text: { vi: 'phải là ngày có thật, dạng YYYY-MM-DD (1900–2199)', en: 'must be a day that exists, as YYYY-MM-DD (1900 to 2199)' } };

/** Text is kept in NFC from the edge on, in whatever form it was typed. */
const inNfc = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.normalize('NFC') : Array.isArray(value) ? value.map((item: unknown) => (typeof item === 'string' ? item.normalize('NFC') : item)) : value));

/** A clear code, 1 to 80 characters. */
export const CodeField = (options: FieldOptions) => applyDecorators(inNfc(), field(codeSchema, codeRule, options));
export const CodeListField = (most: number, options: FieldOptions) => applyDecorators(inNfc(), listField(codeSchema, codeRule, most, options));
export const UuidField = (options: FieldOptions) => field(uuidSchema, uuidRule, options);
export const UuidListField = (most: number, options: FieldOptions) => listField(uuidSchema, uuidRule, most, options);
/** A civil day of Việt Nam. */
export const DateField = (options: FieldOptions) => field({ type: 'string', format: 'date', pattern: '^(19|20|21)\\d{2}-\\d{2}-\\d{2}$' }, dateRule, options);

export const TextField = (most: number, options: FieldOptions) =>
  applyDecorators(inNfc(), field({ type: 'string', minLength: 1, maxLength: most }, {
    name: 'isText',
    accepts: (value) => typeof value === 'string' && value.trim().length > 0 && value.length <= most && value.isWellFormed() && !value.includes('\u0000'),
    text: { vi: `phải là văn bản 1–${most} ký tự`, en: `must be text of 1 to ${most} characters` },
  }, options));

/** Text of one form; the rule's words say which. */
export const FormField = (pattern: string, most: number, rule: { readonly name: string; readonly text: Text }, options: FieldOptions) => {
  const form = new RegExp(pattern, 'u');
  return field({ type: 'string', pattern, maxLength: most }, { ...rule, accepts: (value) => typeof value === 'string' && value.length <= most && form.test(value) }, options);
};

export const IntegerField = (from: number, to: number, options: FieldOptions) =>
  field({ type: 'integer', minimum: from, maximum: to }, {
    name: 'isInteger',
    accepts: (value) => typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to,
    text: { vi: `phải là số nguyên từ ${from} đến ${to}`, en: `must be an integer from ${from} to ${to}` },
  }, options);

export const FlagField = (options: FieldOptions) =>
  field({ type: 'boolean' }, { name: 'isFlag', accepts: (value) => typeof value === 'boolean', text: { vi: 'phải là true hoặc false', en: 'must be true or false' } }, options);

export const OneOfField = (values: readonly string[], options: FieldOptions) =>
  field({ type: 'string', enum: [...values] }, {
    name: 'isOneOf',
    accepts: (value) => typeof value === 'string' && values.includes(value),
    text: { vi: `phải là một trong: ${values.join(', ')}`, en: `must be one of: ${values.join(', ')}` },
  }, options);

export const OneOfListField = (values: readonly string[], most: number, options: FieldOptions) =>
  listField({ type: 'string', enum: [...values] }, {
    name: 'isOneOf',
    accepts: (value) => typeof value === 'string' && values.includes(value),
    text: { vi: `mỗi mục phải là một trong: ${values.join(', ')}`, en: `each must be one of: ${values.join(', ')}` },
  }, most, options);

/** YYYY-MM-DD, or YYYY where only the year is known. */
export const BirthDateField = (options: FieldOptions) =>
  field({ type: 'string', pattern: '^((19|20)\\d{2}|(19|20|21)\\d{2}-\\d{2}-\\d{2})$' }, {
    name: 'isBirthDate',
    accepts: (value) => isCivilDate(value) || (typeof value === 'string' && /^(19|20)\d\d$/.test(value)),
    text: { vi: 'phải là ngày sinh YYYY-MM-DD hoặc năm sinh YYYY', en: 'must be a birth date YYYY-MM-DD or a year YYYY' },
  }, options);

type Class = new () => object;
const objectRule: Rule = { name: 'isObject', accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value), text: { vi: 'phải là đối tượng', en: 'must be an object' } };

/** A nested object, whose own fields are checked. */
export const NestedField = (of: () => Class, { description, optional }: FieldOptions) =>
  applyDecorators(
    ApiProperty({ type: () => of(), description, required: !optional }),
    ...(optional ? [unlessAbsent()] : []),
    ruleCheck(objectRule),
    ValidateNested(),
    Type(of),
  );

export const NestedListField = (of: () => Class, most: number, { description, optional }: FieldOptions, least = 0) =>
  applyDecorators(
    ApiProperty({ type: () => of(), isArray: true, maxItems: most, ...(least > 0 ? { minItems: least } : {}), description, required: !optional }),
    ...(optional ? [unlessAbsent()] : []),
    IsArray({ message: encodeText({ vi: 'phải là danh sách', en: 'must be a list' }) }),
    ruleCheck({ name: 'hasItems', accepts: (value) => !Array.isArray(value) || (value.length >= least && value.length <= most), text: { vi: `phải có ${least}–${most} mục`, en: `must hold ${least} to ${most} items` } }),
    ruleCheck(objectRule, true),
    ValidateNested({ each: true }),
    Type(of),
  );

/** Of an answer: documented, never validated. */
export const AnswerField = (options: ApiPropertyOptions) => ApiProperty(options);
