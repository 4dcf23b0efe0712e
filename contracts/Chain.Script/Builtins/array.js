// Array methods that call back. They are bytecode, so a callback is an ordinary call of the machine: its gas is counted by the
// opcodes, its depth by the frames, and no C# frame stands between caller and callback.
import {
  appendUndefined, call, copyItems, createDataProperty, getMethod, isArray, isConstructor, lengthOf, newArray, putItems, reduceOfNothing,
  requireCallable, requireComparator, requireIndexBelowMax, sortPrimitives, sortByTexts, takeUndefined, throwType, toObject,
} from 'engine';

const iterator = Symbol.iterator;

export const arrayPrototype = {
  forEach(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    for (let k = 0; k < length; k++)
      if (k in object) call(callback, thisArg, object[k], k, object);
  },

  map(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    const result = newArray(length);
    for (let k = 0; k < length; k++)
      if (k in object) result[k] = call(callback, thisArg, object[k], k, object);
    return result;
  },

  filter(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    const result = [];
    let kept = 0;
    for (let k = 0; k < length; k++) {
      if (k in object) {
        const value = object[k];
        if (call(callback, thisArg, value, k, object)) result[kept++] = value;
      }
    }
    return result;
  },

  some(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    for (let k = 0; k < length; k++)
      if (k in object && call(callback, thisArg, object[k], k, object)) return true;
    return false;
  },

  every(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    for (let k = 0; k < length; k++)
      if (k in object && !call(callback, thisArg, object[k], k, object)) return false;
    return true;
  },

  find(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    for (let k = 0; k < length; k++) {
      const value = object[k];
      if (call(callback, thisArg, value, k, object)) return value;
    }
    return undefined;
  },

  findIndex(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    for (let k = 0; k < length; k++)
      if (call(callback, thisArg, object[k], k, object)) return k;
    return -1;
  },

  findLast(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    for (let k = length - 1; k >= 0; k--) {
      const value = object[k];
      if (call(callback, thisArg, value, k, object)) return value;
    }
    return undefined;
  },

  findLastIndex(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    for (let k = length - 1; k >= 0; k--)
      if (call(callback, thisArg, object[k], k, object)) return k;
    return -1;
  },

  reduce(callback, ...initial) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    let k = 0;
    let accumulator;
    if (initial.length > 0) {
      accumulator = initial[0];
    } else {
      while (k < length && !(k in object)) k++;
      if (k >= length) throwType(reduceOfNothing);
      accumulator = object[k++];
    }
    for (; k < length; k++)
      if (k in object) accumulator = call(callback, undefined, accumulator, object[k], k, object);
    return accumulator;
  },

  reduceRight(callback, ...initial) {
    const object = toObject(this);
    let k = lengthOf(object) - 1;
    requireCallable(callback);
    let accumulator;
    if (initial.length > 0) {
      accumulator = initial[0];
    } else {
      while (k >= 0 && !(k in object)) k--;
      if (k < 0) throwType(reduceOfNothing);
      accumulator = object[k--];
    }
    for (; k >= 0; k--)
      if (k in object) accumulator = call(callback, undefined, accumulator, object[k], k, object);
    return accumulator;
  },

  flatMap(callback, thisArg = undefined) {
    const object = toObject(this);
    const length = lengthOf(object);
    requireCallable(callback);
    const result = [];
    let at = 0;
    for (let k = 0; k < length; k++) {
      if (!(k in object)) continue;
      const mapped = call(callback, thisArg, object[k], k, object);
      if (isArray(mapped)) {
        const count = lengthOf(mapped);
        for (let i = 0; i < count; i++)
          if (i in mapped) result[at++] = mapped[i];
      } else {
        result[at++] = mapped;
      }
    }
    return result;
  },

  sort(compare) {
    requireComparator(compare);
    const object = toObject(this);
    const length = lengthOf(object);
    const items = isArray(object) ? copyItems(object, length) : presentItems(object, length);
    sortItems(items, compare);
    if (putItems(object, items)) return object;
    const count = items.length;
    for (let k = 0; k < count; k++) object[k] = items[k];
    for (let k = count; k < length; k++)
      if (k in object) delete object[k];
    return object;
  },

  toSorted(compare) {
    requireComparator(compare);
    const object = toObject(this);
    const length = lengthOf(object);
    let items;
    if (isArray(object)) {
      items = copyItems(object, length);
    } else {
      items = newArray(length);
      for (let k = 0; k < length; k++) items[k] = object[k];
    }
    sortItems(items, compare);
    return items;
  },
};

export const arrayConstructor = {
  from(items, mapper = undefined, thisArg = undefined) {
    if (mapper !== undefined) requireCallable(mapper);
    const method = getMethod(items, iterator);
    if (method !== undefined) {
      const target = isConstructor(this) ? new this() : [];
      let k = 0;
      for (const value of { [iterator]: () => call(method, items) }) {
        requireIndexBelowMax(k);
        createDataProperty(target, k, mapper === undefined ? value : call(mapper, thisArg, value, k));
        k++;
      }
      target.length = k;
      return target;
    }
    const source = toObject(items);
    const length = lengthOf(source);
    const target = isConstructor(this) ? new this(length) : newArray(length);
    for (let k = 0; k < length; k++) {
      const value = source[k];
      createDataProperty(target, k, mapper === undefined ? value : call(mapper, thisArg, value, k));
    }
    target.length = length;
    return target;
  },

  of(...items) {
    const length = items.length;
    const target = isConstructor(this) ? new this(length) : newArray(length);
    for (let k = 0; k < length; k++) createDataProperty(target, k, items[k]);
    target.length = length;
    return target;
  },
};

function presentItems(object, length) {
  const items = [];
  let count = 0;
  for (let k = 0; k < length; k++)
    if (k in object) items[count++] = object[k];
  return items;
}

// Sorts in place: the defined values first, in order, then every undefined, as the specification has it.
function sortItems(items, compare) {
  const undefinedCount = takeUndefined(items);
  if (compare !== undefined) mergeSort(items, compare);
  else if (!sortPrimitives(items)) sortByTexts(items, textsOf(items));
  appendUndefined(items, undefinedCount);
}

function textsOf(items) {
  const count = items.length;
  const texts = newArray(count);
  for (let k = 0; k < count; k++) texts[k] = `${items[k]}`;
  return texts;
}

// Bottom-up and stable. A merge of two stretches that are in order already costs one comparison. The comparator never sees the array
// that is being sorted, so nothing it does to that array can disturb the sort.
function mergeSort(items, compare) {
  const count = items.length;
  const spare = newArray(count);
  for (let width = 1; width < count; width *= 2) {
    for (let low = 0; low + width < count; low += 2 * width) {
      const middle = low + width;
      if (+call(compare, undefined, items[middle - 1], items[middle]) > 0)
        merge(items, spare, low, middle, middle + width < count ? middle + width : count, compare);
    }
  }
}

function merge(items, spare, low, middle, high, compare) {
  for (let k = low; k < middle; k++) spare[k] = items[k];
  let left = low;
  let right = middle;
  let at = low;
  while (left < middle && right < high) {
    if (+call(compare, undefined, spare[left], items[right]) > 0) items[at++] = items[right++];
    else items[at++] = spare[left++];
  }
  while (left < middle) items[at++] = spare[left++];
}
