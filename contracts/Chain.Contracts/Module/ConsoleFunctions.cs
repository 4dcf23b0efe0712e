using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary><c>console.log</c>, in an author's tools only. It converts nothing, so it runs none of the script.</summary>
internal static class ConsoleFunctions
{
    private const int TextUnitsMax = 10_000;

    internal static Value Log(Machine machine, in Arguments arguments)
    {
        if (machine.Host is not ContractFrame { Session.Options.ConsoleSink: { } sink } frame)
            return Value.Undefined;
        var texts = new string[arguments.Count];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = arguments[i].IsString ? arguments[i].AsString.ToString() : ValueText.Of(arguments[i], TextUnitsMax);
        sink(new ConsoleLine(frame.Self, frame.Code.Code.ClassName, machine.Position.Line, string.Join(' ', texts)));
        return Value.Undefined;
    }
}
