import { colourReader, onColourChange } from './colours.js';
import { html } from './dom.js';
import { typeScale } from './type-scale.js';

/**
 * A canvas that fills its container at the screen's resolution and takes its colours from the figure's properties.
 * @param {string} className
 * @param {(context: CanvasRenderingContext2D, size: { width: number, height: number }, colour: (property: string) => string) => void} paint
 *   in CSS pixels of plain type; with larger type around it everything is larger
 */
export function createCanvasPicture(className, paint) {
  const canvas = html('canvas', { class: `picture ${className}`, role: 'img' });
  const colour = colourReader(canvas);
  const draw = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    const [w, h] = [width, height].map((length) => Math.round(length * devicePixelRatio));
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    const context = canvas.getContext('2d');
    if (!context) return;
    const scale = typeScale(canvas);
    context.setTransform(devicePixelRatio * scale, 0, 0, devicePixelRatio * scale, 0, 0);
    context.clearRect(0, 0, width / scale, height / scale);
    paint(context, { width: width / scale, height: height / scale }, colour);
  };
  /** Where an event is, and the size, both in the pixels of `paint`. @param {PointerEvent} event */
  const placeOf = (event) => {
    const scale = typeScale(canvas);
    const box = canvas.getBoundingClientRect();
    return {
      at: [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale],
      size: { width: canvas.clientWidth / scale, height: canvas.clientHeight / scale },
    };
  };
  /** Tells what is under a pointer while it is over the picture, or touches it. @param {(event: PointerEvent | undefined) => void} point */
  const onPointing = (point) => {
    canvas.addEventListener('pointermove', point);
    canvas.addEventListener('pointerdown', point);
    canvas.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && point(undefined));
  };
  const resize = new ResizeObserver(draw);
  resize.observe(canvas);
  const stopListening = onColourChange(draw);
  const destroy = () => {
    resize.disconnect();
    stopListening();
  };
  return { canvas, draw, placeOf, onPointing, destroy };
}
