import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { decodeText } from './fields.js';
import { badRequest, type FieldFault } from './problem.js';

const unknownField: FieldFault = { field: '', rule: 'isKnownField', vi: 'không có trường này', en: 'there is no such field' };
const noObject: FieldFault = { field: 'body', rule: 'isObject', vi: 'phải là đối tượng JSON', en: 'must be a JSON object' };

const faultsOf = (error: ValidationError, path: string): FieldFault[] => {
  const field = path === '' ? error.property : /^\d+$/.test(error.property) ? `${path}[${error.property}]` : `${path}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]): FieldFault =>
    rule === 'whitelistValidation' ? { ...unknownField, field } : { field, rule, ...decodeText(message) });
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field))];
};

/** Of a body that is no object, each field would be called wrong: the body is. */
class ObjectsOnly extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (metadata.type === 'body' && !isObject) throw badRequest([noObject]);
    return super.transform(value, metadata);
  }
}

/** Every body and query passes here: unknown fields are refused, and every fault is named in both languages. */
export const validation = (): ValidationPipe =>
  new ObjectsOnly({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => badRequest(errors.flatMap((error) => faultsOf(error, '')).slice(0, 100)),
  });
