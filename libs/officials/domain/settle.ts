import { acceptWith, refuse, type Decision, type Refusal, type Warning } from '../../kernel/decision.js';
import type { Override } from './commands.js';
import type { OfficialEvent } from './events.js';
import { noteOf, noteRefusal, textRefusal, written } from './written-text.js';

type Judged = { readonly overrides?: readonly Override[]; readonly note?: string };
/** Codes of the warnings set aside, for the event's clear part. */
export type Overridden = { readonly overrides?: readonly string[] };
/** Why, for its sealed part. */
export type Reasons = { readonly overrideReason?: string; readonly note?: string };

/**
 * The last step of a decision that nothing refuses: what the law leaves to judgement needs a reason for each warning, and the event
 * keeps code and reason. An override of a warning that does not arise is ignored.
 */
export const settle = (
  { overrides = [], note }: Judged,
  warnings: readonly Warning[],
  eventOf: (overridden: Overridden, reasons: Reasons) => OfficialEvent,
): Decision<OfficialEvent> => {
  const used = warnings.flatMap((warning) => overrides.find((override) => override.code === warning.code) ?? []);
  const standing = warnings.filter((warning) => !used.some((override) => override.code === warning.code));
  if (standing.length > 0) return refuse({ code: 'WARNINGS_STAND', warnings: standing });
  const refusal = reasonRefusal(used) ?? noteRefusal(note);
  if (refusal) return refuse(refusal);
  if (used.length === 0) return acceptWith([], eventOf({}, noteOf(note)));
  return acceptWith(warnings, eventOf({ overrides: used.map(({ code }) => code) }, { overrideReason: reasonOf(used), ...noteOf(note) }));
};

const reasonOf = (used: readonly Override[]): string =>
  used.length === 1 ? written(used[0]?.reason ?? '') : used.map(({ code, reason }) => `${code}: ${written(reason)}`).join('\n');

const reasonRefusal = (used: readonly Override[]): Refusal | undefined => {
  for (const { reason } of used) if (written(reason) === '') return { code: 'TEXT_MISSING', field: 'overrides' };
  return used.length === 0 ? undefined : textRefusal('overrides', reasonOf(used));
};
