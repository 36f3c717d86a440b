// A program that uses the installed package: it must type-check, and each line that is marked as wrong must not.
import { NtkFigure, type ExperimentDocument } from 'ntk-lab';
import { loadEngine, loadLecture, tensor, type Engine } from 'ntk-lab/headless';

export async function watch(): Promise<Blob> {
  const figure = document.createElement('ntk-figure');
  const same: NtkFigure = figure;
  figure.addEventListener('ntk-time', ({ detail }) => console.log(detail.time.toFixed(2)));
  figure.addEventListener('ntk-error', ({ detail }) => console.log(detail.faults.map(({ field }) => field)));
  // @ts-expect-error times are numbers
  figure.addEventListener('ntk-time', ({ detail }) => console.log(detail.time.trim()));
  await figure.ready;
  const experiment: ExperimentDocument | undefined = figure.getState()?.document;
  if (experiment) same.setState(experiment);
  // @ts-expect-error an index is a number
  figure.seek('last');
  // @ts-expect-error there is no such format
  await figure.exportData('xml');
  return figure.toBlob({ format: 'svg' });
}

export async function compute() {
  const engine: Engine = await loadEngine();
  const lecture = await loadLecture();
  const kernel: Float64Array = engine.analyticKernel({ version: 1 }, { inputs: tensor([[1, 0]]) }).data;
  // @ts-expect-error inputs are missing
  engine.empiricalKernel({ version: 1 }, { outputs: 'full' });
  return { kernel, regime: lecture.catapult({ rate: 1 }).regime };
}
