/**
 * Runs in a test page before its scripts: knows whether the page has anything left to do by itself, that is a message it has not
 * taken, a frame or a short timer it asked for. So a test waits for a state, however busy the machine is.
 */

declare global {
  interface Window {
    /** Messages to the page that it has not taken yet, and questions of it that have not been answered. */
    unanswered: number;
    /** Asked frame by frame: whether the page has had nothing to do in the last few. */
    isSettled: () => boolean;
    /** Sends to the page as the editor would. */
    deliver: (message: object) => void;
  }
}

export {};

/** A timer of at least so many ms waits for what may never come: an answer that is late. */
const PATIENCE = 5000;
/** An observer tells in the frame after a change or soon behind it, and what it tells is drawn in the next. */
const FRAMES = 5;

const waiting = new Set<string>();
let quiet = 0;

/** Puts a function in the place of one that runs another later, and notes what has not run yet. */
function watch<T extends unknown[]>(
  kind: string,
  later: (act: (...given: T) => void, ms?: number) => number,
  cancel: (id: number) => void,
): [later: typeof later, cancel: (id?: number) => void] {
  return [
    (act, ms = 0) => {
      const id = later((...given) => {
        waiting.delete(`${kind} ${id}`);
        act(...given);
      }, ms);
      if (ms < PATIENCE) waiting.add(`${kind} ${id}`);
      return id;
    },
    (id) => {
      if (id === undefined) return;
      waiting.delete(`${kind} ${id}`);
      cancel(id);
    },
  ];
}

const [setLater, clearLater] = watch('timer', window.setTimeout.bind(window), window.clearTimeout.bind(window));
const [askFrame, cancelFrame] = watch<[number]>(
  'frame',
  window.requestAnimationFrame.bind(window),
  window.cancelAnimationFrame.bind(window),
);
Object.assign(window, {
  setTimeout: setLater,
  clearTimeout: clearLater,
  requestAnimationFrame: askFrame,
  cancelAnimationFrame: cancelFrame,
});

window.unanswered = 0;
// Before the listener of the page, which takes the message in the same turn.
window.addEventListener('message', () => window.unanswered--);

window.deliver = (message) => {
  window.unanswered++;
  window.postMessage(message, '*');
};

window.isSettled = () => {
  const isBusy = window.unanswered > 0 || waiting.size > 0 || document.querySelector('[aria-busy]') !== null;
  quiet = isBusy ? 0 : quiet + 1;
  if (quiet < FRAMES) return false;
  quiet = 0;
  return true;
};
