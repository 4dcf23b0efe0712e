using System.Text;
using System.Text.Json;
using Chain.Contracts;
using Chain.Dapp.Testing;

namespace Chain.Dapp.Commands;

/// <summary><c>abi FILE</c>: the interface of a contract as a JSON document, for clients.</summary>
internal sealed class AbiCommand(string file, Output output)
{
    public int Run()
    {
        byte[] source;
        try
        {
            source = File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return output.Failure(ExitCode.NotFound, new Problem("FILE", $"'{file}' cannot be read", problem.Message, "Give the path of a contract's JavaScript file."));
        }
        ContractFile contract = ContractFiles.Load(ContractFiles.Shown(file), source);
        if (contract.Code is not { } code)
            return output.Failure(ExitCode.Refused, CheckCommand.ProblemOf(contract));
        using JsonDocument document = JsonDocument.Parse(AbiJson.Write(code.Abi));
        if (output.IsJson)
            Output.Envelope(document.RootElement);
        else
            Console.Out.WriteLine(Indented(document));
        return ExitCode.Done;
    }

    private static string Indented(JsonDocument document)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            document.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
