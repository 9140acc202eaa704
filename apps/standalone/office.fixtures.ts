import type { CommandOutcome, Receipt, Submission } from '../../libs/commands/command-outcome.js';
import { civilDate } from '../../libs/kernel/civil-date.js';
import type { OfficialCommands } from '../../libs/officials/domain/commands.js';
import type { OrganisationCommands } from '../../libs/organisation/domain/commands.js';
import type { PlanningCommands } from '../../libs/planning/domain/commands.js';
import type { Registry } from './open-registry.js';

export const on = civilDate;
let keys = 0;
export const submission = (more: Partial<Submission> = {}): Submission => ({ actor: 'chi.lan', role: 'clerk', idempotencyKey: `k-${(keys += 1)}`, correlation: 'test', ...more });

/** @throws when it was not recorded. */
export const recorded = (outcome: CommandOutcome): Receipt => {
  if (outcome.outcome !== 'recorded') throw new Error(`not recorded: ${JSON.stringify(outcome)}`);
  return outcome.receipt;
};

export const clerkOf = ({ executors }: Registry) => ({
  organise: <Operation extends keyof OrganisationCommands>(operation: Operation, command: OrganisationCommands[Operation]) =>
    executors.organisation.execute({ operation, target: 'binh-duong', command, submission: submission() }),
  act: <Operation extends keyof OfficialCommands>(operation: Operation, official: string | undefined, command: OfficialCommands[Operation], more?: Partial<Submission>) =>
    executors.officials.execute({ operation, ...(official === undefined ? {} : { target: official }), command, submission: submission(more) }),
  plan: <Operation extends keyof PlanningCommands>(operation: Operation, planning: string | undefined, command: PlanningCommands[Operation]) =>
    executors.planning.execute({ operation, ...(planning === undefined ? {} : { target: planning }), command, submission: submission() }),
});
export type Clerk = ReturnType<typeof clerkOf>;

/** A province, one department, and a post with one seat in it. */
export const establishOffice = async ({ organise }: Clerk): Promise<void> => {
  recorded(await organise('register-province', { province: 'binh-duong', name: 'Bình Dương', tiers: [{ tier: 'tinh', name: 'Cấp tỉnh' }], unitTypes: [{ unitType: 'so', name: 'Sở' }] }));
  recorded(await organise('establish-unit', { unit: 'tinh', name: 'Tỉnh Bình Dương', unitType: 'so', tier: 'tinh', effectiveOn: on('1997-01-01') }));
  recorded(await organise('establish-unit', { unit: 'snv', name: 'Sở Nội vụ', unitType: 'so', tier: 'tinh', parent: 'tinh', effectiveOn: on('1997-01-01') }));
  recorded(await organise('define-position', { position: 'giam-doc', title: 'Giám đốc sở', level: 'L2', block: 'committee', isElected: false, seats: 1 }));
  recorded(await organise('define-position', { position: 'chuyen-vien', title: 'Chuyên viên', level: 'L6', block: 'committee', isElected: false }));
};

let numbers = 0;
export const decision = (number = (numbers += 1), signedOn = '2020-01-15') => ({ issuer: 'UBND', symbol: 'QĐ-UBND', number, signedOn: on(signedOn) });
export const recruitment = (name: string, more: Partial<OfficialCommands['recruit']> = {}): OfficialCommands['recruit'] =>
  ({ name, gender: 'female', birthDate: '1985-03-02', unit: 'snv', category: 'cong-chuc', position: 'chuyen-vien', decision: decision(), effectiveOn: on('2020-02-01'), ...more });
export const directorship = (effectiveOn: string, more: Partial<OfficialCommands['appoint']> = {}): OfficialCommands['appoint'] =>
  ({ unit: 'snv', position: 'giam-doc', decision: decision(), effectiveOn: on(effectiveOn), ...more });
