import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { decodeText } from './fields.js';
import { badRequest, type FieldFault } from './problem.js';

const unknownField: FieldFault = { field: '', rule: 'isKnownField', vi: 'không có trường này', en: 'there is no such field' };

const faultsOf = (error: ValidationError, path: string): FieldFault[] => {
  const field = path === '' ? error.property : /^\d+$/.test(error.property) ? `${path}[${error.property}]` : `${path}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]): FieldFault =>
    rule === 'whitelistValidation' ? { ...unknownField, field } : { field, rule, ...decodeText(message) });
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field))];
};

/** Every body and query passes here: unknown fields are refused, and every fault is named in both languages. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => badRequest(errors.flatMap((error) => faultsOf(error, '')).slice(0, 100)),
  });
