import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isUuid } from '../../kernel/ids.js';
import { uuidSchema } from './fields.js';
import { badRequest } from './problem.js';

const uuidOnly = (name: string): PipeTransform<unknown, string> => ({
  transform: (value) => {
    if (isUuid(value)) return value;
    throw badRequest([{ field: name, rule: 'isUuid', vi: 'phải là UUID chữ thường', en: 'must be a UUID in lower case' }]);
  },
});

/** The id in a path. */
export const IdParam = (name: string): ParameterDecorator => (target, key, index) => {
  Param(name, uuidOnly(name))(target, key, index);
  const method: PropertyDescriptor | undefined = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (method && key !== undefined) ApiParam({ name, schema: uuidSchema })(target, key, method);
};
