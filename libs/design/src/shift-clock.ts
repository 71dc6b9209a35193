/** In-page code: from now on the page's clock is ahead, and goes on at its own pace; timers are left as they are. */
export function shiftClock(aheadMs: number): void {
  const RealDate = Date;
  const now = (): number => RealDate.now() + aheadMs;
  const Later = function (this: unknown, ...parts: []): unknown {
    if (!(this instanceof Later)) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, new.target ?? RealDate);
  } as unknown as DateConstructor;
  Object.setPrototypeOf(Later, RealDate);
  Object.defineProperty(Later, 'prototype', { value: RealDate.prototype });
  Later.now = now;
  Object.defineProperty(globalThis, 'Date', { value: Later, writable: true, configurable: true });
}
