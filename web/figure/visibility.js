import { signal } from '@preact/signals-core';

/** How near the edge of the window a figure begins, so that it is there when it is seen. */
const near = '600px 0px';

/**
 * Calls back once the element comes near the window.
 * @param {Element} element
 * @param {() => void} begin
 * @returns {() => void} ends it
 */
export function whenNear(element, begin) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      begin();
    },
    { rootMargin: near },
  );
  observer.observe(element);
  return () => observer.disconnect();
}

/** Whether any part of the element is in the window. @param {Element} element */
export function watchScreen(element) {
  const isOnScreen = signal(false);
  const observer = new IntersectionObserver((entries) => {
    isOnScreen.value = entries.at(-1)?.isIntersecting ?? false;
  });
  observer.observe(element);
  return { isOnScreen, destroy: () => observer.disconnect() };
}
