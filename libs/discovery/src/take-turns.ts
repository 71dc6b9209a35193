/** The right to ask the app for something. */
export interface Turn {
  /** Resolves when it is this one's turn; at once where it has it already. Throws after `end`. */
  take(): Promise<void>;
  /** Lets the next one on, until it is taken again. */
  pass(): void;
  /** Passes for good: whoever was given up asks for nothing more. */
  end(): void;
}

/** Turns of which at most `most` are taken at a time, first come first served. */
export function createTurns(most: number): () => Turn {
  let taken = 0;
  let waiting: (() => void)[] = [];
  const goOn = () => {
    while (taken < most && waiting.length > 0) waiting.shift()?.();
  };
  return () => {
    let has = false;
    let isOver = false;
    let start: (() => void) | undefined;
    const pass = () => {
      if (!has) return;
      has = false;
      taken -= 1;
      goOn();
    };
    return {
      take() {
        if (isOver) return Promise.reject(new Error('given up'));
        if (has) return Promise.resolve();
        return new Promise((resolve) => {
          start = () => {
            has = true;
            taken += 1;
            resolve();
          };
          waiting.push(start);
          goOn();
        });
      },
      pass,
      end() {
        isOver = true;
        waiting = waiting.filter((each) => each !== start);
        pass();
      },
    };
  };
}
