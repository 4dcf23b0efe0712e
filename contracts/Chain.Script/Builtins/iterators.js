// Iterator helpers. Each helper is a generator that walks the underlying iterator with for-of, so that closing is the language's own.
import {
  appendItem, call, getMethod, helperGenerator, helperStart, helperStarted, isIterator, limitOf, newHelper, newWrapper, reduceOfNothing, requireCallable,
  requireObject, resumeGenerator, returnGenerator, throwType, wrappedIterator, wrappedNext,
} from 'engine';

const iteratorKey = Symbol.iterator;

// An iterable whose iterator is the given one with the given `next`: for-of asks it for nothing else than the specification's
// "iterator record" would be asked for.
export function walk(iterator, next) {
  return {
    __proto__: null,
    [iteratorKey]() { return this; },
    next: () => call(next, iterator),
    get return() {
      const method = iterator.return;
      return method === undefined || method === null ? undefined : () => call(method, iterator);
    },
  };
}

function close(iterator) {
  const method = getMethod(iterator, 'return');
  if (method !== undefined) requireObject(call(method, iterator));
}

// For the refusal of an argument: the iterator is closed, and what closing throws is forgotten in favour of the refusal.
function closeAfterRefusal(iterator) {
  try {
    const method = getMethod(iterator, 'return');
    if (method !== undefined) call(method, iterator);
  } catch {
    return;
  }
}

function requireCallback(iterator, callback) {
  try {
    requireCallable(callback);
  } catch (refusal) {
    closeAfterRefusal(iterator);
    throw refusal;
  }
}

function requireLimit(iterator, value) {
  try {
    return limitOf(value);
  } catch (refusal) {
    closeAfterRefusal(iterator);
    throw refusal;
  }
}

// GetIteratorFlattenable: an iterable, or something that is an iterator itself.
function flattenable(value, allowString) {
  if (!(allowString && typeof value === 'string')) requireObject(value);
  const method = getMethod(value, iteratorKey);
  const iterator = method === undefined ? value : call(method, value);
  requireObject(iterator);
  return iterator;
}

function* mapped(iterator, next, mapper) {
  let counter = 0;
  for (const value of walk(iterator, next)) yield call(mapper, undefined, value, counter++);
}

function* filtered(iterator, next, predicate) {
  let counter = 0;
  for (const value of walk(iterator, next))
    if (call(predicate, undefined, value, counter++)) yield value;
}

function* taken(iterator, next, limit) {
  let remaining = limit;
  if (remaining === 0) {
    close(iterator);
    return;
  }
  for (const value of walk(iterator, next)) {
    yield value;
    remaining--;
    if (remaining === 0) return;
  }
}

function* dropped(iterator, next, limit) {
  let remaining = limit;
  for (const value of walk(iterator, next)) {
    if (remaining > 0) remaining--;
    else yield value;
  }
}

function* flatMapped(iterator, next, mapper) {
  let counter = 0;
  for (const value of walk(iterator, next)) {
    const inner = flattenable(call(mapper, undefined, value, counter++), false);
    for (const item of walk(inner, inner.next)) yield item;
  }
}

export const iteratorConstructor = {
  from(source) {
    const iterator = flattenable(source, true);
    const next = iterator.next;
    return isIterator(iterator) ? iterator : newWrapper(iterator, next);
  },
};

export const iteratorPrototype = {
  map(mapper) {
    requireObject(this);
    requireCallback(this, mapper);
    return newHelper(mapped(this, this.next, mapper), this);
  },

  filter(predicate) {
    requireObject(this);
    requireCallback(this, predicate);
    return newHelper(filtered(this, this.next, predicate), this);
  },

  take(limit) {
    requireObject(this);
    const count = requireLimit(this, limit);
    return newHelper(taken(this, this.next, count), this);
  },

  drop(limit) {
    requireObject(this);
    const count = requireLimit(this, limit);
    return newHelper(dropped(this, this.next, count), this);
  },

  flatMap(mapper) {
    requireObject(this);
    requireCallback(this, mapper);
    return newHelper(flatMapped(this, this.next, mapper), this);
  },

  reduce(reducer, ...initial) {
    requireObject(this);
    requireCallback(this, reducer);
    const next = this.next;
    let started = initial.length > 0;
    let accumulator = initial[0];
    let counter = 0;
    for (const value of walk(this, next)) {
      if (started) {
        accumulator = call(reducer, undefined, accumulator, value, counter);
      } else {
        accumulator = value;
        started = true;
      }
      counter++;
    }
    if (!started) throwType(reduceOfNothing);
    return accumulator;
  },

  toArray() {
    requireObject(this);
    const items = [];
    for (const value of walk(this, this.next)) appendItem(items, value);
    return items;
  },

  forEach(callback) {
    requireObject(this);
    requireCallback(this, callback);
    let counter = 0;
    for (const value of walk(this, this.next)) call(callback, undefined, value, counter++);
  },

  some(predicate) {
    requireObject(this);
    requireCallback(this, predicate);
    let counter = 0;
    for (const value of walk(this, this.next))
      if (call(predicate, undefined, value, counter++)) return true;
    return false;
  },

  every(predicate) {
    requireObject(this);
    requireCallback(this, predicate);
    let counter = 0;
    for (const value of walk(this, this.next))
      if (!call(predicate, undefined, value, counter++)) return false;
    return true;
  },

  find(predicate) {
    requireObject(this);
    requireCallback(this, predicate);
    let counter = 0;
    for (const value of walk(this, this.next))
      if (call(predicate, undefined, value, counter++)) return value;
    return undefined;
  },
};

export const helperPrototype = {
  next() {
    const generator = helperGenerator(this);
    helperStart(this);
    return call(resumeGenerator, generator);
  },

  // Before its first step a helper has not entered its loop, so it closes the underlying iterator itself.
  return() {
    const generator = helperGenerator(this);
    if (helperStarted(this)) return call(returnGenerator, generator);
    const underlying = helperStart(this);
    const result = call(returnGenerator, generator);
    close(underlying);
    return result;
  },
};

export const wrapperPrototype = {
  next() {
    const iterator = wrappedIterator(this);
    return call(wrappedNext(this), iterator);
  },

  return() {
    const iterator = wrappedIterator(this);
    const method = getMethod(iterator, 'return');
    return method === undefined ? { value: undefined, done: true } : call(method, iterator);
  },
};
