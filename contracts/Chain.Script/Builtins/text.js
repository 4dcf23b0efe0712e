// Builtins of texts and bytes that call back, or that walk what a callback may change.
import { arrayPrototype } from 'array';
import {
  byteArrayOf, call, createItem, deleteItem, getMethod, isArray, isObject, joinPieces, lengthOf, newByteArray, ownNames, parseJson, placeOf, reduceOfNothing,
  replaceByText, requireByteArray, requireCallable, requireCoercible, requireComparator, requireConstructor, requireMade, sortBytes, throwType,
  toObject, toText,
} from 'engine';

const iterator = Symbol.iterator;

export const stringPrototype = {
  replace(searchValue, replaceValue) {
    if (typeof replaceValue !== 'function') return replaceByText(this, searchValue, replaceValue, false);
    requireCoercible(this);
    const text = toText(this);
    const sought = toText(searchValue);
    const at = placeOf(text, sought, 0);
    if (at < 0) return text;
    return joinPieces(text, sought, [at], [toText(call(replaceValue, undefined, sought, at, text))]);
  },

  replaceAll(searchValue, replaceValue) {
    if (typeof replaceValue !== 'function') return replaceByText(this, searchValue, replaceValue, true);
    requireCoercible(this);
    const text = toText(this);
    const sought = toText(searchValue);
    const advance = sought.length === 0 ? 1 : sought.length;
    const places = [];
    for (let at = placeOf(text, sought, 0); at >= 0; at = placeOf(text, sought, at + advance)) places[places.length] = at;
    if (places.length === 0) return text;
    const pieces = [];
    for (let k = 0; k < places.length; k++) pieces[k] = toText(call(replaceValue, undefined, sought, places[k], text));
    return joinPieces(text, sought, places, pieces);
  },
};

export const json = {
  parse(text, reviver) {
    const value = parseJson(text);
    return typeof reviver === 'function' ? revive({ '': value }, '', reviver) : value;
  },
};

// The structure is at most 128 deep when it comes from a text; a reviver that makes it deeper meets the depth of calls.
function revive(holder, name, reviver) {
  const value = holder[name];
  if (isObject(value)) {
    if (isArray(value)) {
      const length = lengthOf(value);
      for (let k = 0; k < length; k++) reviveMember(value, toText(k), reviver);
    } else {
      const names = ownNames(value);
      for (let k = 0; k < names.length; k++) reviveMember(value, names[k], reviver);
    }
  }
  return call(reviver, holder, name, value);
}

function reviveMember(value, name, reviver) {
  const member = revive(value, name, reviver);
  if (member === undefined) deleteItem(value, name);
  else createItem(value, name, member);
}

export const typedArrayPrototype = {
  every(callback, thisArg = undefined) {
    const length = requireByteArray(this);
    requireCallable(callback);
    for (let k = 0; k < length; k++) if (!call(callback, thisArg, this[k], k, this)) return false;
    return true;
  },

  filter(callback, thisArg = undefined) {
    const length = requireByteArray(this);
    requireCallable(callback);
    const kept = [];
    let count = 0;
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (call(callback, thisArg, value, k, this)) kept[count++] = value;
    }
    return byteArrayOf(kept);
  },

  find(callback, thisArg = undefined) {
    const length = requireByteArray(this);
    requireCallable(callback);
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (call(callback, thisArg, value, k, this)) return value;
    }
    return undefined;
  },

  findIndex(callback, thisArg = undefined) {
    const length = requireByteArray(this);
    requireCallable(callback);
    for (let k = 0; k < length; k++) if (call(callback, thisArg, this[k], k, this)) return k;
    return -1;
  },

  findLast(callback, thisArg = undefined) {
    const length = requireByteArray(this);
    requireCallable(callback);
    for (let k = length - 1; k >= 0; k--) {
      const value = this[k];
      if (call(callback, thisArg, value, k, this)) return value;
    }
    return undefined;
  },

  findLastIndex(callback, thisArg = undefined) {
    const length = requireByteArray(this);
    requireCallable(callback);
    for (let k = length - 1; k >= 0; k--) if (call(callback, thisArg, this[k], k, this)) return k;
    return -1;
  },

  forEach(callback, thisArg = undefined) {
    const length = requireByteArray(this);
    requireCallable(callback);
    for (let k = 0; k < length; k++) call(callback, thisArg, this[k], k, this);
  },

  map(callback, thisArg = undefined) {
    const length = requireByteArray(this);
    requireCallable(callback);
    const result = newByteArray(length);
    for (let k = 0; k < length; k++) result[k] = call(callback, thisArg, this[k], k, this);
    return result;
  },

  reduce(callback, ...initial) {
    const length = requireByteArray(this);
    requireCallable(callback);
    if (length === 0 && initial.length === 0) throwType(reduceOfNothing);
    let k = 0;
    let accumulator = initial.length > 0 ? initial[0] : this[k++];
    for (; k < length; k++) accumulator = call(callback, undefined, accumulator, this[k], k, this);
    return accumulator;
  },

  reduceRight(callback, ...initial) {
    let k = requireByteArray(this) - 1;
    requireCallable(callback);
    if (k < 0 && initial.length === 0) throwType(reduceOfNothing);
    let accumulator = initial.length > 0 ? initial[0] : this[k--];
    for (; k >= 0; k--) accumulator = call(callback, undefined, accumulator, this[k], k, this);
    return accumulator;
  },

  some(callback, thisArg = undefined) {
    const length = requireByteArray(this);
    requireCallable(callback);
    for (let k = 0; k < length; k++) if (call(callback, thisArg, this[k], k, this)) return true;
    return false;
  },

  sort(compare) {
    requireComparator(compare);
    const length = requireByteArray(this);
    if (compare === undefined) {
      sortBytes(this);
    } else {
      const items = itemsOf(this, length);
      call(arrayPrototype.sort, items, compare);
      for (let k = 0; k < length; k++) this[k] = items[k];
    }
    return this;
  },

  toSorted(compare) {
    requireComparator(compare);
    const length = requireByteArray(this);
    const items = itemsOf(this, length);
    if (compare !== undefined) call(arrayPrototype.sort, items, compare);
    const result = byteArrayOf(items);
    if (compare === undefined) sortBytes(result);
    return result;
  },
};

export const typedArrayConstructor = {
  from(source, mapper = undefined, thisArg = undefined) {
    requireConstructor(this);
    if (mapper !== undefined) requireCallable(mapper);
    const method = getMethod(source, iterator);
    let items;
    if (method === undefined) {
      items = toObject(source);
    } else {
      items = [];
      let count = 0;
      for (const value of { [iterator]: () => call(method, source) }) items[count++] = value;
    }
    const length = lengthOf(items);
    const target = requireMade(new this(length), length);
    for (let k = 0; k < length; k++) {
      const value = items[k];
      target[k] = mapper === undefined ? value : call(mapper, thisArg, value, k);
    }
    return target;
  },

  of(...items) {
    requireConstructor(this);
    const length = items.length;
    const target = requireMade(new this(length), length);
    for (let k = 0; k < length; k++) target[k] = items[k];
    return target;
  },
};

function itemsOf(bytes, length) {
  const items = [];
  for (let k = 0; k < length; k++) items[k] = bytes[k];
  return items;
}
