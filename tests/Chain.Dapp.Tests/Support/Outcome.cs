using System.Text.Json;

namespace Chain.Dapp.Tests;

/// <summary>How the program ended and what it wrote.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>The envelope; the output must be exactly one.</summary>
    public JsonElement Envelope()
    {
        using JsonDocument document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    /// <summary>The data of the envelope.</summary>
    public JsonElement Data() => Envelope().GetProperty("data");

    /// <summary>The first error's code in the envelope.</summary>
    public string Code() => Envelope().GetProperty("errors")[0].GetProperty("code").GetString()!;

    /// <summary>This, when it ended with such a code.</summary>
    public Outcome Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit {ExitCode}, not {exitCode}\n{Output}\n{Errors}");
        return this;
    }
}
