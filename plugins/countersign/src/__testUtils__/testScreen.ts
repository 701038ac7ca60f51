/**
 * A screen that a test may resize; jsdom has none. It answers `(min-width: …px)` and tells those
 * who listen, as a browser does.
 */
export class TestScreen {
  private width = 1280;
  private readonly listeners = new Set<() => void>();

  /** @param width in pixels */
  resize(width: number) {
    this.width = width;
    this.listeners.forEach(listener => listener());
  }

  /** Stands in for `window.matchMedia`. */
  readonly matchMedia = (query: string): MediaQueryList => {
    const atLeast = /\(min-width:\s*(\d+)px\)/.exec(query);
    const matches = () => atLeast !== null && this.width >= Number(atLeast[1]);
    return {
      get matches() {
        return matches();
      },
      media: query,
      onchange: null,
      addEventListener: (_type: string, listener: () => void) => void this.listeners.add(listener),
      removeEventListener: (_type: string, listener: () => void) =>
        void this.listeners.delete(listener),
      addListener: () => undefined,
      removeListener: () => undefined,
      dispatchEvent: () => false,
      // Its listeners are called without an event, which nobody here looks at.
    } as unknown as MediaQueryList;
  };
}

/** The screen of this test file; 1280 pixels wide before each test. */
export const testScreen = new TestScreen();
