using System.Text.Json;
using Chain.Wallet.Contracts;
using Chain.Wallet.Networks;

namespace Chain.Wallet.Cli.Output;

/// <summary>What is told of contracts in "data".</summary>
internal static class ContractJson
{
    /// <summary>"failure": how and where a contract failed, with the line of its author's source.</summary>
    public static void WriteFailure(Utf8JsonWriter json, Network network, FailureReport failure)
    {
        json.WriteStartObject("failure");
        json.WriteString("status", failure.Status);
        json.WriteString("code", failure.Code);
        json.WriteString("message", failure.Message);
        json.WriteString("contract", failure.Contract is { } contract ? network.Format(contract) : "");
        json.WriteString("function", failure.Function);
        json.WriteNumber("line", failure.Line);
        json.WriteNumber("column", failure.Column);
        json.WriteString("sourceLine", SourceExcerpt.Line(failure.Source, failure.Line));
        json.WriteEndObject();
    }
}
