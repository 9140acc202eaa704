import { refuse, type Aggregate, type Decision } from '../../kernel/decision.js';
import { decideAnnulment } from './annul-act.js';
import { decideApproval } from './approve-election.js';
import type { OfficialCommands } from './commands.js';
import { decideGenderCorrection } from './correct-gender.js';
import { decideFoundInService, decideRecruitment } from './enter-service.js';
import type { OfficialEvent } from './events.js';
import { decidePostFoundHeld } from './find-post-held.js';
import { decideDeath, decideResignation, decideRetirement, decideTransferOut } from './leave-service.js';
import type { OfficialContext } from './official-context.js';
import { evolve, noOfficial, type Official, type Registered } from './official.js';
import { decideRelief } from './relieve-official.js';
import { decideReturn } from './return-official.js';
import { decideAppointment, decideConcurrentPost, decideElection } from './take-post.js';
import { decideTransfer } from './transfer-official.js';

/** Of someone who never entered nothing can be decided. */
const ofRegistered =
  <Command>(decide: (command: Command, official: Registered, context: OfficialContext) => Decision<OfficialEvent>) =>
  (command: Command, official: Official, context: OfficialContext): Decision<OfficialEvent> =>
    official.status === 'unknown' ? refuse({ code: 'UNKNOWN_OFFICIAL', official: context.official }) : decide(command, official, context);

export const officials: Aggregate<Official, OfficialEvent, OfficialCommands, OfficialContext> = {
  initial: noOfficial,
  evolve,
  deciders: {
    'recruit': decideRecruitment,
    'find-in-service': decideFoundInService,
    'find-post-held': ofRegistered(decidePostFoundHeld),
    'appoint': ofRegistered(decideAppointment),
    'elect': ofRegistered(decideElection),
    'approve': ofRegistered(decideApproval),
    'add-concurrent-post': ofRegistered(decideConcurrentPost),
    'relieve': ofRegistered(decideRelief),
    'transfer': ofRegistered(decideTransfer),
    'retire': ofRegistered(decideRetirement),
    'resign': ofRegistered(decideResignation),
    'record-death': ofRegistered(decideDeath),
    'transfer-out': ofRegistered(decideTransferOut),
    'return': ofRegistered(decideReturn),
    'correct-gender': ofRegistered(decideGenderCorrection),
    'annul-act': ofRegistered(decideAnnulment),
  },
};
