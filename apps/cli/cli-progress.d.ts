/** What Parity uses of cli-progress, which brings no types of its own. */
declare module 'cli-progress' {
  export type BarStyle = { readonly barCompleteChar: string; readonly barIncompleteChar: string };
  export type DrawOptions = BarStyle & { readonly barsize: number };
  export type BarOptions = {
    readonly clearOnComplete: boolean;
    readonly hideCursor: boolean;
    readonly gracefulExit: boolean;
    readonly fps: number;
    readonly barsize: number;
    readonly format: (options: DrawOptions, state: { readonly progress: number; readonly value: number; readonly total: number }) => string;
  };
  export class SingleBar {
    constructor(options: BarOptions, style: BarStyle);
    start(total: number, startValue: number): void;
    setTotal(total: number): void;
    update(value: number): void;
    stop(): void;
  }
  const progressBars: {
    readonly SingleBar: typeof SingleBar;
    readonly Presets: { readonly shades_classic: BarStyle };
    readonly Format: { BarFormat(progress: number, options: DrawOptions): string };
  };
  export default progressBars;
}
