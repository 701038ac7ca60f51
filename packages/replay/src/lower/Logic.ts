import type { Kernels } from '../kernels/Kernels';
import type { Bits } from './Bits';
import type { BitmapStore } from './BitmapStore';

/** CEL's logic over rows: an error on one side of `&&` or `||` is absorbed by what decides the other. */
export class Logic {
  constructor(
    private readonly kernels: Kernels,
    private readonly store: BitmapStore,
  ) {}

  and(a: Bits, b: Bits): Bits {
    const { kernels, store } = this;
    const truth = store.take();
    kernels.and(a.truth, b.truth, truth);
    if (!a.error && !b.error) {
      return { truth, error: undefined };
    }
    // An error where one side is one and the other is not false.
    const error = store.take();
    kernels.and(this.notFalse(a), this.notFalse(b), error);
    kernels.andNot(error, truth, error);
    return { truth, error: this.unlessEmpty(error) };
  }

  or(a: Bits, b: Bits): Bits {
    const { kernels, store } = this;
    const truth = store.take();
    kernels.or(a.truth, b.truth, truth);
    if (!a.error && !b.error) {
      return { truth, error: undefined };
    }
    const error = store.take();
    if (a.error && b.error) {
      kernels.or(a.error, b.error, error);
    } else {
      kernels.copy((a.error ?? b.error)!, error);
    }
    kernels.andNot(error, truth, error);
    return { truth, error: this.unlessEmpty(error) };
  }

  not(a: Bits): Bits {
    const truth = this.store.take();
    this.kernels.not(this.notFalse(a), this.store.rows, truth);
    return { truth, error: a.error };
  }

  /** `condition ? yes : no`; an error of the condition is one of the whole. */
  choose(condition: Bits, yes: Bits, no: Bits): Bits {
    const otherwise = this.not(condition);
    const one = this.either(condition.truth, yes.truth, otherwise.truth, no.truth);
    if (!condition.error && !yes.error && !no.error) {
      return { truth: one, error: undefined };
    }
    const none = this.store.filled(0);
    const error = this.either(
      condition.truth,
      yes.error ?? none,
      otherwise.truth,
      no.error ?? none,
    );
    if (condition.error) {
      this.kernels.or(error, condition.error, error);
    }
    return { truth: one, error: this.unlessEmpty(error) };
  }

  /** Rows that are not false: true, or an error. */
  notFalse({ truth, error }: Bits) {
    if (!error) {
      return truth;
    }
    const either = this.store.take();
    this.kernels.or(truth, error, either);
    return either;
  }

  private either(a: Uint32Array, b: Uint32Array, c: Uint32Array, d: Uint32Array) {
    const one = this.store.take();
    const other = this.store.take();
    this.kernels.and(a, b, one);
    this.kernels.and(c, d, other);
    this.kernels.or(one, other, one);
    return one;
  }

  private unlessEmpty(error: Uint32Array): Uint32Array | undefined {
    return this.kernels.isEmpty(error) ? undefined : error;
  }
}
