import type { CollectionSpec, ProjectionSpec } from './read-store.port.js';

/** What an adapter keeps a projection's checkpoint under: `ledger/1`, a later generation of the same version `ledger/1.2`. No two projections share one. */
export const projectionIdOf = ({ name, version, generation = 0 }: Omit<ProjectionSpec, 'collections'>): string => `${name}/${version}${generation === 0 ? '' : `.${generation}`}`;

/** What an adapter keeps a collection's documents under: `ledger/1/entries`, `ledger/1.2/entries`. */
export const collectionNameOf = (projection: ProjectionSpec, { name }: Pick<CollectionSpec, 'name'>): string => `${projectionIdOf(projection)}/${name}`;
