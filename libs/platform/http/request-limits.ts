import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { badRequest, type FieldFault } from './problem.js';

/** No command of the API nests deeper than five; what does would only tire the validation. */
const depthMax = 16;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
/** What every object inherits: class-transformer leaves these out unseen, so they are refused here like any other unknown field. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
const unknownField = (field: string): FieldFault => ({ field, rule: 'isKnownField', vi: 'không có trường này', en: 'there is no such field' });

const findFault = (body: unknown): FieldFault | undefined => {
  let level: readonly unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) return { field: 'body', rule: 'isShallow', vi: `không lồng quá ${depthMax} tầng`, en: `may nest at most ${depthMax} levels` };
    const strange = level.flatMap((held) => (isObject(held) ? Object.keys(held) : [])).find((name) => inherited.has(name));
    if (strange !== undefined) return unknownField(strange);
    level = level.flatMap((held): readonly unknown[] => (isObject(held) ? Object.values(held) : []));
  }
  return undefined;
};

type Parameters = { readonly parameters?: readonly { readonly in?: string; readonly name?: string }[] };
/** The names that each described route takes in its query: one that takes none would not look at it. */
const queriesOf = ({ paths }: OpenAPIObject): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]: [string, Parameters]) => {
    const names = (operation.parameters ?? []).flatMap((parameter) => (parameter.in === 'query' && parameter.name !== undefined ? [parameter.name] : []));
    return [`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, new Set(names)] as const;
  })));

/** Refuses before validation what no operation takes: bodies that are no JSON, that nest too deep, names that every object inherits and parameters that are not described. */
export const requestLimits = (server: FastifyInstance, description: OpenAPIObject): void => {
  const queries = queriesOf(description);
  server.removeContentTypeParser('text/plain');
  server.addHook('preValidation', (request, _reply, next) => {
    const { method, routeOptions, query, body } = request;
    const known = queries.get(`${method === 'HEAD' ? 'GET' : method} ${routeOptions.url}`);
    const strange = known && isObject(query) ? Object.keys(query).find((name) => !known.has(name)) : undefined;
    const fault = strange === undefined ? findFault(body) : unknownField(strange);
    next(fault ? badRequest([fault]) : undefined);
  });
};
