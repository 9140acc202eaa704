export type Credentials = { readonly username: string; readonly password: string };
export type ServerOptions = {
  /** `esdb://host:2113` or `esdb://a:2113,b:2113,c:2113`, with the options of EventStoreDB's connection strings. */
  readonly url: string;
  /** Instead of those in the address, so that a password need not stand in one. */
  readonly credentials?: Credentials;
  /** PEM file of the authority that signed the server's certificate. */
  readonly ca?: string;
  /** Refuses what is not fit for a real registry: no TLS, no credentials, the password every server is delivered with. */
  readonly production?: boolean;
  /** In production too, the connection may be without TLS and so without credentials: only where nobody else can reach the network between. */
  readonly allowsPlaintext?: boolean;
};

/** The address cannot be used, or not in production. Its message names no password. */
export class UnfitServerAddress extends Error {
  override readonly name = 'UnfitServerAddress';
}

const shape = /^(esdb(?:\+discover)?):\/\/(?:([^:@/]+):([^@/]+)@)?([^/?@]+)\/?(?:\?(.*))?$/;
const deliveredPassword = 'changeit';

const judge = (isPlain: boolean, credentials: Credentials | undefined, allowsPlaintext: boolean) => {
  if (credentials?.password === deliveredPassword)
    throw new UnfitServerAddress(`EventStoreDB still has the password it is delivered with: set another for ${credentials.username} on the server, then here`);
  if (isPlain && !allowsPlaintext) throw new UnfitServerAddress('EventStoreDB is to be reached without TLS (tls=false), which is refused in production');
  if (!isPlain && !credentials) throw new UnfitServerAddress('EventStoreDB is to be reached without credentials, which is refused in production');
};

/** The connection string the client is opened with. @throws UnfitServerAddress */
export const connectionStringOf = ({ url, credentials: given, ca, production = false, allowsPlaintext = false }: ServerOptions): string => {
  const [, scheme, username, password, hosts, query] = shape.exec(url.trim()) ?? [];
  if (!scheme || !hosts) throw new UnfitServerAddress('the address of EventStoreDB is not of the form esdb://host:2113?tls=true');
  const options = new URLSearchParams(query);
  const inAddress = username && password ? { username: decodeURIComponent(username), password: decodeURIComponent(password) } : undefined;
  const credentials = given ?? inAddress;
  if (production) judge(options.get('tls') === 'false', credentials, allowsPlaintext);
  if (ca) options.set('tlsCAFile', ca);
  // The node that leads is the one that has every event; after a change of leader the client looks for the new one.
  if (!options.has('nodePreference')) options.set('nodePreference', 'leader');
  const user = credentials ? `${encodeURIComponent(credentials.username)}:${encodeURIComponent(credentials.password)}@` : '';
  const stated = [...options].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${scheme}://${user}${hosts}?${stated}`;
};
