using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>The names of declared fields as the engine takes them: made once for a code, since making them costs more than using them.</summary>
internal sealed class StructShape
{
    internal StructShape(IReadOnlyList<AbiField> fields)
    {
        Keys = [.. fields.Select(field => PropertyKey.From(field.Name))];
        Layout = HostLayout.OfNames([.. fields.Select(field => field.Name)]);
    }

    /// <summary>The names in declared order.</summary>
    internal PropertyKey[] Keys { get; }

    /// <summary>The layout of frozen objects with these fields.</summary>
    internal HostLayout Layout { get; }
}
