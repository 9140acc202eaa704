import type { LogIndex } from '../../kernel/log.js';
import type { setAsideReasons } from './events.js';

export type ProposeSetAside = { readonly index: LogIndex; readonly reason: (typeof setAsideReasons)[number]; readonly reference?: string };
export type ProposeUndo = { readonly index: LogIndex; readonly reference?: string };
export type NameSetAside = { readonly index: LogIndex };
/** Who acts is part of the command: two persons decide. */
type By<Command> = Command & { readonly by: string };

export type SetAsideCommands = {
  'propose': By<ProposeSetAside>;
  'approve': By<NameSetAside>;
  'propose-undo': By<ProposeUndo>;
  'approve-undo': By<NameSetAside>;
  'withdraw': By<NameSetAside>;
};
