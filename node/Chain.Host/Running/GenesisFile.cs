using Chain.Host.Output;
using Chain.Types;

namespace Chain.Host.Running;

/// <summary>Reads genesis.json, or says all that is wrong with it.</summary>
internal static class GenesisFile
{
    private const int BytesMax = 64 << 20;

    public static GenesisDocument Read(string file)
    {
        if (Directory.Exists(file))
            throw Refused($"{file} is a folder, not a file.");
        if (!File.Exists(file))
            throw new HostException(ExitCode.NotFound, "NO_GENESIS", $"There is no {file}.", "Get the genesis file of the network that this node is to join.");
        if (new FileInfo(file).Length > BytesMax)
            throw Refused($"{file} has more than {BytesMax} bytes.");
        return GenesisJson.TryRead(File.ReadAllBytes(file), out IReadOnlyList<string> problems)
            ?? throw Refused($"{file} is not a valid genesis: {string.Join("; ", problems)}.");
    }

    private static HostException Refused(string message) =>
        new(ExitCode.Usage, "GENESIS", message, "Use the file exactly as the network publishes it; for a network of your own correct what is named.");
}
