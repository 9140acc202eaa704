import type { Db, Document } from 'mongodb';

/** One question as the server was asked it. */
export type AskedQuery = { readonly collection: string; readonly command: Document };

const fields = ['filter', 'projection', 'sort', 'hint', 'min', 'max'] as const;

/** Lets the server itself write down each `find` it is asked: what the driver was told is not what counts. */
export const profileOf = async (database: Db) => {
  const profileBytes = 64 * 1024 * 1024;
  await database.createCollection('system.profile', { capped: true, size: profileBytes });
  await database.command({ profile: 1, slowms: 0, filter: { op: 'query' } });
  const count = () => database.collection('system.profile').countDocuments();
  return {
    /** What was asked while `work` ran, each distinct shape once, with the values it was asked with first. */
    during: async (work: () => Promise<unknown>): Promise<readonly AskedQuery[]> => {
      const before = await count();
      await work();
      const rows = await database.collection('system.profile').find({}, { sort: { $natural: 1 }, skip: before }).toArray();
      const distinct = new Map<string, AskedQuery>();
      for (const { command } of rows) {
        if (!isObject(command) || typeof command['find'] !== 'string' || command['find'].startsWith('system.')) continue;
        const query = { collection: command['find'], command };
        const shape = JSON.stringify(shapeOf(query));
        if (!distinct.has(shape)) distinct.set(shape, query);
      }
      return [...distinct.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, query]) => query);
    },
    end: () => database.command({ profile: 0 }),
  };
};

/** The question without its values, which the golden file keeps. */
export const shapeOf = ({ collection, command }: AskedQuery): Document => {
  const [name = '', incarnation] = collection.split('@');
  const kept = Object.fromEntries(fields.filter((field) => isObject(command[field])).map((field) => [field, field === 'hint' || field === 'sort' ? command[field] : valueless(command[field])]));
  return { collection: incarnation === undefined ? name : `${name}@…`, ...kept, ...(command['limit'] === undefined ? {} : { limit: command['limit'] === 1 ? 1 : '…' }), readConcern: command['readConcern']?.level ?? 'local' };
};

const isObject = (value: unknown): value is Document => typeof value === 'object' && value !== null && !Array.isArray(value);

const valueless = (value: unknown): unknown => {
  if (Array.isArray(value)) return ['…'];
  if (isObject(value) && '_bsontype' in value) return value['_bsontype'];
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, valueless(one)]));
  return value === null ? null : typeof value;
};

/** How the server answers it on what is stored now. */
export const explained = async (database: Db, { collection, command }: AskedQuery) => {
  const asked = Object.fromEntries([...fields, 'limit', 'singleBatch'].filter((field) => command[field] !== undefined).map((field) => [field, command[field]]));
  const { queryPlanner, executionStats } = await database.command({ explain: { find: collection, ...asked }, verbosity: 'executionStats' });
  const stages: string[] = [];
  const walk = (stage: unknown): void => {
    if (Array.isArray(stage)) return stage.forEach(walk);
    if (!isObject(stage)) return;
    if (typeof stage['stage'] === 'string') stages.push(stage['stage']);
    Object.values(stage).forEach(walk);
  };
  walk(queryPlanner.winningPlan);
  return { stages, returned: Number(executionStats.nReturned), keysExamined: Number(executionStats.totalKeysExamined), documentsExamined: Number(executionStats.totalDocsExamined) };
};
