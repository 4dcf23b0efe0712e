using System.Text.Json;

namespace Chain.EndToEnd.Tests;

/// <summary>How a program ended and what it wrote.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>The data of the JSON envelope; fails the test when the program did not succeed.</summary>
    public JsonElement Data()
    {
        Assert.True(ExitCode == 0, $"exit {ExitCode}\n{Output}\n{Errors}");
        using JsonDocument document = JsonDocument.Parse(Output);
        Assert.True(document.RootElement.GetProperty("ok").GetBoolean(), Output);
        return document.RootElement.GetProperty("data").Clone();
    }
}
