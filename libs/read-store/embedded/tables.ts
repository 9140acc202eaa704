import { collectionNameOf, projectionIdOf } from '../collection-name.js';
import { declaredName } from '../declared-name.js';
import { indexedFields } from '../query-plan.js';
import type { CollectionSpec, ProjectionSpec } from '../read-store.port.js';
import type { Connection } from './connection.js';
import { columnOf } from './find-statement.js';

const bare = (projection: ProjectionSpec, collection: CollectionSpec): string =>
  collectionNameOf({ ...projection, name: declaredName(projection.name), version: Number(projection.version), generation: Number(projection.generation ?? 0) }, { name: declaredName(collection.name) });
export const tableOf = (projection: ProjectionSpec, collection: CollectionSpec): string => `"${bare(projection, collection)}"`;

/** The row of its checkpoint: a name of two parts stands for a later generation, so that files of before generations read as they are. */
export const checkpointKey = ({ name, version, generation = 0 }: ProjectionSpec): readonly [name: string, version: number] => [generation === 0 ? name : projectionIdOf({ name, version, generation }), version];
export const declareCheckpoints = (connection: Connection): void => {
  connection.exec('CREATE TABLE IF NOT EXISTS checkpoints (name TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, event TEXT, PRIMARY KEY (name, version)) WITHOUT ROWID');
  // Files made before a checkpoint named its event.
  if (!connection.row("SELECT 1 FROM pragma_table_info('checkpoints') WHERE name = 'event'", [])) connection.exec('ALTER TABLE checkpoints ADD COLUMN event TEXT');
};

/** Makes what is missing; a field indexed only now is read out of the documents that are there. */
export const declareTables = (connection: Connection, projection: ProjectionSpec): void => {
  for (const collection of projection.collections) {
    const table = tableOf(projection, collection);
    connection.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID`);
    const columns = new Set(connection.rows('SELECT name FROM pragma_table_info(?)', [bare(projection, collection)]).map(([name]) => name));
    for (const field of indexedFields(collection).map(declaredName)) {
      if (columns.has(`f_${field}`)) continue;
      connection.exec(`ALTER TABLE ${table} ADD COLUMN ${columnOf(field)} NOT NULL DEFAULT (-9e999)`);
      connection.exec(`UPDATE ${table} SET ${columnOf(field)} = coalesce(json_extract(document, '$."${field}"'), -9e999)`);
    }
    for (const [index, fields] of Object.entries(collection.indexes))
      connection.exec(`CREATE INDEX IF NOT EXISTS "${bare(projection, collection)}/${declaredName(index)}" ON ${table} (${[...fields.map(columnOf), 'key'].join(', ')})`);
  }
};

export const dropTables = (connection: Connection, projection: ProjectionSpec): void => {
  for (const collection of projection.collections) connection.exec(`DROP TABLE IF EXISTS ${tableOf(projection, collection)}`);
};

export const upsertOf = (projection: ProjectionSpec, collection: CollectionSpec): string => {
  const columns = ['document', ...indexedFields(collection).map(columnOf)];
  return `INSERT INTO ${tableOf(projection, collection)} (key, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})
    ON CONFLICT (key) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
};
