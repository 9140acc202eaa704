import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type ComposeService = {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment: { readonly [name: string]: string };
  /** Names of the secrets it is given. */
  readonly secrets: readonly string[];
  readonly raw: { readonly [name: string]: unknown };
};
export type ComposeFile = { readonly services: { readonly [name: string]: ComposeService }; /** The file of each secret, from the repository's root. */ readonly secretFiles: { readonly [name: string]: string } };

type Written = {
  readonly services: { readonly [name: string]: { readonly image: string; readonly command?: readonly string[]; readonly environment?: { readonly [name: string]: string }; readonly secrets?: readonly string[] } & { readonly [name: string]: unknown } };
  readonly secrets: { readonly [name: string]: { readonly file: string } };
};

/** What docker-compose.yml says of its services, anchors resolved. */
export const readComposeFile = (): ComposeFile => {
  const written = parse(readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8'), { merge: true }) as Written; // Compose itself judges its form (infra/ci/check-compose.mjs).
  const services = Object.entries(written.services).map(([name, raw]) => [name, { image: raw.image, ...(raw.command ? { command: raw.command } : {}), environment: raw.environment ?? {}, secrets: raw.secrets ?? [], raw }] as const);
  return { services: Object.fromEntries(services), secretFiles: Object.fromEntries(Object.entries(written.secrets).map(([name, { file }]) => [name, file])) };
};
