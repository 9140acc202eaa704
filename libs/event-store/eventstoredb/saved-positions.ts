/** How far the server's log has been searched for this log's events, and where they lie: what a restart need not search again. */
export type SavedPlace = {
  /** Position of every event of the log up to `searchedTo`, by index. Not to be kept: it is a view. */
  readonly positions: BigUint64Array;
  /** Id of the last of them, by which another log is told from this one. */
  readonly lastId: string | undefined;
  /** The last record of the server's log that was looked at, whoever's it is: it moves on also where nothing is found. */
  readonly searchedTo: { readonly position: bigint; readonly id: string };
};

/** Where the place is kept between runs. It can always be found anew, so a save that fails is only a longer start. */
export interface SavedPositions {
  load(): Promise<SavedPlace | undefined>;
  save(place: SavedPlace): Promise<void>;
}

export type Saving = {
  /** Saves when enough was searched since the last time, one save at a time. */
  consider(): void;
  /** Saves the last place. */
  finish(): Promise<void>;
};
/** Bytes of the server's log, whoever's they are, after which the place is saved again. */
const savedEveryBytes = 1_048_576n;

export const openSaving = (positions: SavedPositions | undefined, place: () => SavedPlace | undefined): Saving => {
  let savedTo = place()?.searchedTo.position ?? -savedEveryBytes;
  let running: Promise<void> | undefined;
  const save = async (current: SavedPlace) => {
    try {
      await positions?.save(current);
      savedTo = current.searchedTo.position;
    } catch {
      // The place can be found anew, and is offered again.
    }
  };
  const start = (current: SavedPlace): Promise<void> => {
    running = save(current).finally(() => (running = undefined));
    return running;
  };
  return {
    consider: () => {
      const current = positions && place();
      if (current && !running && current.searchedTo.position - savedTo >= savedEveryBytes) void start(current);
    },
    finish: async () => {
      await running;
      const current = positions && place();
      if (current && current.searchedTo.position !== savedTo) await start(current);
    },
  };
};
