using System.Globalization;
using System.Runtime.InteropServices;

namespace Chain.Script.Numbers;

/// <summary>Writes text into a span that the caller has sized.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct SpanWriter(Span<char> target)
{
    private readonly Span<char> target = target;
    private int length;

    public void Add(char unit) => target[length++] = unit;

    public void Add(scoped ReadOnlySpan<char> text)
    {
        text.CopyTo(target[length..]);
        length += text.Length;
    }

    public void AddZeros(int count)
    {
        target.Slice(length, count).Fill('0');
        length += count;
    }

    public void AddInteger(int value)
    {
        if (!value.TryFormat(target[length..], out int written, default, NumberFormatInfo.InvariantInfo))
            throw new InvalidOperationException("The caller sizes the span.");
        length += written;
    }

    public readonly ReadOnlySpan<char> Written => target[..length];

    public override readonly string ToString() => target[..length].ToString();
}
