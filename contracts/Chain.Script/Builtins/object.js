// Functions of Object and Map that call back or walk an iterator of the caller.
import { appendItem, call, createDataProperty, mapGet, mapSet, newMap, requireCallable, requireCoercible, requireEntry, requireIndexBelowMax, toPropertyKey } from 'engine';

export const objectConstructor = {
  fromEntries(iterable) {
    requireCoercible(iterable);
    const result = {};
    for (const entry of iterable) {
      requireEntry(entry);
      const key = entry[0];
      const value = entry[1];
      createDataProperty(result, toPropertyKey(key), value);
    }
    return result;
  },

  groupBy(items, callback) {
    const groups = group(items, callback, toPropertyKey);
    const result = { __proto__: null };
    for (const entry of groups) createDataProperty(result, entry[0], entry[1]);
    return result;
  },
};

export const mapConstructor = {
  groupBy(items, callback) {
    return group(items, callback, (key) => key);
  },
};

function group(items, callback, toKey) {
  requireCoercible(items);
  requireCallable(callback);
  const groups = newMap();
  let k = 0;
  for (const value of items) {
    requireIndexBelowMax(k);
    const key = toKey(call(callback, undefined, value, k));
    const members = mapGet(groups, key);
    if (members === undefined) mapSet(groups, key, [value]);
    else appendItem(members, value);
    k++;
  }
  return groups;
}
