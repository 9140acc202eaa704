import type { IndexValue } from '../read-store.port.js';
import type { QueryPlan } from '../query-plan.js';

/**
 * A missing value is stored as −∞: it sorts before every number and text as null does, and unlike SQL's null it can be compared, so
 * equality and the row comparison of a cursor use the index.
 */
export const stored = (value: IndexValue): string | number => value ?? Number.NEGATIVE_INFINITY;
export const unstored = (value: unknown): IndexValue => (value === Number.NEGATIVE_INFINITY || (typeof value !== 'string' && typeof value !== 'number') ? null : value);

export const columnOf = (field: string): string => `"f_${field}"`;

type Condition = { readonly sql: string; readonly values: readonly IndexValue[] };
const nothing: Condition = { sql: '0', values: [] };

/** The columns after `equals`, which a row of the answer holds after key and document. */
export const orderColumns = ({ fields, equals }: QueryPlan): readonly string[] => [...fields.map(columnOf), 'key'].slice(equals.length);

export const findStatement = (table: string, plan: QueryPlan): { readonly sql: string; readonly values: readonly (string | number)[] } => {
  const order = orderColumns(plan);
  const conditions: Condition[] = plan.equals.map((value, at) => ({ sql: `${columnOf(plan.fields[at] ?? '')} = ?`, values: [value] }));
  conditions.push(...boundsOf(order[0] ?? 'key', plan.from, plan.until));
  if (plan.after) conditions.push({ sql: `(${order.join(', ')}) > (${order.map(() => '?').join(', ')})`, values: plan.after });
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  return {
    sql: `SELECT key, document, ${order.join(', ')} FROM ${table}${where} ORDER BY ${order.join(', ')} LIMIT ?`,
    values: [...conditions.flatMap(({ values }) => values.map(stored)), plan.limit + 1],
  };
};

/** A bound admits values of its own type only, so the side that was left open ends where the type does. */
const boundsOf = (column: string, from: IndexValue | undefined, until: IndexValue | undefined): readonly Condition[] => {
  if (from === undefined && until === undefined) return [];
  if (until === null || (from !== undefined && until !== undefined && typeof from !== typeof until)) return [nothing];
  if (from === null) return [{ sql: `${column} = ?`, values: [null] }];
  const lower = from !== undefined ? { sql: `${column} >= ?`, values: [from] } : typeof until === 'number' ? { sql: `${column} > ?`, values: [null] } : { sql: `${column} >= ''`, values: [] };
  if (until !== undefined) return [lower, { sql: `${column} < ?`, values: [until] }];
  return typeof from === 'number' ? [lower, { sql: `${column} < ''`, values: [] }] : [lower];
};
