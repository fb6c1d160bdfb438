import { Interrupted } from "./failure";

/** Ctrl-C. The first one ends the steps, and what stands is destroyed; one during that ends the destroying too. */
export class Interruption {
  #controller = new AbortController();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  interrupt(): void {
    this.#controller.abort(new Interrupted());
  }

  /** Starts work that an earlier interruption does not end. */
  restart(): void {
    this.#controller = new AbortController();
  }
}
