using System.Runtime.CompilerServices;
using Chain.Script.Metering;

namespace Chain.Script.Values;

/// <summary>
/// A string of UTF-16 code units: flat, or a rope of two strings that is made flat when somebody looks inside. Without ropes a loop of
/// <c>s += x</c> would copy, and be charged for, the square of its result.
/// </summary>
/// <remarks>
/// Flattening walks an explicit stack: a rope may be a million nodes deep. It is charged once, by units and by pieces, and then the
/// string is flat. Constants are flat from the start, so no two machines ever race to flatten the same one and each pays the same.
/// </remarks>
public sealed class JsString : HeapValue
{
    /// <summary>The longest string, in UTF-16 code units.</summary>
    public const int LengthMax = ScriptLimits.StringUnitsMax;

    private const int RopeUnitsMin = 24;

    private static readonly JsString[] Latin1 = MakeLatin1();

    private string? flat;
    private JsString? left;
    private JsString? right;
    private readonly int length;
    private readonly int pieces;
    private int hash;
    private uint index;
    private byte keyState;

    private JsString(string text)
        : base(ValueKind.String)
    {
        flat = text;
        length = text.Length;
        pieces = 1;
    }

    private JsString(JsString left, JsString right)
        : base(ValueKind.String)
    {
        this.left = left;
        this.right = right;
        length = left.length + right.length;
        pieces = left.pieces + right.pieces;
    }

    /// <summary>The empty string.</summary>
    public static JsString Empty { get; } = Constant("");

    /// <summary>Its length in UTF-16 code units.</summary>
    public int Length => length;

    /// <summary>Whether it is flat already.</summary>
    public bool IsFlat => flat is not null;

    /// <summary>The text of a flat string; null for a rope.</summary>
    internal string? FlatOrNull => flat;

    /// <summary>Wraps a text; single Latin-1 characters and the empty string are shared. Not counted: see <see cref="Create"/>.</summary>
    public static JsString Of(string text) => text.Length switch
    {
        0 => Empty,
        1 when text[0] < 256 => Latin1[text[0]],
        _ => new JsString(text),
    };

    /// <summary>Wraps a text after counting it.</summary>
    public static JsString Create(Meter meter, string text)
    {
        if (text.Length > 1)
            meter.Allocate(MemoryCosts.OfString(text.Length));
        return Of(text);
    }

    /// <summary>One code unit.</summary>
    public static JsString OfUnit(char unit) => unit < 256 ? Latin1[unit] : new JsString(unit.ToString());

    /// <summary>A string shared by machines (a constant of a unit or of the realm): whether it is an index, and its hash, are computed now.</summary>
    public static JsString Constant(string text)
    {
        var made = new JsString(text);
        made.Classify();
        return made;
    }

    /// <summary>
    /// The two strings behind each other; the caller has checked that the sum of their lengths is at most <see cref="LengthMax"/>.
    /// Small results are copied, others become a rope.
    /// </summary>
    internal static JsString Concat(Meter meter, JsString left, JsString right)
    {
        if (left.length == 0)
            return right;
        if (right.length == 0)
            return left;
        if (left.length + right.length >= RopeUnitsMin)
        {
            meter.Allocate(MemoryCosts.Rope);
            return new JsString(left, right);
        }
        meter.Allocate(MemoryCosts.OfString(left.length + right.length));
        return new JsString(string.Concat(left.Flat(meter), right.Flat(meter)));
    }

    /// <summary>The text; a rope is made flat, which is charged once.</summary>
    public string Flat(Meter meter)
    {
        if (flat is { } text)
            return text;
        meter.Charge(length / 8 + (long)pieces * 2);
        meter.Allocate(MemoryCosts.OfString(length));
        flat = Joined();
        left = null;
        right = null;
        return flat;
    }

    /// <summary>The code unit at a place below <see cref="Length"/>.</summary>
    internal char UnitAt(Meter meter, int at) => Flat(meter)[at];

    /// <summary>Whether both hold the same units; charged by length when they must be read.</summary>
    internal static bool Same(Meter meter, JsString a, JsString b)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (a.length != b.length)
            return false;
        if (a.length > 16)
            meter.Charge(a.length / 16);
        return string.Equals(a.Flat(meter), b.Flat(meter), StringComparison.Ordinal);
    }

    /// <summary>Whether the text is a canonical array index (0 to 2³²−2); only for flat strings.</summary>
    internal bool TryGetIndex(out uint value)
    {
        if (keyState == 0)
            Classify();
        value = index;
        return keyState == IsIndexState;
    }

    /// <summary>The hash for property tables: keyed by process, never visible. Only for flat strings.</summary>
    internal int KeyHash
    {
        get
        {
            if (keyState == 0)
                Classify();
            return hash;
        }
    }

    /// <summary>The text, without charge: for hosts, tests and debuggers. A rope stays one, so that who looks on changes no gas.</summary>
    public override string ToString() => flat ?? Joined();

    /// <summary>
    /// The first units, at most so many, without making a rope flat: the work is bounded by that number and by the joints on the way to the first unit, each of which was
    /// charged when it was made.
    /// </summary>
    internal string Start(int unitsMax)
    {
        if (flat is { } text)
            return text.Length <= unitsMax ? text : text[..unitsMax];
        var units = new System.Text.StringBuilder();
        var pending = new Stack<JsString>();
        pending.Push(this);
        while (units.Length < unitsMax && pending.TryPop(out var node))
        {
            if (node.flat is { } piece)
            {
                units.Append(piece.AsSpan(0, Math.Min(piece.Length, unitsMax - units.Length)));
                continue;
            }
            pending.Push(node.right!);
            pending.Push(node.left!);
        }
        return units.ToString();
    }

    private const byte IsNameState = 1;
    private const byte IsIndexState = 2;

    private void Classify()
    {
        bool isIndex = PropertyKey.TryParseIndex(flat!, out index);
        hash = StringComparer.Ordinal.GetHashCode(flat!);
        Volatile.Write(ref keyState, isIndex ? IsIndexState : IsNameState);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Joined() =>
        string.Create(length, this, static (units, root) =>
        {
            // From the right end, so that the common left-deep rope needs a stack of two.
            var pending = new Stack<JsString>();
            pending.Push(root);
            int end = units.Length;
            while (pending.TryPop(out var node))
            {
                if (node.flat is { } piece)
                {
                    end -= piece.Length;
                    piece.CopyTo(units[end..]);
                    continue;
                }
                pending.Push(node.left!);
                pending.Push(node.right!);
            }
        });

    private static JsString[] MakeLatin1()
    {
        var made = new JsString[256];
        for (int i = 0; i < made.Length; i++)
            made[i] = Constant(((char)i).ToString());
        return made;
    }
}
