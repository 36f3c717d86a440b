import { html } from '../charts/dom.js';
import { saveFile } from '../charts/save-file.js';

/**
 * Opens a native modal dialogue, which is gone once it is closed: by its button, Escape, or a click beside it.
 * @param {string} title
 * @param {...(Node | string)} content
 */
export function openDialog(title, ...content) {
  const close = html('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  const dialog = html(
    'dialog',
    { 'aria-label': title, class: 'lab-dialog' },
    html('div', { class: 'title' }, html('h2', {}, title), close),
    html('div', { class: 'body' }, ...content),
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * A button that copies a text and says so.
 * @param {() => string} text
 * @param {string} [label]
 */
export function copyButton(text, label = 'Copy') {
  const button = html('button', { type: 'button', class: 'primary' }, label);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'The browser does not allow it: select and copy';
    }
    setTimeout(() => (button.textContent = label), 2500);
  });
  return button;
}

/** Files that are made and saved, and one line that says how that goes. */
export function createDelivery() {
  const message = html('p', { role: 'status' });
  /** @param {() => Promise<Blob>} make @param {string} name of the file */
  async function deliver(make, name) {
    try {
      message.textContent = 'Working …';
      const blob = await make();
      saveFile(blob, name);
      message.textContent = `${name}, ${Math.max(1, Math.round(blob.size / 1000))} kB`;
    } catch (error) {
      const { name: kind, message: reason } = /** @type {Error} */ (error);
      message.textContent = kind === 'AbortError' ? 'Cancelled.' : `That failed: ${reason}`;
    }
  }
  return { message, deliver };
}
