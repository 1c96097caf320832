/**
 * Runs one job at a time. Whoever asks while it runs shares one further run
 * with all others who ask meanwhile: that run starts after they asked, so it
 * sees what they know of, and as runs never overlap, an older answer cannot
 * arrive after a newer one.
 */
export class SingleFlight {
  constructor(private readonly _job: () => Promise<void>) {}

  run(): Promise<void> {
    if (this._next) {
      return this._next;
    }
    if (this._current) {
      const start = () => this._start();
      this._next = this._current.then(start, start);
      return this._next;
    }
    return this._start();
  }

  private _start(): Promise<void> {
    this._next = null;
    this._current = this._job().finally(() => {
      this._current = null;
    });
    return this._current;
  }

  private _current: Promise<void> | null = null;
  private _next: Promise<void> | null = null;
}
