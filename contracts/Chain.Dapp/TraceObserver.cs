using Chain.Script.Hosting;

namespace Chain.Dapp;

/// <summary>Prints what runs: each statement with the variables in scope, each function entered and left.</summary>
internal sealed class TraceObserver(TextWriter output) : IObserver
{
    private const int ValueUnitsMax = 40;
    private const int IndentMax = 20;

    public void OnStatement(in FrameView frame)
    {
        string locals = string.Join(", ", frame.Locals().Select(local => $"{local.Key} = {ValueText.Of(local.Value, ValueUnitsMax)}"));
        Line(frame, $"{frame.Position.Line}:{frame.Position.Column}  {locals}");
    }

    public void OnEnter(in FrameView frame) => Line(frame, $"-> {Name(frame)}");

    public void OnLeave(in FrameView frame) => Line(frame, $"<- {Name(frame)}");

    private static string Name(in FrameView frame) => frame.Code.Name.Length > 0 ? frame.Code.Name : "(anonymous)";

    private void Line(in FrameView frame, string text) => output.WriteLine(Output.Safe($"{new string(' ', 2 * Math.Min(frame.Depth, IndentMax))}{text}".TrimEnd()));
}
