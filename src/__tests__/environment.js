/**
 * jsdom, plus what every browser has and jsdom lacks: Node's own `fetch` and
 * its classes, so that tests handle real requests and responses.
 */
const { TestEnvironment } = require('jest-environment-jsdom');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, {
      AbortController,
      AbortSignal,
      Headers,
      ReadableStream,
      Request,
      Response,
      TextDecoder,
      TextEncoder,
      fetch
    });
    // JupyterLab draws React widgets when the browser is idle.
    this.global.requestIdleCallback = draw => setTimeout(draw);
    // JupyterLab's packages ask for these when they are imported.
    this.global.navigator.clipboard = {};
    this.global.DragEvent = class extends this.global.MouseEvent {};
    // Nothing has a size here.
    this.global.ResizeObserver = class {
      observe() {}
      disconnect() {}
    };
    this.global.matchMedia = () => ({ matches: false });
  }
};
