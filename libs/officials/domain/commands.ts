import type { CivilDate } from '../../kernel/civil-date.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { Category } from '../../organisation/domain/events.js';
import type { Gender, reliefReasons } from './events.js';

/** A warning that was judged and set aside, with the reason that is kept sealed. */
export type Override = { readonly code: string; readonly reason: string };
type Judged = { readonly overrides?: readonly Override[]; readonly note?: string };
type Decided = Judged & { readonly decision: DecisionRef; readonly effectiveOn: CivilDate };
type Payroll = { readonly unit: string; readonly category: Category; readonly position: string };
type Person = {
  readonly name: string;
  readonly gender: Gender;
  /** YYYY-MM-DD, or YYYY where only the year is known. */
  readonly birthDate: string;
  readonly identityNumber?: string;
};
type Listed = { readonly source: { readonly file: string; readonly row: number; readonly statedOn: CivilDate }; readonly effectiveOn: CivilDate; readonly note?: string };
type HeldCapacity = 'full' | 'acting' | 'in-charge';
type Post = { readonly unit: string; readonly position: string; readonly capacity?: HeldCapacity; readonly term?: string };

/** The two that open an official's stream. */
export type RecruitOfficial = Decided & Payroll & Person;
export type RecordOfficialFoundInService = Listed & Payroll & Person;

export type RecordPostFoundHeld = Listed & Post;
/** `endedActIds`: tenures that this decision ends on its own day. */
export type AppointOfficial = Decided & Post & { readonly endedActIds?: readonly string[] };
export type ElectOfficial = Decided & { readonly unit: string; readonly position: string; readonly term: string; readonly endedActIds?: readonly string[] };
export type ApproveElection = Decided & { readonly approvedActId: string };
export type AddConcurrentPost = Decided & Post;
export type RelieveOfficial = Decided & { readonly endedActId: string; readonly reason: (typeof reliefReasons)[number] };
/** Without `endedActIds`, the tenures held that day at the unit left, or under it, end. */
export type TransferOfficial = Decided & Payroll & { readonly endedActIds?: readonly string[] };
export type RetireOfficial = Decided;
export type AcceptResignation = Decided;
export type RecordDeath = { readonly effectiveOn: CivilDate; readonly note?: string };
export type TransferOfficialOut = Decided;
export type ReturnOfficial = Decided & Payroll;
export type CorrectGender = { readonly gender: Gender; readonly reason: string; readonly decision?: DecisionRef };
/** `standsAgain`: for every tenure that the annulled act had ended, whether it stands again; each must be answered. */
export type AnnulAct = {
  readonly annulledActId: string;
  readonly decision: DecisionRef;
  readonly reason: string;
  readonly standsAgain?: readonly { readonly actId: string; readonly standsAgain: boolean }[];
};

/** The commands on one official by their operation's name, which is also the last word of the route. */
export type OfficialCommands = {
  'recruit': RecruitOfficial;
  'find-in-service': RecordOfficialFoundInService;
  'find-post-held': RecordPostFoundHeld;
  'appoint': AppointOfficial;
  'elect': ElectOfficial;
  'approve': ApproveElection;
  'add-concurrent-post': AddConcurrentPost;
  'relieve': RelieveOfficial;
  'transfer': TransferOfficial;
  'retire': RetireOfficial;
  'resign': AcceptResignation;
  'record-death': RecordDeath;
  'transfer-out': TransferOfficialOut;
  'return': ReturnOfficial;
  'correct-gender': CorrectGender;
  'annul-act': AnnulAct;
};
