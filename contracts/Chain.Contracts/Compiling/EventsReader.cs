using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Literals;

namespace Chain.Contracts;

/// <summary>Reads <c>static events</c>.</summary>
internal sealed class EventsReader(SourceUnit unit, TypesReader types, FaultSink faults)
{
    /// <summary>The events in declared order; <c>null</c> when a fault was noted.</summary>
    public ImmutableArray<AbiEvent>? Read(Literal.Object? declared)
    {
        var events = ImmutableArray.CreateBuilder<AbiEvent>();
        int from = declared?.Span.Start ?? 0;
        foreach (LiteralProperty property in declared?.Properties ?? [])
        {
            if (!types.CheckName(property) || types.ReadFields(property.Value, "the fields of an event", mayBeIndexed: true) is not { } fields)
                return null;
            if (fields.Count(item => item.IsIndexed) > ContractLimits.IndexedFieldsMax)
            {
                faults.Refuse(ContractFaultCode.Limit, property.KeySpan.Start, $"an event has at most {ContractLimits.IndexedFieldsMax} indexed fields");
                return null;
            }
            events.Add(new AbiEvent(property.Name, fields, Description(from, property.KeySpan.Start)));
            from = property.Value.Span.End;
        }
        return events.ToImmutable();
    }

    /// <summary>
    /// The text of a <c>/** … */</c> that ends directly before a key. Between the end of the value before and the key there is nothing but a comma or brace,
    /// white space and comments.
    /// </summary>
    private string Description(int from, int keyStart)
    {
        ReadOnlySpan<char> between = unit.Source.AsSpan(from, keyStart - from).TrimEnd();
        int start = between.LastIndexOf("/**");
        if (start < 0 || !between.EndsWith("*/") || between.Length < start + 5)
            return "";
        var text = new System.Text.StringBuilder();
        foreach (ReadOnlySpan<char> line in between[(start + 3)..^2].EnumerateLines())
            text.Append(line.Trim().TrimStart('*').TrimStart(' ')).Append('\n');
        return text.ToString().Trim('\n', ' ');
    }
}
