using System.Text.Json;

namespace Chain.Wallet.Cli.Tests;

/// <summary>How the program ended and what it wrote.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>The envelope; the output must be exactly one.</summary>
    public JsonElement Envelope()
    {
        using JsonDocument document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    /// <summary>The data of a success.</summary>
    public JsonElement Data()
    {
        Assert.True(ExitCode == 0, $"exit {ExitCode}\n{Output}\n{Errors}");
        return Envelope().GetProperty("data");
    }

    /// <summary>The first error's code in the envelope.</summary>
    public string Code() => Envelope().GetProperty("errors")[0].GetProperty("code").GetString()!;
}
