// A program with the published types: it must type-check, and each line that is marked as wrong must not.
import {
  DocumentError,
  apiVersion,
  createEngine,
  createLecture,
  tensor,
  type Engine,
} from '../../build/types/engine/api.js';

export async function consume(
  createModule: Parameters<typeof createEngine>[0]['createModule'],
  wasm: ArrayBuffer,
) {
  const engine: Engine = await createEngine({ createModule, wasm });
  const inputs = tensor([
    [1, 0],
    [0, 1],
  ]);
  const kernel: Float64Array = engine.analyticKernel({ version: 1 }, { inputs, kernel: 'nngp' }).data;
  const shape: number[] = engine.predict({ version: 1 }, { inputs, weights: new Float32Array(6) }).shape;
  // @ts-expect-error there is no such kernel
  engine.analyticKernel({ version: 1 }, { inputs, kernel: 'cntk' });
  // @ts-expect-error inputs are missing
  engine.empiricalKernel({ version: 1 }, { outputs: 'full' });
  for await (const frame of engine.train({ version: 1 }, { job: 'limit' })) {
    const output: Float32Array = frame.probeOutput;
    // @ts-expect-error frames hold typed arrays
    const text: string = frame.probeOutput;
    console.log(output, text);
  }
  const regression = engine.kernelRegression({ kernel: inputs, targets: inputs });
  const variance: Float64Array | undefined = regression.variance?.data;
  // @ts-expect-error targets are missing
  engine.kernelFlow({ kernel: inputs, times: [1] });
  for await (const { mean } of engine.ensemble({ version: 1 }, { times: [0, Infinity], covariance: true }))
    console.log(mean.shape, variance);
  // @ts-expect-error recordAt is missing
  engine.monteCarloKernel({ version: 1 }, { inputs });
  for await (const record of engine.gradientNorm(
    { version: 1 },
    { recordAt: [10], onProgress: ({ progress }) => progress },
  )) {
    const minimum: Float64Array = record.minimum.data;
    console.log(minimum);
  }
  const cells = [];
  for await (const cell of engine.sweep({ version: 1, base: { version: 1 } })) cells.push(cell);
  const slope: number = engine.summarise(cells).measures.movement.powerLaw.slope;
  const error: Error = new DocumentError([]);
  return { kernel, shape, slope, error, version: apiVersion };
}

export async function consumeLecture(
  createModule: Parameters<typeof createLecture>[0]['createModule'],
  wasm: ArrayBuffer,
) {
  const lecture = await createLecture({ createModule, wasm });
  const regime: 'lazy' | 'catapult' | 'divergent' = lecture.catapult({ rate: 1 }).regime;
  // @ts-expect-error times are missing
  lecture.singleRelu({ initialWeight: 1 });
  return regime;
}
