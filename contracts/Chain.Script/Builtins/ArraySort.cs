using System.Runtime.InteropServices;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// The default order of <c>sort</c>: by text, stable. <c>array.js</c> drives it, because turning objects into text calls script; what it
/// hands over here is an array of its own making. A merge sort: its comparisons are counted one by one, each by the length of the shorter
/// text, since equal prefixes are what makes comparing dear.
/// </summary>
internal static class ArraySort
{
    private const int BytesPerPair = 32;

    /// <summary><c>takeUndefined(items)</c>: removes every undefined and gives their count.</summary>
    internal static Value TakeUndefined(Machine machine, in Arguments args)
    {
        var items = (JsArray)args[0].AsObject;
        EngineCosts.SortItems.Charge(machine, items.Count);
        int kept = 0;
        for (int at = 0; at < items.Count; at++)
        {
            var item = items.ItemAt(at);
            if (!item.IsUndefined)
                items.ItemAt(kept++) = item;
        }

        int taken = items.Count - kept;
        items.SetCount(kept);
        return Value.Number(taken);
    }

    /// <summary><c>appendUndefined(items, count)</c>.</summary>
    internal static Value AppendUndefined(Machine machine, in Arguments args)
    {
        var items = (JsArray)args[0].AsObject;
        ArrayMaker.Pad(machine, items, items.Count + args[1].AsNumber);
        return Value.Undefined;
    }

    /// <summary><c>sortPrimitives(items)</c>: sorts if every item becomes text without calling script; otherwise does nothing and says false.</summary>
    internal static Value SortPrimitives(Machine machine, in Arguments args)
    {
        var items = (JsArray)args[0].AsObject;
        EngineCosts.SortItems.Charge(machine, items.Count);
        foreach (var item in items.Span)
        {
            if (item.IsObject || item.IsSymbol)
                return Value.False;
        }

        var pairs = NewPairs(machine, items.Count);
        for (int at = 0; at < pairs.Length; at++)
            pairs[at] = new Pair(Conversions.ToString(machine, items.ItemAt(at)).Flat(machine.Meter), items.ItemAt(at));
        Sort(machine, items, pairs);
        return Value.True;
    }

    /// <summary><c>sortByTexts(items, texts)</c>: sorts items by the texts at the same places.</summary>
    internal static Value SortByTexts(Machine machine, in Arguments args)
    {
        var items = (JsArray)args[0].AsObject;
        var texts = (JsArray)args[1].AsObject;
        var pairs = NewPairs(machine, items.Count);
        for (int at = 0; at < pairs.Length; at++)
            pairs[at] = new Pair(texts.ItemAt(at).AsString.Flat(machine.Meter), items.ItemAt(at));
        Sort(machine, items, pairs);
        return Value.Undefined;
    }

    private static Pair[] NewPairs(Machine machine, int count)
    {
        EngineCosts.SortItems.Charge(machine, count);
        machine.Meter.Allocate(2L * BytesPerPair * count);
        return new Pair[count];
    }

    private static void Sort(Machine machine, JsArray items, Pair[] pairs)
    {
        var spare = new Pair[pairs.Length];
        for (int width = 1; width < pairs.Length; width *= 2)
        {
            for (int low = 0; low + width < pairs.Length; low += 2 * width)
                Merge(machine, pairs, spare, low, low + width, Math.Min(low + (2 * width), pairs.Length));
        }

        EngineCosts.SortItems.Charge(machine, pairs.Length);
        for (int at = 0; at < pairs.Length; at++)
            items.ItemAt(at) = pairs[at].Item;
    }

    private static void Merge(Machine machine, Pair[] pairs, Pair[] spare, int low, int middle, int high)
    {
        if (!IsAfter(machine, pairs[middle - 1], pairs[middle]))
            return;
        EngineCosts.SortItems.Charge(machine, high - low);
        Array.Copy(pairs, low, spare, low, middle - low);
        int left = low;
        int right = middle;
        int at = low;
        while (left < middle && right < high)
            pairs[at++] = IsAfter(machine, spare[left], pairs[right]) ? pairs[right++] : spare[left++];
        Array.Copy(spare, left, pairs, at, middle - left);
    }

    private static bool IsAfter(Machine machine, in Pair a, in Pair b)
    {
        EngineCosts.SortCompare.Charge(machine, 48 + Math.Min(a.Text.Length, b.Text.Length));
        return string.CompareOrdinal(a.Text, b.Text) > 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Pair(string Text, Value Item);
}
