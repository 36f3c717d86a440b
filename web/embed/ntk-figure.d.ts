// What a page may use of <ntk-figure>, for TypeScript. The element itself has to fit it: tests/web/element-types.test.js.
import type { ExperimentDocument, Fault } from '../engine/types.js';

export type { ExperimentDocument, Fault };

export interface FigureState {
  document: ExperimentDocument;
  /** Place on the time grid; fractional while it plays. */
  index: number;
  playing: boolean;
  numbers: Record<string, number | undefined>;
  statuses: Record<string, string>;
}

/** A picture of one panel: its name, default `function`; `scale` pixels for each of the screen's. */
export interface PictureOptions {
  panel?: string;
  scheme?: 'light' | 'dark' | 'screen';
  scale?: number;
}

export interface AnimationOptions extends PictureOptions {
  /** At most; default 60. */
  frames?: number;
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

export declare class NtkFigure extends HTMLElement {
  experiment: string;
  src: string;
  views: string;
  hide: string;
  controls: boolean;
  autoplay: boolean;
  speed: number;
  loading: string;
  theme: string;
  time: number | undefined;
  playing: boolean;
  hash: string;
  hiddenParts: string[];
  presenting: boolean;
  readonly ready: Promise<void>;
  play(): void;
  pause(): void;
  step(count?: number): void;
  seek(index: number): void;
  reset(): void;
  cancel(): void;
  destroy(): void;
  getState(): FigureState | undefined;
  setState(
    state: ExperimentDocument | { document: ExperimentDocument; index?: number; playing?: boolean },
  ): void;
  permalink(options?: { base?: string; hidden?: string[] }): string;
  handleKey(event: KeyboardEvent): boolean;
  panels(): Promise<{ name: string; title: string }[]>;
  toBlob(options?: PictureOptions & { format?: 'png' | 'svg' }): Promise<Blob>;
  toAnimation(options?: AnimationOptions): Promise<Blob>;
  exportData(format?: 'numbers' | 'curves' | 'json' | 'document'): Promise<Blob>;
  code(language: 'javascript' | 'cpp' | 'python'): Promise<string>;
}

declare global {
  interface HTMLElementTagNameMap {
    'ntk-figure': NtkFigure;
  }
  interface HTMLElementEventMap {
    'ntk-load': CustomEvent<object>;
    'ntk-error': CustomEvent<{ kind: string; message: string; faults: Fault[] }>;
    'ntk-progress': CustomEvent<{ progress: number; statuses: Record<string, string> }>;
    'ntk-state': CustomEvent<{ hash: string; hidden: string[] }>;
    'ntk-time': CustomEvent<{ time: number; index: number; playing: boolean }>;
  }
}
