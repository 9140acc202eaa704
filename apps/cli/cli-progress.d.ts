/** What Parity uses of cli-progress, which brings no types of its own. */
declare module 'cli-progress' {
  export type BarStyle = { readonly barCompleteChar: string; readonly barIncompleteChar: string };
  export type DrawOptions = BarStyle & { readonly barsize: number };
  /** What the drawer is told beside the numbers. */
  export type BarPayload = { readonly pace: string };
  export type BarOptions = {
    readonly clearOnComplete: boolean;
    readonly hideCursor: boolean;
    readonly gracefulExit: boolean;
    readonly fps: number;
    readonly barsize: number;
    readonly format: (options: DrawOptions, state: { readonly progress: number; readonly value: number; readonly total: number }, payload: BarPayload) => string;
  };
  export class SingleBar {
    constructor(options: BarOptions, style: BarStyle);
    start(total: number, startValue: number, payload: BarPayload): void;
    setTotal(total: number): void;
    update(value: number, payload: BarPayload): void;
    stop(): void;
  }
  const progressBars: {
    readonly SingleBar: typeof SingleBar;
    readonly Presets: { readonly shades_classic: BarStyle };
    readonly Format: { BarFormat(progress: number, options: DrawOptions): string };
  };
  export default progressBars;
}
