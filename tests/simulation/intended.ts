import { sha1 } from '../../libs/commands/recording.js';
import { commandIdOf, openedStreamOf } from '../../libs/kernel/command-identity.js';
import { officialStream } from '../../libs/officials/application/officials-target.js';
import { organisationStream } from '../../libs/organisation/application/organisation-target.js';
import type { Intent } from './attempt.js';

/** The one id that every sending of an intent must be known by. */
export const commandIdFor = ({ actor, context, operation, target = '', key }: Intent): string => commandIdOf(sha1, { actor, context, operation, target, key });
/** The official or province that it is for. */
export const idFor = (intent: Intent): string => intent.target ?? openedStreamOf(sha1, commandIdFor(intent));
export const streamOf = (intent: Intent): string => (intent.context === 'officials' ? officialStream(idFor(intent)) : organisationStream(idFor(intent)));
